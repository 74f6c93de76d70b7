package dev.holdup.load.format;

import java.util.Arrays;

/**
 * Map from {@code long} to {@code int ≥ 0}, open addressing in two arrays, without boxes. After
 * {@link #freeze} dense keys are looked up in one array. Not thread-safe while it grows.
 */
public final class LongIntMap {
    /** No value. */
    public static final int NONE = -1;

    private static final long GOLDEN = 0x9e37_79b9_7f4a_7c15L;

    private long[] keys = new long[16];
    private int[] values = new int[16];
    private int[] dense = new int[0];
    private int shift = 60;
    private int size;

    public LongIntMap() {
        Arrays.fill(values, NONE);
    }

    public int size() {
        return size;
    }

    /** Value of {@code key}, or {@link #NONE}. */
    public int get(long key) {
        if (key >= 0 && key < dense.length) {
            return dense[(int) key];
        }
        int slot = (int) ((key * GOLDEN) >>> shift);
        while (values[slot] != NONE) {
            if (keys[slot] == key) {
                return values[slot];
            }
            slot = (slot + 1) & (values.length - 1);
        }
        return NONE;
    }

    /** Adds the pair unless the key is there; returns the value that now belongs to the key. */
    public int putIfAbsent(long key, int value) {
        int slot = (int) ((key * GOLDEN) >>> shift);
        while (values[slot] != NONE) {
            if (keys[slot] == key) {
                return values[slot];
            }
            slot = (slot + 1) & (values.length - 1);
        }
        keys[slot] = key;
        values[slot] = value;
        if (++size * 4L > values.length * 3L) {
            grow();
        }
        return value;
    }

    /** Prepares for lookups; nothing may be added after. */
    public void freeze() {
        long largest = 0;
        for (int slot = 0; slot < values.length; slot++) {
            if (values[slot] != NONE) {
                largest = Math.max(largest, keys[slot]);
            }
        }
        if (largest >= size * 4L + 1024) {
            return;
        }
        dense = new int[(int) largest + 1];
        Arrays.fill(dense, NONE);
        for (int slot = 0; slot < values.length; slot++) {
            if (values[slot] != NONE && keys[slot] >= 0) {
                dense[(int) keys[slot]] = values[slot];
            }
        }
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldValues = values;
        keys = new long[oldKeys.length * 2];
        values = new int[oldKeys.length * 2];
        Arrays.fill(values, NONE);
        shift--;
        for (int old = 0; old < oldKeys.length; old++) {
            if (oldValues[old] == NONE) {
                continue;
            }
            int slot = (int) ((oldKeys[old] * GOLDEN) >>> shift);
            while (values[slot] != NONE) {
                slot = (slot + 1) & (values.length - 1);
            }
            keys[slot] = oldKeys[old];
            values[slot] = oldValues[old];
        }
    }
}
