package dev.holdup.load.format;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a metadata event: a table of strings, then a tree of elements, each with attributes and
 * children, both given as numbers of strings.
 *
 * <pre>
 *   size  type=0  start  duration  id  n string*n  element
 *   element = name  n (key value)*n  n element*n
 *   root / metadata / class(name id superType) / field(name class constantPool dimension)
 *                                              / annotation(class value)
 *                                              / field / annotation
 * </pre>
 */
final class MetadataReader {
    private static final int MAX_DEPTH = 16;

    private record Element(String name, Map<String, String> attributes, List<Element> children) {
        String attribute(String key) {
            return attributes.getOrDefault(key, "");
        }
    }

    private final ChunkInput input;
    private final boolean compressed;
    private long end;
    private String[] strings = new String[0];

    MetadataReader(ChunkInput input, boolean compressed) {
        this.input = input;
        this.compressed = compressed;
    }

    /** The types described by the metadata event at {@code position}. */
    ChunkTypes read(long position) throws IOException, DamageException {
        int size = EventSize.read(input, position, compressed);
        if (!input.seek(position, size)) {
            throw new DamageException(
                    position, "metadata of " + size + " bytes", "the end of the file before that");
        }
        end = position + size;
        input.readInteger(4, compressed);
        long type = input.readInteger(8, compressed);
        if (type != 0) {
            throw new DamageException(position, "a metadata event, type 0", "type " + type);
        }
        for (int i = 0; i < 3; i++) {
            input.readInteger(8, compressed);
        }
        readStrings();
        Element root = readElement(0);
        return new ChunkTypes(types(root));
    }

    private void readStrings() throws DamageException {
        int count = count("strings", 1);
        strings = new String[count];
        for (int i = 0; i < count; i++) {
            strings[i] = readString();
        }
    }

    private String readString() throws DamageException {
        int encoding = input.readByte();
        if (encoding == StringBytes.NULL || encoding == StringBytes.EMPTY) {
            return "";
        }
        int length = count("characters of a string", 1);
        int from = input.position;
        if (encoding == StringBytes.UTF8 || encoding == StringBytes.LATIN1) {
            input.position += length;
            return new String(
                    input.bytes,
                    from,
                    length,
                    encoding == StringBytes.UTF8
                            ? StandardCharsets.UTF_8
                            : StandardCharsets.ISO_8859_1);
        }
        if (encoding == StringBytes.CHARS) {
            StringBuilder chars = new StringBuilder(length);
            for (int i = 0; i < length; i++) {
                chars.append((char) input.readInteger(2, compressed));
            }
            return chars.toString();
        }
        throw new DamageException(
                input.filePosition(), "string encoding 0 … 5", Integer.toString(encoding));
    }

    private Element readElement(int depth) throws DamageException {
        if (depth > MAX_DEPTH) {
            throw new DamageException(input.filePosition(), "at most 16 nested elements", "more");
        }
        String name = string();
        int attributeCount = count("attributes", 2);
        Map<String, String> attributes = new HashMap<>();
        for (int i = 0; i < attributeCount; i++) {
            String key = string();
            attributes.put(key, string());
        }
        int childCount = count("children", 3);
        List<Element> children = new ArrayList<>();
        for (int i = 0; i < childCount; i++) {
            children.add(readElement(depth + 1));
        }
        return new Element(name, attributes, children);
    }

    private String string() throws DamageException {
        long index = input.readInteger(4, compressed);
        if (index < 0 || index >= strings.length) {
            throw new DamageException(
                    input.filePosition(),
                    "number of a string below " + strings.length,
                    Long.toString(index));
        }
        return strings[(int) index];
    }

    /** A count that the bytes left can hold, each thing having at least {@code least} bytes. */
    private int count(String what, int least) throws DamageException {
        long at = input.filePosition();
        long count = input.readInteger(4, compressed);
        long left = end - input.filePosition();
        if (count < 0 || count > left / least) {
            throw new DamageException(
                    at, "number of " + what + " that fits in " + left + " bytes", "" + count);
        }
        return (int) count;
    }

    private static List<JfrType> types(Element root) {
        List<Element> classes = new ArrayList<>();
        for (Element metadata : root.children) {
            for (Element child : metadata.children) {
                if (child.name.equals("class")) {
                    classes.add(child);
                }
            }
        }
        Map<String, String> nameById = new HashMap<>();
        for (Element type : classes) {
            nameById.put(type.attribute("id"), type.attribute("name"));
        }
        List<JfrType> types = new ArrayList<>();
        for (Element type : classes) {
            List<JfrField> fields = new ArrayList<>();
            for (Element child : type.children) {
                if (child.name.equals("field")) {
                    fields.add(field(child, nameById));
                }
            }
            types.add(
                    new JfrType(
                            number(type.attribute("id")),
                            type.attribute("name"),
                            type.attribute("superType"),
                            fields));
        }
        return types;
    }

    private static JfrField field(Element field, Map<String, String> nameById) {
        JfrField.Unit unit = JfrField.Unit.NONE;
        for (Element annotation : field.children) {
            String name = nameById.getOrDefault(annotation.attribute("class"), "");
            if (name.endsWith(".Timespan") || name.endsWith(".Timestamp")) {
                // The JDK writes value, JMC's writer writes value-0 for arrays of one.
                String value = annotation.attribute("value");
                unit =
                        JfrField.Unit.ofAnnotation(
                                value.isEmpty() ? annotation.attribute("value-0") : value);
            }
        }
        String dimension = field.attribute("dimension");
        return new JfrField(
                field.attribute("name"),
                number(field.attribute("class")),
                field.attribute("constantPool").equals("true"),
                !dimension.isEmpty() && !dimension.equals("0"),
                unit);
    }

    /** Ids are decimal text; what is not one gets an id nobody refers to. */
    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return Long.MIN_VALUE;
        }
    }
}
