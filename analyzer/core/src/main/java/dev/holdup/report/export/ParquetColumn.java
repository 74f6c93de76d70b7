package dev.holdup.report.export;

import dev.holdup.base.IntColumn;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The values of one column of one row group. Texts are stored once each in a dictionary, since
 * stacks and names repeat in nearly every row. Every column may be null.
 */
final class ParquetColumn {
    /** Physical types, by their numbers in the format. */
    enum Type {
        BOOLEAN(0),
        LONG(2),
        TEXT(6);

        private final int number;

        Type(int number) {
            this.number = number;
        }

        int number() {
            return number;
        }
    }

    private final String name;
    private final Type type;
    private final ByteArrayOutputStream plain = new ByteArrayOutputStream();
    private final Map<String, Integer> dictionary = new HashMap<>();
    private final RunLengths indexes = new RunLengths();
    private final RunLengths presence = new RunLengths();
    private int bits;
    private int bitCount;

    private ParquetColumn(String name, Type type) {
        this.name = name;
        this.type = type;
    }

    static ParquetColumn ofLongs(String name) {
        return new ParquetColumn(name, Type.LONG);
    }

    static ParquetColumn ofTexts(String name) {
        return new ParquetColumn(name, Type.TEXT);
    }

    static ParquetColumn ofBooleans(String name) {
        return new ParquetColumn(name, Type.BOOLEAN);
    }

    String name() {
        return name;
    }

    Type type() {
        return type;
    }

    void add(long value) {
        presence.add(1);
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            plain.write((int) (value >>> shift));
        }
    }

    void add(boolean value) {
        presence.add(1);
        bits |= (value ? 1 : 0) << bitCount;
        bitCount++;
        if (bitCount == Byte.SIZE) {
            plain.write(bits);
            bits = 0;
            bitCount = 0;
        }
    }

    void add(String value) {
        presence.add(1);
        Integer index = dictionary.get(value);
        if (index == null) {
            index = dictionary.size();
            dictionary.put(value, index);
            byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
            littleEndian(plain, bytes.length);
            plain.write(bytes, 0, bytes.length);
        }
        indexes.add(index);
    }

    void addNull() {
        presence.add(0);
    }

    /** The text, or null if it is empty. */
    void addOrNull(String value) {
        if (value.isEmpty()) {
            addNull();
        } else {
            add(value);
        }
    }

    /** Number of distinct texts. */
    int dictionarySize() {
        return dictionary.size();
    }

    /** The page of distinct texts. */
    byte[] dictionaryPage() {
        return plain.toByteArray();
    }

    /** The page of values: which are null, then those that are not. */
    byte[] dataPage() {
        ByteArrayOutputStream page = new ByteArrayOutputStream();
        byte[] present = presence.toBytes(1);
        littleEndian(page, present.length);
        page.write(present, 0, present.length);
        if (type == Type.TEXT) {
            int width = Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(dictionary.size()));
            byte[] runs = indexes.toBytes(width);
            page.write(width);
            page.write(runs, 0, runs.length);
        } else {
            if (bitCount > 0) {
                plain.write(bits);
                bitCount = 0;
                bits = 0;
            }
            page.write(plain.toByteArray(), 0, plain.size());
        }
        return page.toByteArray();
    }

    /** Forgets all values. */
    void clear() {
        plain.reset();
        dictionary.clear();
        indexes.clear();
        presence.clear();
        bits = 0;
        bitCount = 0;
    }

    static void littleEndian(ByteArrayOutputStream out, int value) {
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            out.write(value >>> shift);
        }
    }

    /** Parquet's hybrid encoding, of which only the run-length half is used. */
    private static final class RunLengths {
        private IntColumn values = new IntColumn();
        private IntColumn lengths = new IntColumn();
        private int value;
        private int length;

        void add(int next) {
            if (length > 0 && next != value) {
                endRun();
            }
            value = next;
            length++;
        }

        private void endRun() {
            values.add(value);
            lengths.add(length);
            length = 0;
        }

        byte[] toBytes(int bitWidth) {
            if (length > 0) {
                endRun();
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            for (int run = 0; run < values.size(); run++) {
                ThriftWriter.varint(out, (long) lengths.get(run) << 1);
                for (int shift = 0; shift < bitWidth; shift += Byte.SIZE) {
                    out.write(values.get(run) >>> shift);
                }
            }
            return out.toByteArray();
        }

        void clear() {
            values = new IntColumn();
            lengths = new IntColumn();
            length = 0;
        }
    }
}
