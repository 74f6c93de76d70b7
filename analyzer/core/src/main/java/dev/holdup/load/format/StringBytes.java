package dev.holdup.load.format;

/** How a string in a row is encoded, and its way to UTF-8. */
final class StringBytes {
    static final int NULL = 0;
    static final int EMPTY = 1;

    /** Reference to a constant of type String. */
    static final int CONSTANT = 2;

    static final int UTF8 = 3;
    static final int CHARS = 4;
    static final int LATIN1 = 5;

    /** The bytes of the last conversion, 0 … length - 1. */
    byte[] bytes = new byte[256];

    int length;

    private final boolean compressed;

    /** {@code compressed}: characters are compressed integers, as the chunk's header says. */
    StringBytes(boolean compressed) {
        this.compressed = compressed;
    }

    /** Converts Latin-1 bytes; the result stands in {@link #bytes}. */
    void fromLatin1(byte[] source, int from, int count) {
        reserve(count * 2);
        for (int i = from; i < from + count; i++) {
            add(source[i] & 0xff);
        }
    }

    /** Converts {@code count} characters; the result stands in {@link #bytes}. */
    void fromChars(byte[] source, int from, int count) {
        reserve(count * 3);
        int p = from;
        int high = 0;
        for (int i = 0; i < count; i++) {
            int c = source[p++];
            if (!compressed) {
                c = ((c & 0xff) << 8) | (source[p++] & 0xff);
            } else if (c < 0) {
                c &= 0x7f;
                int next = source[p++];
                c |= (next & 0x7f) << 7;
                if (next < 0) {
                    c |= (source[p++] & 0x7f) << 14;
                }
            }
            high = addChar(high, (char) c);
        }
        if (high != 0) {
            add('?');
        }
    }

    /**
     * Converts the JVM's own UTF-8: it writes names of threads, classes and methods with a
     * character above U+FFFF as two surrogates of three bytes each, and U+0000 as two bytes. What
     * is UTF-8 already stays as it is, and so does what is neither.
     */
    void fromModifiedUtf8(byte[] source, int from, int count) {
        reserve(count);
        int end = from + count;
        int p = from;
        while (p < end) {
            if (end - p >= 6 && isSurrogate(source, p, 0xa0) && isSurrogate(source, p + 3, 0xb0)) {
                add(Character.toCodePoint(threeBytes(source, p), threeBytes(source, p + 3)));
                p += 6;
            } else if (end - p >= 2 && source[p] == (byte) 0xc0 && source[p + 1] == (byte) 0x80) {
                bytes[length++] = 0;
                p += 2;
            } else {
                bytes[length++] = source[p++];
            }
        }
    }

    /**
     * True if {@code count} bytes of UTF-8, Latin-1 or compressed characters are ASCII, and so
     * UTF-8 already; most strings are.
     */
    static boolean isAscii(byte[] source, int from, int count) {
        int all = 0;
        for (int i = from; i < from + count; i++) {
            all |= source[i];
        }
        return all >= 0;
    }

    /** True if characters of one byte each can be taken as they stand. */
    boolean isAsciiChars(byte[] source, int from, int count) {
        return compressed && isAscii(source, from, count);
    }

    /** Adds what is complete; returns a first half that waits for its second, else 0. */
    private int addChar(int high, char c) {
        if (high != 0 && Character.isLowSurrogate(c)) {
            add(Character.toCodePoint((char) high, c));
            return 0;
        }
        if (high != 0) {
            add('?');
        }
        if (Character.isHighSurrogate(c)) {
            return c;
        }
        add(Character.isSurrogate(c) ? '?' : c);
        return 0;
    }

    /** High surrogates have 0xa0 … 0xaf as their second byte, low ones 0xb0 … 0xbf. */
    private static boolean isSurrogate(byte[] source, int at, int second) {
        return source[at] == (byte) 0xed && (source[at + 1] & 0xf0) == second;
    }

    private static char threeBytes(byte[] source, int at) {
        return (char)
                ((source[at] & 0xf) << 12 | (source[at + 1] & 0x3f) << 6 | (source[at + 2] & 0x3f));
    }

    /** Empties the buffer and makes room. */
    private void reserve(int count) {
        length = 0;
        if (bytes.length < count) {
            bytes = new byte[count];
        }
    }

    private void add(int c) {
        if (c < 0x80) {
            bytes[length++] = (byte) c;
        } else if (c < 0x800) {
            bytes[length++] = (byte) (0xc0 | (c >> 6));
            bytes[length++] = (byte) (0x80 | (c & 0x3f));
        } else if (c < 0x10000) {
            bytes[length++] = (byte) (0xe0 | (c >> 12));
            bytes[length++] = (byte) (0x80 | ((c >> 6) & 0x3f));
            bytes[length++] = (byte) (0x80 | (c & 0x3f));
        } else {
            bytes[length++] = (byte) (0xf0 | (c >> 18));
            bytes[length++] = (byte) (0x80 | ((c >> 12) & 0x3f));
            bytes[length++] = (byte) (0x80 | ((c >> 6) & 0x3f));
            bytes[length++] = (byte) (0x80 | (c & 0x3f));
        }
    }
}
