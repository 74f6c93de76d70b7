package dev.holdup.load.format;

/**
 * How to read one row of a type: a list of steps made from the chunk's metadata. Each step stores
 * numbers in consecutive slots, wanted or not: reading eight integers in one loop is faster than
 * choosing between them. Strings take two slots, their encoding and where they stand. Immutable.
 */
final class RowProgram {
    /** Returned when the row does not end before the limit. */
    static final int OVERRUN = Integer.MAX_VALUE;

    static final int VARINTS = 0;
    static final int BYTES = 1;
    static final int FIXED16 = 2;
    static final int FIXED32 = 3;
    static final int FIXED64 = 4;
    static final int STRING = 5;
    static final int ARRAY = 6;

    private final int[] steps;
    private final RowProgram[] elements;
    private final int firstSlot;
    private final boolean compressed;

    /**
     * @param steps pairs of step and its argument: a count, or for ARRAY an index of elements
     * @param elements programs of the elements of arrays
     * @param firstSlot slot of the first number
     * @param compressed true if counts of arrays and strings are compressed
     */
    RowProgram(int[] steps, RowProgram[] elements, int firstSlot, boolean compressed) {
        this.steps = steps;
        this.elements = elements;
        this.firstSlot = firstSlot;
        this.compressed = compressed;
    }

    boolean isEmpty() {
        return steps.length == 0;
    }

    /**
     * Reads a row.
     *
     * @param b the window, with {@link ChunkInput#SLACK} behind the limit
     * @param from first byte of the row
     * @param limit where the row must have ended
     * @param slots receives the numbers
     * @return position after the last byte read, above {@code limit} if the row is not whole
     */
    int run(byte[] b, int from, int limit, long[] slots) {
        int p = from;
        int slot = firstSlot;
        for (int step = 0; step < steps.length; step += 2) {
            int argument = steps[step + 1];
            switch (steps[step]) {
                case VARINTS -> {
                    p = varints(b, p, slots, slot, argument);
                    slot += argument;
                }
                case BYTES -> {
                    for (int i = 0; i < argument; i++) {
                        slots[slot++] = b[p++];
                    }
                }
                case STRING -> {
                    p = string(b, p, limit, slots, slot);
                    slot += 2;
                }
                case ARRAY -> p = array(b, p, limit, slots, elements[argument]);
                default -> {
                    int width = 1 << (steps[step] - FIXED16 + 1);
                    for (int i = 0; i < argument; i++) {
                        slots[slot++] = fixed(b, p, width);
                        p += width;
                    }
                }
            }
            if (p > limit) {
                return OVERRUN;
            }
        }
        return p;
    }

    private static int varints(byte[] b, int from, long[] slots, int firstSlot, int count) {
        int p = from;
        for (int slot = firstSlot; slot < firstSlot + count; slot++) {
            int value = b[p++];
            if (value < 0) {
                value = (value & 0x7f) | (b[p++] << 7);
                if (value < 0) {
                    value = (value & 0x3fff) | (b[p++] << 14);
                    if (value < 0) {
                        p = longVarint(b, p, value & 0x1f_ffff, slots, slot);
                        continue;
                    }
                }
            }
            slots[slot] = value;
        }
        return p;
    }

    /** The rest of a number of which three bytes were read. */
    private static int longVarint(byte[] b, int from, int begin, long[] slots, int slot) {
        int p = from;
        long value = begin;
        int shift = 21;
        while (true) {
            long next = b[p++];
            if (shift == 56) {
                value |= (next & 0xff) << 56;
                break;
            }
            value |= (next & 0x7f) << shift;
            if (next >= 0) {
                break;
            }
            shift += 7;
        }
        slots[slot] = value;
        return p;
    }

    private int string(byte[] b, int from, int limit, long[] slots, int slot) {
        if (from >= limit) {
            return OVERRUN;
        }
        int p = from;
        int encoding = b[p++];
        slots[slot] = encoding;
        slots[slot + 1] = 0;
        if (encoding == StringBytes.NULL || encoding == StringBytes.EMPTY) {
            return p;
        }
        if (encoding == StringBytes.CONSTANT) {
            return integer(b, p, 8, slots, slot + 1);
        }
        if (encoding < StringBytes.NULL || encoding > StringBytes.LATIN1) {
            return OVERRUN;
        }
        p = integer(b, p, 4, slots, slot + 1);
        long length = slots[slot + 1];
        if (length < 0 || length > limit - p) {
            return OVERRUN;
        }
        slots[slot + 1] = ((long) p << 32) | length;
        if (encoding != StringBytes.CHARS) {
            return p + (int) length;
        }
        for (long i = 0; i < length && p <= limit; i++) {
            if (compressed) {
                int next = b[p++];
                if (next < 0 && b[p++] < 0) {
                    p++;
                }
            } else {
                p += 2;
            }
        }
        return p;
    }

    private int array(byte[] b, int from, int limit, long[] slots, RowProgram element) {
        int countSlot = element.firstSlot;
        int p = integer(b, from, 4, slots, countSlot);
        long count = slots[countSlot];
        if (element.isEmpty()) {
            // Elements without a byte: a count, however large, costs nothing.
            return p;
        }
        if (count < 0 || count > limit - p) {
            return OVERRUN;
        }
        for (long i = 0; i < count; i++) {
            p = element.run(b, p, limit, slots);
            if (p > limit) {
                return OVERRUN;
            }
        }
        return p;
    }

    private int integer(byte[] b, int p, int width, long[] slots, int slot) {
        if (compressed) {
            return varints(b, p, slots, slot, 1);
        }
        slots[slot] = fixed(b, p, width);
        return p + width;
    }

    private static long fixed(byte[] b, int from, int width) {
        long value = b[from];
        for (int i = 1; i < width; i++) {
            value = (value << 8) | (b[from + i] & 0xff);
        }
        return value;
    }
}
