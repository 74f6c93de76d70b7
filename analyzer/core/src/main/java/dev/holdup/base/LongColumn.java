package dev.holdup.base;

import java.util.Arrays;

/**
 * A growing column of {@code long}. Not thread-safe; a table owns its columns and hands out values,
 * never the array.
 */
public final class LongColumn {
    private long[] values = new long[16];
    private int size;

    public void add(long value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size + (size >> 1));
        }
        values[size++] = value;
    }

    /** Value of row {@code index}, 0 ≤ index &lt; size. */
    public long get(int index) {
        return values[index];
    }

    public void set(int index, long value) {
        values[index] = value;
    }

    public int size() {
        return size;
    }

    /** A copy of exactly {@link #size()} values. */
    public long[] toArray() {
        return Arrays.copyOf(values, size);
    }
}
