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

    /** Adds all values of another column. */
    public void addAll(LongColumn other) {
        if (size + other.size > values.length) {
            values = Arrays.copyOf(values, Math.max(size + other.size, size + (size >> 1)));
        }
        System.arraycopy(other.values, 0, values, size, other.size);
        size += other.size;
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
