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

    /** Converts Latin-1 bytes; the result stands in {@link #bytes}. */
    void fromLatin1(byte[] source, int from, int count) {
        reserve(count * 2);
        length = 0;
        for (int i = from; i < from + count; i++) {
            add(source[i] & 0xff);
        }
    }

    /** Converts {@code count} compressed characters; the result stands in {@link #bytes}. */
    void fromChars(byte[] source, int from, int count) {
        reserve(count * 3);
        length = 0;
        int p = from;
        int high = 0;
        for (int i = 0; i < count; i++) {
            int c = source[p++];
            if (c < 0) {
                c &= 0x7f;
                int next = source[p++];
                c |= (next & 0x7f) << 7;
                if (next < 0) {
                    c |= (source[p++] & 0x7f) << 14;
                }
            }
            c &= 0xffff;
            if (high != 0 && Character.isLowSurrogate((char) c)) {
                add(Character.toCodePoint((char) high, (char) c));
                high = 0;
                continue;
            }
            high = 0;
            if (Character.isHighSurrogate((char) c) && i + 1 < count) {
                high = c;
            } else {
                add(Character.isSurrogate((char) c) ? '?' : c);
            }
        }
    }

    /**
     * True if {@code count} Latin-1 bytes, or compressed characters, are UTF-8 already; so are most
     * strings.
     */
    static boolean isAscii(byte[] source, int from, int count) {
        int all = 0;
        for (int i = from; i < from + count; i++) {
            all |= source[i];
        }
        return all >= 0;
    }

    private void reserve(int count) {
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
