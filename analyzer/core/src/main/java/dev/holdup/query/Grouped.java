package dev.holdup.query;

import dev.holdup.base.SortByKey;
import java.util.Arrays;
import java.util.function.IntToLongFunction;
import java.util.function.IntUnaryOperator;

/**
 * Rows grouped by a key, in time order within a key: one array of rows, one of the first place of
 * each key. Rows whose key is negative are left out. Immutable.
 */
final class Grouped {
    private final int[] first;
    private final int[] rows;

    private Grouped(int[] first, int[] rows) {
        this.first = first;
        this.rows = rows;
    }

    static Grouped of(int count, int keys, IntUnaryOperator keyOf, IntToLongFunction nanosOf) {
        int[] first = new int[keys + 1];
        for (int row = 0; row < count; row++) {
            int key = keyOf.applyAsInt(row);
            if (key >= 0) {
                first[key + 1]++;
            }
        }
        for (int key = 0; key < keys; key++) {
            first[key + 1] += first[key];
        }
        int[] next = Arrays.copyOf(first, keys);
        int[] rows = new int[first[keys]];
        for (int row = 0; row < count; row++) {
            int key = keyOf.applyAsInt(row);
            if (key >= 0) {
                rows[next[key]++] = row;
            }
        }
        long[] nanos = new long[count];
        Arrays.setAll(nanos, nanosOf);
        for (int key = 0; key < keys; key++) {
            SortByKey.sort(rows, nanos, first[key], first[key + 1]);
        }
        return new Grouped(first, rows);
    }

    int first(int key) {
        return first[key];
    }

    int end(int key) {
        return first[key + 1];
    }

    int row(int place) {
        return rows[place];
    }

    int[] rows(int key) {
        return Arrays.copyOfRange(rows, first[key], first[key + 1]);
    }

    /** The first place of the key whose time is not before {@code nanos}. */
    int firstAtOrAfter(int key, long nanos, IntToLongFunction nanosOf) {
        int low = first[key];
        int high = first[key + 1];
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (nanosOf.applyAsLong(rows[middle]) < nanos) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
