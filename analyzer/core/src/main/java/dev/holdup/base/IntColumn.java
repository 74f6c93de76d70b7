package dev.holdup.base;

import java.util.Arrays;

/**
 * A growing column of {@code int}. Not thread-safe; a table owns its columns and hands out values,
 * never the array.
 */
public final class IntColumn {
    private int[] values = new int[16];
    private int size;

    public void add(int value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size + (size >> 1));
        }
        values[size++] = value;
    }

    /** Adds all values of another column. */
    public void addAll(IntColumn other) {
        if (size + other.size > values.length) {
            values = Arrays.copyOf(values, Math.max(size + other.size, size + (size >> 1)));
        }
        System.arraycopy(other.values, 0, values, size, other.size);
        size += other.size;
    }

    /** Value of row {@code index}, 0 ≤ index &lt; size. */
    public int get(int index) {
        return values[index];
    }

    public void set(int index, int value) {
        values[index] = value;
    }

    public int size() {
        return size;
    }

    /** A copy of exactly {@link #size()} values. */
    public int[] toArray() {
        return Arrays.copyOf(values, size);
    }
}
