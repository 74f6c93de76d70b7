package dev.holdup.base;

import java.util.Arrays;

/**
 * A growing column of {@code byte}. Not thread-safe; a table owns its columns and hands out values,
 * never the array.
 */
public final class ByteColumn {
    private byte[] values = new byte[16];
    private int size;

    public void add(byte value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size + (size >> 1));
        }
        values[size++] = value;
    }

    /** Adds all values of another column. */
    public void addAll(ByteColumn other) {
        if (size + other.size > values.length) {
            values = Arrays.copyOf(values, Math.max(size + other.size, size + (size >> 1)));
        }
        System.arraycopy(other.values, 0, values, size, other.size);
        size += other.size;
    }

    /** Value of row {@code index}, 0 ≤ index &lt; size. */
    public byte get(int index) {
        return values[index];
    }

    public void set(int index, byte value) {
        values[index] = value;
    }

    public int size() {
        return size;
    }

    /** A copy of exactly {@link #size()} values. */
    public byte[] toArray() {
        return Arrays.copyOf(values, size);
    }
}
