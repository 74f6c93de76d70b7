package dev.holdup.base;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;

/**
 * Gson's streaming writer with names for what our answers consist of, so that a large answer never
 * exists as a tree and its writers need not handle {@link IOException}, which arrives as {@link
 * UncheckedIOException}. Numbers are written as integers; a fraction with at most six digits. One
 * thread.
 */
public final class JsonWriter {
    private final com.google.gson.stream.JsonWriter out;

    public JsonWriter(Appendable out) {
        this.out = new com.google.gson.stream.JsonWriter(new AppendableWriter(out));
        this.out.setHtmlSafe(true);
        this.out.setSerializeNulls(true);
    }

    public JsonWriter beginObject() {
        return write(out::beginObject);
    }

    public JsonWriter endObject() {
        return write(out::endObject);
    }

    public JsonWriter beginArray() {
        return write(out::beginArray);
    }

    public JsonWriter endArray() {
        return write(out::endArray);
    }

    /** Name of the member whose value follows. */
    public JsonWriter name(String name) {
        return write(() -> out.name(name));
    }

    public JsonWriter string(String text) {
        return write(() -> out.value(text));
    }

    public JsonWriter number(long number) {
        return write(() -> out.value(number));
    }

    /** A finite fraction, rounded to six digits after the point. */
    public JsonWriter fraction(double number) {
        double rounded = Math.rint(number * 1e6) / 1e6;
        if (rounded == Math.rint(rounded) && Math.abs(rounded) < 1e15) {
            return number((long) rounded);
        }
        return write(() -> out.value(rounded));
    }

    public JsonWriter bool(boolean flag) {
        return write(() -> out.value(flag));
    }

    /** JSON's null: there is no such thing, as against empty or zero. */
    public JsonWriter absent() {
        return write(out::nullValue);
    }

    public JsonWriter member(String name, String text) {
        return name(name).string(text);
    }

    public JsonWriter member(String name, long number) {
        return name(name).number(number);
    }

    public JsonWriter member(String name, boolean flag) {
        return name(name).bool(flag);
    }

    private JsonWriter write(Piece piece) {
        try {
            piece.write();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException("writing JSON", e);
        }
    }

    private interface Piece {
        void write() throws IOException;
    }

    /** Gson wants a {@link Writer}; this one holds nothing back, so there is nothing to flush. */
    private static final class AppendableWriter extends Writer {
        private final Appendable target;

        AppendableWriter(Appendable target) {
            this.target = target;
        }

        @Override
        public void write(char[] text, int offset, int length) throws IOException {
            target.append(new String(text, offset, length));
        }

        @Override
        public void write(String text, int offset, int length) throws IOException {
            target.append(text, offset, offset + length);
        }

        @Override
        public void write(int c) throws IOException {
            target.append((char) c);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
