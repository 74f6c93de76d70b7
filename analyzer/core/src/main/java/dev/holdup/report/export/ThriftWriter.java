package dev.holdup.report.export;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** Thrift's compact protocol, as far as Parquet's metadata need it. */
final class ThriftWriter {
    private static final int I32 = 5;
    private static final int I64 = 6;
    private static final int BINARY = 8;
    private static final int LIST = 9;
    private static final int STRUCT = 12;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Deque<Integer> outerFields = new ArrayDeque<>();
    private int lastField;

    /** Begins the outermost structure, or one that is an element of a list. */
    ThriftWriter begin() {
        outerFields.push(lastField);
        lastField = 0;
        return this;
    }

    /** Begins a structure that is a field. */
    ThriftWriter begin(int field) {
        header(field, STRUCT);
        return begin();
    }

    ThriftWriter end() {
        out.write(0);
        lastField = outerFields.pop();
        return this;
    }

    ThriftWriter i32(int field, int value) {
        header(field, I32);
        zigzag(value);
        return this;
    }

    ThriftWriter i64(int field, long value) {
        header(field, I64);
        zigzag(value);
        return this;
    }

    ThriftWriter text(int field, String value) {
        header(field, BINARY);
        binary(value);
        return this;
    }

    /** A list of structures; each element then is a {@link #begin()} … {@link #end()}. */
    ThriftWriter structs(int field, int size) {
        header(field, LIST);
        listHeader(size, STRUCT);
        return this;
    }

    ThriftWriter numbers(int field, int... values) {
        header(field, LIST);
        listHeader(values.length, I32);
        for (int value : values) {
            zigzag(value);
        }
        return this;
    }

    ThriftWriter texts(int field, String... values) {
        header(field, LIST);
        listHeader(values.length, BINARY);
        for (String value : values) {
            binary(value);
        }
        return this;
    }

    byte[] toBytes() {
        return out.toByteArray();
    }

    private void binary(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        varint(out, bytes.length);
        out.write(bytes, 0, bytes.length);
    }

    /** Fields come in the order of their numbers, so the difference fits into four bits. */
    private void header(int field, int type) {
        out.write((field - lastField) << 4 | type);
        lastField = field;
    }

    private void listHeader(int size, int type) {
        if (size < 15) {
            out.write(size << 4 | type);
        } else {
            out.write(0xf0 | type);
            varint(out, size);
        }
    }

    private void zigzag(long value) {
        varint(out, value << 1 ^ value >> 63);
    }

    /** A number of variable length, seven bits a byte, the lowest first. */
    static void varint(ByteArrayOutputStream out, long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) (rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}
