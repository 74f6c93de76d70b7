package dev.holdup.blame;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * Rows of a table grouped by a small number each has: a counting sort, order kept within groups.
 */
final class RowsByKey {
    private final int[] first;
    private final int[] rows;

    private RowsByKey(int[] first, int[] rows) {
        this.first = first;
        this.rows = rows;
    }

    /** Groups those of {@code rows} whose key is not negative; keys are below {@code keys}. */
    static RowsByKey group(int[] rows, int keys, IntUnaryOperator keyOf) {
        int[] first = new int[keys + 1];
        for (int row : rows) {
            int key = keyOf.applyAsInt(row);
            if (key >= 0) {
                first[key + 1]++;
            }
        }
        for (int key = 0; key < keys; key++) {
            first[key + 1] += first[key];
        }
        int[] next = Arrays.copyOf(first, keys + 1);
        int[] grouped = new int[first[keys]];
        for (int row : rows) {
            int key = keyOf.applyAsInt(row);
            if (key >= 0) {
                grouped[next[key]++] = row;
            }
        }
        return new RowsByKey(first, grouped);
    }

    static int[] allRows(int count) {
        int[] rows = new int[count];
        for (int row = 0; row < count; row++) {
            rows[row] = row;
        }
        return rows;
    }

    int first(int key) {
        return first[key];
    }

    int end(int key) {
        return first[key + 1];
    }

    int count(int key) {
        return first[key + 1] - first[key];
    }

    /** The rows of one key, as a copy. */
    int[] rows(int key) {
        return Arrays.copyOfRange(rows, first[key], first[key + 1]);
    }

    int row(int index) {
        return rows[index];
    }
}
