package dev.holdup.load.format;

import java.util.Arrays;

/**
 * Map from {@code long} to {@code int ≥ 0}, open addressing in two arrays, without boxes. Not
 * thread-safe while it grows.
 */
public final class LongIntMap {
    /** No value. */
    public static final int NONE = -1;

    private static final long GOLDEN = 0x9e37_79b9_7f4a_7c15L;

    private long[] keys = new long[16];
    private int[] values = new int[16];
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

    /** Receives pairs. */
    @FunctionalInterface
    interface Pairs {
        void pair(long key, int value);
    }

    /** All pairs, in no order. */
    void forEach(Pairs pairs) {
        for (int slot = 0; slot < values.length; slot++) {
            if (values[slot] != NONE) {
                pairs.pair(keys[slot], values[slot]);
            }
        }
    }

    /** Least key, {@link Long#MAX_VALUE} if there is none. */
    long leastKey() {
        long least = Long.MAX_VALUE;
        for (int slot = 0; slot < values.length; slot++) {
            least = values[slot] == NONE ? least : Math.min(least, keys[slot]);
        }
        return least;
    }

    /** Largest key, {@link Long#MIN_VALUE} if there is none. */
    long largestKey() {
        long largest = Long.MIN_VALUE;
        for (int slot = 0; slot < values.length; slot++) {
            largest = values[slot] == NONE ? largest : Math.max(largest, keys[slot]);
        }
        return largest;
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
