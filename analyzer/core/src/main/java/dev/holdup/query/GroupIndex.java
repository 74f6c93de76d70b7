package dev.holdup.query;

import dev.holdup.base.SortByKey;
import dev.holdup.model.SegmentTable;
import java.util.Arrays;

/**
 * The threads of a group taken together: how many are in each state at each instant, as a run of
 * changes in time order, with the time spent in each state up to every {@value #BLOCK}th change. So
 * the time of each state between any two instants costs O(log n), whatever the number of threads.
 * Built once, O(segments log segments); 10 bytes a segment and 8 per state and block. Immutable.
 */
final class GroupIndex {
    private static final int BLOCK = 64;
    private static final int NO_STATE = 0xff;
    private static final int STATES = LaneIndex.STATES;

    private final long[] atNanos;
    private final byte[] left;
    private final byte[] entered;
    private final long[][] timeBefore;
    private final int[][] countBefore;

    /** Largest number of threads alive at once. */
    private int peak;

    private GroupIndex(long[] atNanos, byte[] left, byte[] entered) {
        this.atNanos = atNanos;
        this.left = left;
        this.entered = entered;
        int blocks = atNanos.length / BLOCK + 1;
        timeBefore = new long[blocks][];
        countBefore = new int[blocks][];
        sumUp();
    }

    /**
     * Index of these threads.
     *
     * @param states state of a segment, idle rules applied
     */
    static GroupIndex of(SegmentTable segments, int[] threads, StateSource states) {
        int size = 0;
        for (int thread : threads) {
            int count = segments.end(thread) - segments.first(thread);
            size += count == 0 ? 0 : count + 1;
        }
        long[] at = new long[size];
        byte[] left = new byte[size];
        byte[] entered = new byte[size];
        int next = 0;
        for (int thread : threads) {
            byte before = (byte) NO_STATE;
            int end = segments.end(thread);
            for (int segment = segments.first(thread); segment < end; segment++) {
                at[next] = segments.startNanos(segment);
                left[next] = before;
                before = states.stateOf(segment).code();
                entered[next++] = before;
            }
            if (before != (byte) NO_STATE) {
                at[next] = segments.endNanos(thread, end - 1);
                left[next] = before;
                entered[next++] = (byte) NO_STATE;
            }
        }
        return sorted(at, left, entered);
    }

    private static GroupIndex sorted(long[] at, byte[] left, byte[] entered) {
        int[] order = new int[at.length];
        Arrays.setAll(order, i -> i);
        SortByKey.sort(order, at);
        long[] sortedAt = new long[at.length];
        byte[] sortedLeft = new byte[at.length];
        byte[] sortedEntered = new byte[at.length];
        for (int i = 0; i < order.length; i++) {
            sortedAt[i] = at[order[i]];
            sortedLeft[i] = left[order[i]];
            sortedEntered[i] = entered[order[i]];
        }
        return new GroupIndex(sortedAt, sortedLeft, sortedEntered);
    }

    private void sumUp() {
        long[] times = new long[STATES];
        int[] counts = new int[STATES];
        int alive = 0;
        long last = atNanos.length == 0 ? 0 : atNanos[0];
        for (int change = 0; change < atNanos.length; change++) {
            elapse(times, counts, atNanos[change] - last);
            last = atNanos[change];
            if (change % BLOCK == 0) {
                timeBefore[change / BLOCK] = times.clone();
                countBefore[change / BLOCK] = counts.clone();
            }
            apply(change, counts);
            alive += left[change] == (byte) NO_STATE ? 1 : 0;
            alive -= entered[change] == (byte) NO_STATE ? 1 : 0;
            peak = Math.max(peak, alive);
        }
    }

    private void apply(int change, int[] counts) {
        if (left[change] != (byte) NO_STATE) {
            counts[left[change]]--;
        }
        if (entered[change] != (byte) NO_STATE) {
            counts[entered[change]]++;
        }
    }

    private static void elapse(long[] times, int[] counts, long nanos) {
        if (nanos > 0) {
            for (int state = 0; state < STATES; state++) {
                times[state] += counts[state] * nanos;
            }
        }
    }

    /** Largest number of threads alive at once; a full item has so many. */
    int peak() {
        return peak;
    }

    long startNanos() {
        return atNanos.length == 0 ? 0 : atNanos[0];
    }

    long endNanos() {
        return atNanos.length == 0 ? 0 : atNanos[atNanos.length - 1];
    }

    /** Moves forward through the changes and tells the time of each state up to where it is. */
    final class Cursor {
        private final long[] times = new long[STATES];
        private final int[] counts = new int[STATES];
        private int change;
        private long now;

        Cursor(long nanos) {
            now = Long.MIN_VALUE;
            moveTo(nanos);
        }

        /** Number of threads in a state now. */
        int count(int state) {
            return counts[state];
        }

        /** Thread time in each state since the group's start, by state code; the live array. */
        long[] times() {
            return times;
        }

        /** Changes passed so far, for the number of changes between two instants. */
        int changes() {
            return change;
        }

        /** Goes to an instant not before the present one. */
        void moveTo(long nanos) {
            int target = firstAfter(nanos);
            if (target - change > BLOCK || now == Long.MIN_VALUE) {
                jump(target, nanos);
            }
            while (change < target) {
                elapse(times, counts, atNanos[change] - now);
                now = Math.max(now, atNanos[change]);
                apply(change, counts);
                change++;
            }
            elapse(times, counts, nanos - now);
            now = Math.max(now, nanos);
        }

        private void jump(int target, long nanos) {
            if (atNanos.length == 0) {
                now = nanos;
                return;
            }
            int block = Math.min(target, atNanos.length - 1) / BLOCK;
            change = block * BLOCK;
            now = atNanos[change];
            System.arraycopy(timeBefore[block], 0, times, 0, STATES);
            System.arraycopy(countBefore[block], 0, counts, 0, STATES);
            if (target == 0) {
                now = nanos;
            }
        }

        /** The first change after the instant, searched from the present one. */
        private int firstAfter(long nanos) {
            int low = change;
            int step = 1;
            while (low + step < atNanos.length && atNanos[low + step] <= nanos) {
                low += step;
                step *= 2;
            }
            int high = Math.min(atNanos.length, low + step);
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (atNanos[middle] <= nanos) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }
    }

    /**
     * Adds items for [from, to): one for each 2^shift nanoseconds in which something changed, and
     * one for each stretch between, with the time of each state as a share of {@link #peak}
     * threads.
     */
    void paint(long fromNanos, long toNanos, int shift, TileColumns out) {
        long resolution = 1L << shift;
        long now = Math.max(fromNanos, startNanos());
        long until = Math.min(toNanos, endNanos());
        if (now >= until) {
            return;
        }
        Cursor cursor = new Cursor(now);
        long[] before = cursor.times().clone();
        long[] sums = new long[STATES];
        while (now < until) {
            long end = Math.min(until, (now & -resolution) + resolution);
            int next = cursor.firstAfter(now);
            if (next < atNanos.length && atNanos[next] >= end) {
                // Nothing changes for more than a pixel: one item up to the pixel of the change.
                end = Math.min(until, Math.max(end, atNanos[next] & -resolution));
            }
            cursor.moveTo(end);
            for (int state = 0; state < STATES; state++) {
                sums[state] = cursor.times()[state] - before[state];
                before[state] = cursor.times()[state];
            }
            out.addDensity(peak, now, end, sums);
            now = end;
        }
    }
}
