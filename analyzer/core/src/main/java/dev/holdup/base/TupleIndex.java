package dev.holdup.base;

import java.util.Arrays;

/**
 * Numbers distinct tuples of {@code width} ints 0, 1, 2 … in order of first appearance. Open
 * addressing over one flat array: no object per tuple. Not thread-safe.
 */
public final class TupleIndex {
    private static final int FREE = -1;

    private final int width;
    private int[] tuples;
    private int[] slots = new int[64];
    private int size;

    /** An empty index of tuples of {@code width} ≥ 1 ints. */
    public TupleIndex(int width) {
        this.width = width;
        tuples = new int[16 * width];
        Arrays.fill(slots, FREE);
    }

    /** Number of distinct tuples. */
    public int size() {
        return size;
    }

    /**
     * Number of this tuple; {@code key} has {@code width} elements and is copied. A number equal to
     * the {@link #size()} before the call means that the tuple is new.
     */
    public int intern(int[] key) {
        int slot = slot(key);
        if (slots[slot] != FREE) {
            return slots[slot];
        }
        if ((size + 1) * width > tuples.length) {
            tuples = Arrays.copyOf(tuples, tuples.length * 2);
        }
        System.arraycopy(key, 0, tuples, size * width, width);
        slots[slot] = size++;
        if (size * 2 > slots.length) {
            rehash();
        }
        return size - 1;
    }

    /** Number of this tuple, or -1 if it was never interned. Safe for many threads. */
    public int find(int[] key) {
        return slots[slot(key)];
    }

    /** Element {@code column} of tuple {@code index}. */
    public int get(int index, int column) {
        return tuples[index * width + column];
    }

    private int slot(int[] key) {
        int slot = hash(key, 0) & (slots.length - 1);
        while (slots[slot] != FREE && !matches(slots[slot], key)) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    private boolean matches(int index, int[] key) {
        int from = index * width;
        for (int column = 0; column < width; column++) {
            if (tuples[from + column] != key[column]) {
                return false;
            }
        }
        return true;
    }

    private int hash(int[] values, int from) {
        long hash = 0;
        for (int column = 0; column < width; column++) {
            hash = (hash ^ values[from + column]) * 0x9e3779b97f4a7c15L;
            hash ^= hash >>> 29;
        }
        return (int) (hash >>> 20);
    }

    private void rehash() {
        int[] larger = new int[slots.length * 2];
        Arrays.fill(larger, FREE);
        for (int index = 0; index < size; index++) {
            int slot = hash(tuples, index * width) & (larger.length - 1);
            while (larger[slot] != FREE) {
                slot = (slot + 1) & (larger.length - 1);
            }
            larger[slot] = index;
        }
        slots = larger;
    }
}
