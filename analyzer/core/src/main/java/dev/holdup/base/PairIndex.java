package dev.holdup.base;

import java.util.Arrays;

/**
 * Numbers distinct pairs of ints 0, 1, 2 … in order of first appearance, as {@link TupleIndex} does
 * for wider tuples. A slot holds a part of the hash beside the number, so that most look-ups read
 * one slot and one pair. Not thread-safe, but for {@link #first} and {@link #second}.
 *
 * <pre>
 *   slot:  | 32 bits of hash | number + 1 |      0 = free
 * </pre>
 */
public final class PairIndex {
    private static final long TAG = 0xffff_ffff_0000_0000L;

    private long[] pairs = new long[16];
    private long[] slots = new long[64];
    private int size;

    /** Of the pairs of {@link #internAll}: their hashes, and the first slot of each. */
    private long[] hashes = {};

    private long[] found = {};

    /** Number of distinct pairs. */
    public int size() {
        return size;
    }

    /**
     * Number of this pair. A number equal to the {@link #size()} before the call means that the
     * pair is new.
     */
    public int intern(int first, int second) {
        long pair = pair(first, second);
        long hash = hash(pair);
        int mask = slots.length - 1;
        int slot = (int) hash & mask;
        while (slots[slot] != 0) {
            if ((slots[slot] ^ hash) >>> 32 == 0) {
                int index = (int) slots[slot] - 1;
                if (pairs[index] == pair) {
                    return index;
                }
            }
            slot = (slot + 1) & mask;
        }
        return add(pair, hash, slot);
    }

    /**
     * Numbers pairs as {@link #intern} does, one after the other. Where the pairs are more than the
     * caches hold this is several times faster: memory is asked for all of them at a time, instead
     * of for each after the one before has come.
     *
     * @param count number of pairs; {@code numbers}, another array than the pairs, gets as many
     */
    public void internAll(int[] first, int[] second, int count, int[] numbers) {
        if (hashes.length < count) {
            hashes = new long[count];
            found = new long[count];
        }
        int mask = slots.length - 1;
        for (int i = 0; i < count; i++) {
            long hash = hash(pair(first[i], second[i]));
            hashes[i] = hash;
            found[i] = slots[(int) hash & mask];
        }
        for (int i = 0; i < count; i++) {
            int index = (int) found[i] - 1;
            boolean alike = index >= 0 && ((found[i] ^ hashes[i]) >>> 32) == 0;
            numbers[i] = alike && pairs[index] == pair(first[i], second[i]) ? index : -1;
        }
        for (int i = 0; i < count; i++) {
            if (numbers[i] < 0) {
                numbers[i] = intern(first[i], second[i]);
            }
        }
    }

    private static long pair(int first, int second) {
        return ((long) first << 32) | (second & 0xffff_ffffL);
    }

    public int first(int index) {
        return (int) (pairs[index] >> 32);
    }

    public int second(int index) {
        return (int) pairs[index];
    }

    private int add(long pair, long hash, int slot) {
        if (size == pairs.length) {
            pairs = Arrays.copyOf(pairs, size * 2);
        }
        pairs[size] = pair;
        slots[slot] = (hash & TAG) | (size + 1);
        size++;
        if (size * 2L > slots.length) {
            rehash();
        }
        return size - 1;
    }

    /** Both halves depend on all bits: the lower one places, the upper one tells apart. */
    private static long hash(long pair) {
        long hash = pair * 0x9e3779b97f4a7c15L;
        hash = (hash ^ hash >>> 32) * 0xd6e8feb86659fd93L;
        return hash ^ hash >>> 29;
    }

    private void rehash() {
        long[] larger = new long[slots.length * 4];
        int mask = larger.length - 1;
        for (int index = 0; index < size; index++) {
            long hash = hash(pairs[index]);
            int slot = (int) hash & mask;
            while (larger[slot] != 0) {
                slot = (slot + 1) & mask;
            }
            larger[slot] = (hash & TAG) | (index + 1);
        }
        slots = larger;
    }
}
