package dev.holdup.query;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Thread time by state in buckets of 2^shift nanoseconds. A stretch costs O(1) whatever its length:
 * its two ends are added to their buckets, the buckets between are counted as differences and
 * summed up once, in {@link #finish}.
 */
final class StateBuckets {
    private final long originNanos;
    private final long endNanos;
    private final int shift;
    private final int count;
    private final long[][] nanos = new long[LaneIndex.STATES][];
    private final int[][] whole = new int[LaneIndex.STATES][];

    /**
     * Buckets over [from, to); the first one begins at the multiple of 2^shift at or before from,
     * but only what lies inside [from, to) is counted.
     */
    StateBuckets(long fromNanos, long toNanos, int shift) {
        this.shift = shift;
        originNanos = fromNanos & -(1L << shift);
        endNanos = toNanos;
        count = (int) (((toNanos - originNanos - 1) >> shift) + 1);
    }

    int count() {
        return count;
    }

    /** First instant of a bucket. */
    long start(int bucket) {
        return originNanos + ((long) bucket << shift);
    }

    /** Adds a stretch that lies within [from, to). */
    void add(int state, long startNanos, long stopNanos) {
        if (startNanos >= stopNanos) {
            return;
        }
        long[] sums = nanos[state];
        if (sums == null) {
            sums = new long[count];
            nanos[state] = sums;
            whole[state] = new int[count + 1];
        }
        int first = (int) ((startNanos - originNanos) >> shift);
        int last = (int) ((stopNanos - 1 - originNanos) >> shift);
        if (first == last) {
            sums[first] += stopNanos - startNanos;
            return;
        }
        sums[first] += start(first + 1) - startNanos;
        sums[last] += stopNanos - start(last);
        whole[state][first + 1]++;
        whole[state][last]--;
    }

    /** Adds the whole buckets; to be called once, after the last {@link #add}. */
    void finish() {
        long width = 1L << shift;
        for (int state = 0; state < nanos.length; state++) {
            int[] differences = whole[state];
            if (differences == null) {
                continue;
            }
            long threads = 0;
            for (int bucket = 0; bucket < count; bucket++) {
                threads += differences[bucket];
                nanos[state][bucket] += threads * width;
            }
        }
    }

    /** Time of a state in each bucket, or null if there is none; the live array. */
    long @Nullable [] nanos(int state) {
        return nanos[state];
    }

    /** Time of all states in a bucket, by state code, into {@code sums}. */
    void read(int bucket, long[] sums) {
        Arrays.fill(sums, 0);
        for (int state = 0; state < nanos.length; state++) {
            if (nanos[state] != null) {
                sums[state] = nanos[state][bucket];
            }
        }
    }

    /** End of a bucket; the last one may be cut. */
    long end(int bucket) {
        return Math.min(start(bucket + 1), endNanos);
    }
}
