package dev.holdup.base;

import java.util.Arrays;

/**
 * Rows grouped by thread and, within a thread, in order of time. The rows of one thread come as a
 * few ascending runs (the JVM writes out a thread's buffers not quite in order), so runs are merged
 * instead of sorting.
 */
public final class RowOrder {
    /** No rows; of no thread either, so that it can be asked for all of them. */
    public static final RowOrder EMPTY = new RowOrder(new int[0], new int[0]);

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
    public static RowOrder of(IntColumn threads, LongColumn nanos, int threadCount) {
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
        RunMerger merger = new RunMerger(nanos);
        for (int thread = 0; thread < threadCount; thread++) {
            merger.merge(rows, first[thread], first[thread + 1]);
        }
        return new RowOrder(first, rows);
    }

    /** First place of a thread. */
    public int first(int thread) {
        return thread < first.length ? first[thread] : 0;
    }

    /** Place after the last one of a thread. */
    public int end(int thread) {
        return thread + 1 < first.length ? first[thread + 1] : 0;
    }

    /** Row at a place. */
    public int row(int place) {
        return rows[place];
    }

    /** First place of the thread whose row has a time above {@code limit}, or its end. */
    public int firstAfter(int thread, long limit, LongColumn nanos) {
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

    /** Merges the runs of the rows of one thread after the other, in arrays that are used again. */
    private static final class RunMerger {
        private final LongColumn nanos;
        private long[] keys = {};
        private int[] rows = {};
        private long[] nextKeys = {};
        private int[] nextRows = {};
        private int[] runs = new int[64];

        RunMerger(LongColumn nanos) {
            this.nanos = nanos;
        }

        /** Natural merge sort: each pass merges neighbouring runs, until there is one. */
        void merge(int[] all, int from, int to) {
            int count = to - from;
            if (isAscending(all, from, to)) {
                return;
            }
            if (keys.length < count) {
                keys = new long[count];
                nextKeys = new long[count];
                rows = new int[count];
                nextRows = new int[count];
            }
            System.arraycopy(all, from, rows, 0, count);
            for (int runCount = findRuns(count); runCount > 1; ) {
                runCount = mergeNeighbours(runCount, count);
                swap();
            }
            System.arraycopy(rows, 0, all, from, count);
        }

        private boolean isAscending(int[] all, int from, int to) {
            long last = Long.MIN_VALUE;
            for (int place = from; place < to; place++) {
                long next = nanos.get(all[place]);
                if (next < last) {
                    return false;
                }
                last = next;
            }
            return true;
        }

        /** Reads the keys; first places of the runs come to stand in {@link #runs}. */
        private int findRuns(int count) {
            int found = 0;
            long last = Long.MAX_VALUE;
            for (int place = 0; place < count; place++) {
                long next = nanos.get(rows[place]);
                keys[place] = next;
                if (next < last || place == 0) {
                    if (found == runs.length) {
                        runs = Arrays.copyOf(runs, found * 2);
                    }
                    runs[found++] = place;
                }
                last = next;
            }
            return found;
        }

        /** Returns the number of runs there are then. */
        private int mergeNeighbours(int runCount, int count) {
            int merged = 0;
            for (int run = 0; run < runCount; run += 2) {
                int begin = runs[run];
                int middle = run + 1 < runCount ? runs[run + 1] : count;
                int end = run + 2 < runCount ? runs[run + 2] : count;
                mergeTwo(begin, middle, end);
                runs[merged++] = begin;
            }
            return merged;
        }

        private void mergeTwo(int begin, int middle, int end) {
            int left = begin;
            int right = middle;
            int out = begin;
            while (left < middle && right < end) {
                int from = keys[right] < keys[left] ? right++ : left++;
                nextKeys[out] = keys[from];
                nextRows[out++] = rows[from];
            }
            // One of the two is used up.
            copy(left, out, middle - left);
            copy(right, out + middle - left, end - right);
        }

        private void copy(int from, int to, int count) {
            System.arraycopy(keys, from, nextKeys, to, count);
            System.arraycopy(rows, from, nextRows, to, count);
        }

        private void swap() {
            long[] swappedKeys = keys;
            keys = nextKeys;
            nextKeys = swappedKeys;
            int[] swappedRows = rows;
            rows = nextRows;
            nextRows = swappedRows;
        }
    }
}
