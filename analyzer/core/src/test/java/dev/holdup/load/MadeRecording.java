package dev.holdup.load;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Writes recordings by hand, byte for byte as the format says: with the events of other profilers,
 * larger than anybody wants to record, or wrong on purpose. Ticks are nanoseconds; instants count
 * from the start of the file.
 */
public final class MadeRecording implements AutoCloseable {
    /** Where events begin in a chunk. */
    public static final int HEADER = 68;

    private static final long START_EPOCH_NANOS = 1_700_000_000_000_000_000L;
    private static final long START_TICKS = 1_000_000_000L;
    private static final List<String> BUILT_IN =
            List.of("boolean", "byte", "int", "long", "float", "java.lang.String");

    private record Field(String name, String type, boolean constant, boolean array, String unit) {}

    private record Type(long id, String name, String superType, List<Field> fields) {}

    private final Path file;
    private final OutputStream out;
    private final Map<String, Type> types = new LinkedHashMap<>();
    private final Map<String, Map<Object, Long>> constants = new LinkedHashMap<>();
    private final Map<String, Row> newRows = new LinkedHashMap<>();
    private final Map<String, Integer> newCounts = new HashMap<>();
    private final Row row = new Row();
    private final Row head = new Row();
    private long position;
    private long chunkStart;
    private long chunkNanos;
    private long lastNanos;
    private long lastCheckpoint;
    private long nextType = 20;
    private boolean ended;

    /** Begins a file with its first chunk. */
    public MadeRecording(Path file) throws IOException {
        this.file = file;
        out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20);
        for (String name : BUILT_IN) {
            type(name, "");
        }
        type("jdk.jfr.Timespan", "java.lang.annotation.Annotation", "value:java.lang.String");
        type("jdk.types.Symbol", "", "string:java.lang.String");
        type("java.lang.Class", "", "name:jdk.types.Symbol#");
        type("jdk.types.Method", "", "type:java.lang.Class#", "name:jdk.types.Symbol#");
        type("jdk.types.StackFrame", "", "method:jdk.types.Method#", "lineNumber:int");
        type("jdk.types.StackTrace", "", "truncated:boolean", "frames:jdk.types.StackFrame[]");
        type(
                "java.lang.Thread",
                "",
                "osName:java.lang.String",
                "osThreadId:long",
                "javaName:java.lang.String",
                "javaThreadId:long",
                "virtual:boolean");
        startChunk();
    }

    /**
     * Describes a type. A field is {@code name:type}, then {@code #} for a constant, {@code []} for
     * an array, {@code @TICKS} for a time span.
     */
    public void type(String name, String superType, String... fields) {
        List<Field> described = new ArrayList<>();
        for (String field : fields) {
            int colon = field.indexOf(':');
            int at = field.indexOf('@');
            String type = field.substring(colon + 1, at < 0 ? field.length() : at);
            described.add(
                    new Field(
                            field.substring(0, colon),
                            type.replace("#", "").replace("[]", ""),
                            type.contains("#"),
                            type.contains("[]"),
                            at < 0 ? "" : field.substring(at + 1)));
        }
        types.put(name, new Type(nextType++, name, superType, described));
    }

    /** Describes an event; {@code startTime} comes first by itself. */
    public void event(String name, String... fields) {
        if (types.containsKey(name)) {
            return;
        }
        String[] all = new String[fields.length + 1];
        all[0] = "startTime:long";
        System.arraycopy(fields, 0, all, 1, fields.length);
        type(name, "jdk.jfr.Event", all);
    }

    /**
     * Writes an event. Long and Integer are written compressed, Byte and Boolean as a byte, Float
     * as it is, String as UTF-8.
     */
    public void write(String event, long nanos, Object... values) throws IOException {
        row.reset();
        row.number(typeId(event));
        row.number(START_TICKS + nanos);
        for (Object value : values) {
            row.value(value);
        }
        lastNanos = Math.max(lastNanos, nanos);
        writeSized(row);
    }

    /** Writes bytes as they are. */
    public void raw(byte[] bytes) throws IOException {
        out.write(bytes);
        position += bytes.length;
    }

    /** Bytes written to the file so far. */
    public long position() {
        return position;
    }

    /** Id of the type, for {@link #raw} and settings. */
    public long typeId(String name) {
        return Objects.requireNonNull(types.get(name), name).id;
    }

    /** Constant for a thread. */
    public long thread(String name, long javaId, boolean virtual) {
        Map<Object, Long> known =
                constants.computeIfAbsent("java.lang.Thread", k -> new HashMap<>());
        Long id = known.get(javaId);
        if (id == null) {
            id = javaId;
            known.put(javaId, id);
            constant("java.lang.Thread", id, name, javaId + 10_000, name, javaId, virtual);
        }
        return id;
    }

    /** Constant for a stack of {@code class.method} frames, innermost first. */
    public long stack(List<String> frames) {
        Map<Object, Long> known =
                constants.computeIfAbsent("jdk.types.StackTrace", k -> new HashMap<>());
        Long id = known.get(frames);
        if (id == null) {
            Object[] values = new Object[2 + frames.size() * 2];
            values[0] = false;
            values[1] = frames.size();
            for (int i = 0; i < frames.size(); i++) {
                values[2 + 2 * i] = method(frames.get(i));
                values[3 + 2 * i] = i + 1;
            }
            id = known.size() + 1L;
            known.put(frames, id);
            constant("jdk.types.StackTrace", id, values);
        }
        return id;
    }

    /** Constant for a class. */
    public long type(String className) {
        return known("java.lang.Class", className, symbol(className.replace('.', '/')));
    }

    private long method(String frame) {
        int dot = frame.lastIndexOf('.');
        return known(
                "jdk.types.Method",
                frame,
                type(frame.substring(0, dot)),
                symbol(frame.substring(dot + 1)));
    }

    private long symbol(String text) {
        return known("jdk.types.Symbol", text, text);
    }

    private long known(String type, String key, Object... values) {
        Map<Object, Long> known = constants.computeIfAbsent(type, k -> new HashMap<>());
        Long id = known.get(key);
        if (id == null) {
            id = known.size() + 1L;
            known.put(key, id);
            constant(type, (long) id, values);
        }
        return id;
    }

    /** Adds a constant to those the next checkpoint writes. */
    public void constant(String type, long id, Object... values) {
        Row rows = newRows.computeIfAbsent(type, t -> new Row());
        rows.number(id);
        for (Object value : values) {
            rows.value(value);
        }
        newCounts.merge(type, 1, Integer::sum);
    }

    /** Writes the constants that are new, and the metadata. */
    public void flush() throws IOException {
        long here = position;
        checkpoint(lastCheckpoint == 0 ? 0 : lastCheckpoint - here);
        lastCheckpoint = here;
        long metadata = position;
        metadata();
        header(here, metadata, true);
    }

    /**
     * Writes a checkpoint with the new constants that says the one before is {@code delta} away.
     */
    public void checkpoint(long delta) throws IOException {
        row.reset();
        row.number(1);
        row.number(START_TICKS + lastNanos);
        row.number(0);
        row.number(delta);
        row.value((byte) 0);
        row.number(newRows.size());
        for (Map.Entry<String, Row> pool : newRows.entrySet()) {
            row.number(typeId(pool.getKey()));
            row.number(newCounts.getOrDefault(pool.getKey(), 0));
            row.add(pool.getValue());
        }
        newRows.clear();
        newCounts.clear();
        writeSized(row);
    }

    /** Writes a checkpoint whose counts are not followed by so much. */
    public void brokenCheckpoint(long pools, long typeId, long count) throws IOException {
        row.reset();
        row.number(1);
        row.number(START_TICKS + lastNanos);
        row.number(0);
        row.number(lastCheckpoint == 0 ? 0 : lastCheckpoint - position);
        row.value((byte) 0);
        row.number(pools);
        row.number(typeId);
        row.number(count);
        lastCheckpoint = position;
        writeSized(row);
    }

    /** Makes the next checkpoint say that the one before it stands at {@code place}. */
    public void chainFrom(long place) {
        lastCheckpoint = place;
    }

    /** Changes the delta of a checkpoint written before to a small positive one. */
    public void patchDelta(long checkpoint, long delta) throws IOException {
        out.flush();
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.allocate(64);
            channel.read(bytes, checkpoint);
            int at = 4;
            for (int number = 0; number < 3; number++) {
                while (bytes.get(at++) < 0) {
                    // The bytes of a number but the last have their high bit set.
                }
            }
            channel.write(ByteBuffer.wrap(new byte[] {(byte) delta}), checkpoint + at);
        }
    }

    /** Ends the file with metadata of which nothing is right but its head. */
    public void endWithMetadata(long strings, byte[] rest) throws IOException {
        long checkpoint = position;
        checkpoint(0);
        long metadata = position;
        row.reset();
        row.number(0);
        row.number(START_TICKS);
        row.number(0);
        row.number(1);
        row.number(strings);
        row.write(rest, 0, rest.length);
        writeSized(row);
        header(checkpoint, metadata, false);
        ended = true;
    }

    /** Ends the chunk and begins another, which repeats no constant by itself. */
    public void nextChunk() throws IOException {
        endChunk();
        startChunk();
    }

    /** Ends the last chunk. */
    @Override
    public void close() throws IOException {
        if (!ended) {
            endChunk();
        }
        out.close();
    }

    /** Leaves the last chunk as a killed JVM does: what was flushed is there, no more. */
    public void abandon() throws IOException {
        out.close();
    }

    private void startChunk() throws IOException {
        chunkStart = position;
        chunkNanos = lastNanos;
        lastCheckpoint = 0;
        constants.clear();
        raw(new byte[HEADER]);
    }

    private void endChunk() throws IOException {
        long here = position;
        checkpoint(lastCheckpoint == 0 ? 0 : lastCheckpoint - here);
        long metadata = position;
        metadata();
        header(here, metadata, false);
    }

    private void header(long checkpoint, long metadata, boolean open) throws IOException {
        out.flush();
        ByteBuffer bytes = ByteBuffer.allocate(HEADER);
        bytes.put("FLR\0".getBytes(StandardCharsets.US_ASCII))
                .putShort((short) 2)
                .putShort((short) 1);
        bytes.putLong(position - chunkStart);
        bytes.putLong(checkpoint - chunkStart).putLong(metadata - chunkStart);
        bytes.putLong(START_EPOCH_NANOS + chunkNanos).putLong(Math.max(1, lastNanos - chunkNanos));
        bytes.putLong(START_TICKS + chunkNanos).putLong(1_000_000_000L);
        bytes.put(64, (byte) (open ? 1 : 0)).put(67, (byte) 1);
        bytes.position(0);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(bytes, chunkStart);
        }
    }

    private void writeSized(Row sized) throws IOException {
        head.reset();
        // The size counts its own bytes; four are always enough and may be written long.
        int size = sized.size() + 4;
        head.write((size & 0x7f) | 0x80);
        head.write(((size >> 7) & 0x7f) | 0x80);
        head.write(((size >> 14) & 0x7f) | 0x80);
        head.write((size >> 21) & 0x7f);
        head.writeTo(out);
        sized.writeTo(out);
        position += size;
    }

    private void metadata() throws IOException {
        List<String> strings = new ArrayList<>();
        Row tree = new Row();
        element(tree, strings, "root", Map.of(), 2);
        element(tree, strings, "metadata", Map.of(), types.size());
        for (Type type : types.values()) {
            Map<String, String> attributes = new LinkedHashMap<>();
            attributes.put("id", Long.toString(type.id));
            attributes.put("name", type.name);
            if (!type.superType.isEmpty()) {
                attributes.put("superType", type.superType);
            }
            if (type.name.equals("jdk.types.Symbol")) {
                // To the JDK's reader the symbol then is its one field.
                attributes.put("simpleType", "true");
            }
            element(tree, strings, "class", attributes, type.fields.size());
            for (Field field : type.fields) {
                field(tree, strings, field);
            }
        }
        // Nobody needs it, but the JDK's reader asks for it.
        element(tree, strings, "region", Map.of("locale", "en_US", "gmtOffset", "0"), 0);
        row.reset();
        row.number(0);
        row.number(START_TICKS + lastNanos);
        row.number(0);
        row.number(1);
        row.number(strings.size());
        for (String text : strings) {
            row.value(text);
        }
        row.add(tree);
        writeSized(row);
    }

    private void field(Row tree, List<String> strings, Field field) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("name", field.name);
        Type type = types.get(field.type);
        attributes.put("class", type == null ? field.type : Long.toString(type.id));
        if (field.constant) {
            attributes.put("constantPool", "true");
        }
        if (field.array) {
            attributes.put("dimension", "1");
        }
        element(tree, strings, "field", attributes, field.unit.isEmpty() ? 0 : 1);
        if (!field.unit.isEmpty()) {
            String timespan = Long.toString(typeId("jdk.jfr.Timespan"));
            element(tree, strings, "annotation", Map.of("class", timespan, "value", field.unit), 0);
        }
    }

    private static void element(
            Row tree,
            List<String> strings,
            String name,
            Map<String, String> attributes,
            int children) {
        tree.number(string(strings, name));
        tree.number(attributes.size());
        attributes.forEach((key, value) -> {
            tree.number(string(strings, key));
            tree.number(string(strings, value));
        });
        tree.number(children);
    }

    private static int string(List<String> strings, String text) {
        int known = strings.indexOf(text);
        if (known >= 0) {
            return known;
        }
        strings.add(text);
        return strings.size() - 1;
    }

    /** Bytes of an event. */
    private static final class Row extends ByteArrayOutputStream {
        void add(Row other) {
            write(other.buf, 0, other.count);
        }

        void number(long value) {
            long left = value;
            for (int i = 0; i < 8 && (left & ~0x7fL) != 0; i++) {
                write((int) (left & 0x7f) | 0x80);
                left >>>= 7;
            }
            write((int) left);
        }

        void value(Object value) {
            if (value instanceof Byte small) {
                write(small);
            } else if (value instanceof Boolean flag) {
                write(flag ? 1 : 0);
            } else if (value instanceof Float real) {
                byte[] bytes = ByteBuffer.allocate(4).putFloat(real).array();
                write(bytes, 0, 4);
            } else if (value instanceof String text) {
                byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
                write(3);
                number(utf8.length);
                write(utf8, 0, utf8.length);
            } else {
                number(((Number) value).longValue());
            }
        }
    }
}
