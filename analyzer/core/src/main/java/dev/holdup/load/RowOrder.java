package dev.holdup.load;

import dev.holdup.base.IntColumn;
import dev.holdup.base.LongColumn;

/**
 * Rows grouped by thread and, within a thread, in order of time. The rows of one thread come as a
 * few ascending runs (the JVM writes out a thread's buffers not quite in order), so runs are merged
 * instead of sorting.
 */
final class RowOrder {
    private final int[] first;
    private final int[] rows;

    private RowOrder(int[] first, int[] rows) {
        this.first = first;
        this.rows = rows;
    }

    /**
     * Groups all rows that have a thread; ties keep their order.
     *
     * @param threads thread by row, negative for none
     * @param nanos time by row
     * @param threadCount number of threads
     */
    static RowOrder of(IntColumn threads, LongColumn nanos, int threadCount) {
        int[] first = new int[threadCount + 1];
        int count = threads.size();
        for (int row = 0; row < count; row++) {
            int thread = threads.get(row);
            if (thread >= 0) {
                first[thread + 1]++;
            }
        }
        for (int thread = 0; thread < threadCount; thread++) {
            first[thread + 1] += first[thread];
        }
        int[] next = first.clone();
        int[] rows = new int[first[threadCount]];
        for (int row = 0; row < count; row++) {
            int thread = threads.get(row);
            if (thread >= 0) {
                rows[next[thread]++] = row;
            }
        }
        int[] spare = new int[rows.length];
        for (int thread = 0; thread < threadCount; thread++) {
            mergeRuns(rows, spare, first[thread], first[thread + 1], nanos);
        }
        return new RowOrder(first, rows);
    }

    /** First place of a thread. */
    int first(int thread) {
        return first[thread];
    }

    /** Place after the last one of a thread. */
    int end(int thread) {
        return first[thread + 1];
    }

    /** Row at a place. */
    int row(int place) {
        return rows[place];
    }

    /** First place of the thread whose row has a time above {@code limit}, or its end. */
    int firstAfter(int thread, long limit, LongColumn nanos) {
        int low = first[thread];
        int high = first[thread + 1];
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (nanos.get(rows[middle]) <= limit) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Natural merge sort: each pass merges neighbouring runs, until there is one. */
    private static void mergeRuns(int[] rows, int[] spare, int from, int to, LongColumn nanos) {
        while (true) {
            int at = from;
            boolean merged = false;
            while (at < to) {
                int middle = runEnd(rows, at, to, nanos);
                if (middle == to) {
                    break;
                }
                int end = runEnd(rows, middle, to, nanos);
                merge(rows, spare, at, middle, end, nanos);
                merged = true;
                at = end;
            }
            if (!merged) {
                return;
            }
        }
    }

    private static int runEnd(int[] rows, int from, int to, LongColumn nanos) {
        int at = from + 1;
        while (at < to && nanos.get(rows[at - 1]) <= nanos.get(rows[at])) {
            at++;
        }
        return at;
    }

    private static void merge(
            int[] rows, int[] spare, int from, int middle, int end, LongColumn nanos) {
        System.arraycopy(rows, from, spare, from, middle - from);
        int left = from;
        int right = middle;
        int out = from;
        while (left < middle) {
            if (right < end && nanos.get(rows[right]) < nanos.get(spare[left])) {
                rows[out++] = rows[right++];
            } else {
                rows[out++] = spare[left++];
            }
        }
    }
}
