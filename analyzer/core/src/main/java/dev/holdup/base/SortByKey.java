package dev.holdup.base;

import java.util.Arrays;

/** Sorts rows by a key held elsewhere, without an object per row. */
public final class SortByKey {
    private static final int SMALL = 16;

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
        if (to - from > 1) {
            int[] source = Arrays.copyOfRange(rows, from, to);
            mergeSort(source, rows, from, to, from, keys);
        }
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
