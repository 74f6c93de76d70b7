package dev.holdup.base;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Writes JSON text piece by piece, so that a large answer never exists as a tree. Commas are placed
 * by the writer; nesting is checked only as far as it costs nothing. Numbers are written as
 * integers; a fraction is written with at most six digits. One thread.
 */
public final class JsonWriter {
    private static final String HEX = "0123456789abcdef";

    private final Appendable out;
    private boolean needsComma;

    public JsonWriter(Appendable out) {
        this.out = out;
    }

    public JsonWriter beginObject() {
        value();
        raw('{');
        needsComma = false;
        return this;
    }

    public JsonWriter endObject() {
        raw('}');
        needsComma = true;
        return this;
    }

    public JsonWriter beginArray() {
        value();
        raw('[');
        needsComma = false;
        return this;
    }

    public JsonWriter endArray() {
        raw(']');
        needsComma = true;
        return this;
    }

    /** Name of the member whose value follows. */
    public JsonWriter name(String name) {
        value();
        quoted(name);
        raw(':');
        needsComma = false;
        return this;
    }

    public JsonWriter string(String text) {
        value();
        quoted(text);
        return this;
    }

    public JsonWriter number(long number) {
        value();
        raw(Long.toString(number));
        return this;
    }

    /** A finite fraction, rounded to six digits after the point. */
    public JsonWriter fraction(double number) {
        value();
        double rounded = Math.rint(number * 1e6) / 1e6;
        raw(
                rounded == Math.rint(rounded) && Math.abs(rounded) < 1e15
                        ? Long.toString((long) rounded)
                        : Double.toString(rounded));
        return this;
    }

    public JsonWriter bool(boolean flag) {
        value();
        raw(flag ? "true" : "false");
        return this;
    }

    /** JSON's null: there is no such thing, as against empty or zero. */
    public JsonWriter absent() {
        value();
        raw("null");
        return this;
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

    private void value() {
        if (needsComma) {
            raw(',');
        }
        needsComma = true;
    }

    private void quoted(String text) {
        raw('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                raw('\\');
                raw(c);
            } else if (c >= 0x20 && c != 0x2028 && c != 0x2029 && !Character.isSurrogate(c)) {
                raw(c);
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                raw(c);
                raw(text.charAt(++i));
            } else {
                // Control characters, and halves of a pair, which UTF-8 cannot carry.
                raw("\\u");
                raw(HEX.charAt(c >> 12));
                raw(HEX.charAt((c >> 8) & 15));
                raw(HEX.charAt((c >> 4) & 15));
                raw(HEX.charAt(c & 15));
            }
        }
        raw('"');
    }

    private void raw(char c) {
        try {
            out.append(c);
        } catch (IOException e) {
            throw new UncheckedIOException("writing JSON", e);
        }
    }

    private void raw(String text) {
        try {
            out.append(text);
        } catch (IOException e) {
            throw new UncheckedIOException("writing JSON", e);
        }
    }
}
