package dev.holdup.base;

import java.util.Arrays;

/** Sorts rows by a key held elsewhere, without an object per row. */
public final class SortByKey {
    private static final int SMALL = 16;

    /** From so many rows on, counting digits is faster than comparing. */
    private static final int MANY = 2_048;

    private static final int DIGIT_BITS = 11;
    private static final int DIGITS = 1 << DIGIT_BITS;

    private SortByKey() {}

    /**
     * Orders {@code rows} by {@code keys[row]}, ascending; equal keys keep their order. {@code
     * keys} is not changed.
     */
    public static void sort(int[] rows, long[] keys) {
        sort(rows, keys, 0, rows.length);
    }

    /** Orders {@code rows[from, to)} as {@link #sort(int[], long[])} does. */
    public static void sort(int[] rows, long[] keys, int from, int to) {
        if (to - from >= MANY) {
            radixSort(rows, keys, from, to);
        } else if (to - from > 1) {
            int[] source = Arrays.copyOfRange(rows, from, to);
            mergeSort(source, rows, from, to, from, keys);
        }
    }

    /** Least digit first; digits in which all keys agree are left out. */
    private static void radixSort(int[] rows, long[] keys, int from, int to) {
        int count = to - from;
        long[] values = new long[count];
        long least = Long.MAX_VALUE;
        long most = Long.MIN_VALUE;
        boolean sorted = true;
        for (int i = 0; i < count; i++) {
            values[i] = keys[rows[from + i]];
            sorted &= i == 0 || values[i - 1] <= values[i];
            least = Math.min(least, values[i]);
            most = Math.max(most, values[i]);
        }
        if (sorted) {
            return;
        }
        int[] order = Arrays.copyOfRange(rows, from, to);
        int[] nextOrder = new int[count];
        long[] nextValues = new long[count];
        // Keys so far apart that their difference overflows differ in all 64 bits.
        int bits = 64 - Long.numberOfLeadingZeros(most - least);
        for (int shift = 0; shift < bits; shift += DIGIT_BITS) {
            int[] place = new int[DIGITS + 1];
            for (long value : values) {
                place[digit(value - least, shift) + 1]++;
            }
            for (int digit = 0; digit < DIGITS; digit++) {
                place[digit + 1] += place[digit];
            }
            for (int i = 0; i < count; i++) {
                int at = place[digit(values[i] - least, shift)]++;
                nextValues[at] = values[i];
                nextOrder[at] = order[i];
            }
            long[] swappedValues = values;
            values = nextValues;
            nextValues = swappedValues;
            int[] swappedOrder = order;
            order = nextOrder;
            nextOrder = swappedOrder;
        }
        System.arraycopy(order, 0, rows, from, count);
    }

    private static int digit(long value, int shift) {
        return (int) (value >>> shift) & (DIGITS - 1);
    }

    /** Sorts {@code source[from - shift, to - shift)} into {@code target[from, to)}; both equal. */
    private static void mergeSort(
            int[] source, int[] target, int from, int to, int shift, long[] keys) {
        if (to - from <= SMALL) {
            insertionSort(target, from, to, keys);
            return;
        }
        int middle = (from + to) >>> 1;
        sortInto(target, source, from, middle, shift, keys);
        sortInto(target, source, middle, to, shift, keys);
        int left = from - shift;
        int right = middle - shift;
        for (int i = from; i < to; i++) {
            boolean takeLeft =
                    right >= to - shift
                            || (left < middle - shift && keys[source[left]] <= keys[source[right]]);
            target[i] = takeLeft ? source[left++] : source[right++];
        }
    }

    /** As {@link #mergeSort} with the sorted half left in {@code source}. */
    private static void sortInto(
            int[] target, int[] source, int from, int to, int shift, long[] keys) {
        mergeSort(source, target, from, to, shift, keys);
        System.arraycopy(target, from, source, from - shift, to - from);
    }

    private static void insertionSort(int[] rows, int from, int to, long[] keys) {
        for (int i = from + 1; i < to; i++) {
            int row = rows[i];
            long key = keys[row];
            int j = i - 1;
            while (j >= from && keys[rows[j]] > key) {
                rows[j + 1] = rows[j];
                j--;
            }
            rows[j + 1] = row;
        }
    }
}
