package dev.holdup.query;

import dev.holdup.model.SegmentTable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The threads of a group taken together: how much time they spent in each state, at any resolution,
 * with a cost that does not grow with the number of threads and segments where it matters.
 *
 * <ol>
 *   <li>A grid over the whole recording: time in each state that occurs before each of at most
 *       {@value #MAX_BUCKETS} instants (running sums), so a pixel as wide as a bucket or wider is
 *       one subtraction for each state.
 *   <li>A window finer than the grid holds only a small part of the segments; they are found by
 *       binary search in each thread and summed up for the answer.
 * </ol>
 *
 * Memory: 8 bytes for each state and bucket, 20 MB for ten states at the most. Immutable; safe for
 * use by many threads.
 */
final class GroupIndex {
    /** 2^18: for 50 million segments a bucket holds about two hundred. */
    static final int MAX_BUCKETS = 1 << 18;

    private static final int STATES = LaneIndex.STATES;

    private final SegmentTable segments;
    private final int[] threads;
    private final StateSource states;
    private final long startNanos;
    private final long endNanos;
    private final int gridShift;
    private final long[] @Nullable [] before = new long[STATES][];

    /** Largest number of threads alive at once. */
    private final int peak;

    private GroupIndex(SegmentTable segments, int[] threads, StateSource states) {
        this.segments = segments;
        this.threads = threads;
        this.states = states;
        long start = Long.MAX_VALUE;
        long end = 0;
        long size = 0;
        for (int thread : threads) {
            int first = segments.first(thread);
            int after = segments.end(thread);
            if (first < after) {
                start = Math.min(start, segments.startNanos(first));
                end = Math.max(end, segments.endNanos(thread, after - 1));
                size += after - first;
            }
        }
        startNanos = Math.min(start, end);
        endNanos = end;
        gridShift = shiftFor(end, Math.min(MAX_BUCKETS, Math.max(1, size)));
        peak = peakOf();
        if (startNanos < endNanos) {
            fillGrid();
        }
    }

    /**
     * Index of these threads.
     *
     * @param states state of a segment, idle rules applied
     */
    static GroupIndex of(SegmentTable segments, int[] threads, StateSource states) {
        return new GroupIndex(segments, threads, states);
    }

    /** The smallest shift with which {@code buckets} buckets from 0 reach the end. */
    private static int shiftFor(long endNanos, long buckets) {
        int shift = 0;
        while ((endNanos >> shift) >= buckets) {
            shift++;
        }
        return shift;
    }

    private int peakOf() {
        long[] starts = new long[threads.length];
        long[] ends = new long[threads.length];
        for (int i = 0; i < threads.length; i++) {
            int first = segments.first(threads[i]);
            int after = segments.end(threads[i]);
            boolean lives = first < after;
            starts[i] = lives ? segments.startNanos(first) : 0;
            ends[i] = lives ? segments.endNanos(threads[i], after - 1) : 0;
        }
        Arrays.sort(starts);
        Arrays.sort(ends);
        int ended = 0;
        int most = 0;
        for (int started = 0; started < starts.length; started++) {
            while (ends[ended] <= starts[started] && ended < started) {
                ended++;
            }
            most = Math.max(most, started + 1 - ended);
        }
        return most;
    }

    private void fillGrid() {
        StateBuckets buckets = new StateBuckets(0, endNanos, gridShift);
        for (int thread : threads) {
            addSegments(thread, segments.first(thread), 0, endNanos, buckets);
        }
        buckets.finish();
        for (int state = 0; state < STATES; state++) {
            long[] nanos = buckets.nanos(state);
            if (nanos != null) {
                long[] sums = new long[buckets.count() + 1];
                for (int bucket = 0; bucket < nanos.length; bucket++) {
                    sums[bucket + 1] = sums[bucket] + nanos[bucket];
                }
                before[state] = sums;
            }
        }
    }

    private void addSegments(int thread, int first, long from, long to, StateBuckets buckets) {
        int after = segments.end(thread);
        for (int segment = first; segment < after; segment++) {
            long start = segments.startNanos(segment);
            if (start >= to) {
                break;
            }
            long end = segments.endNanos(thread, segment);
            buckets.add(states.stateOf(segment).code(), Math.max(start, from), Math.min(end, to));
        }
    }

    /** Largest number of threads alive at once; a full item has so many. */
    int peak() {
        return peak;
    }

    long startNanos() {
        return startNanos;
    }

    long endNanos() {
        return endNanos;
    }

    /** Bits of a grid bucket: windows of this shift and coarser are answered from the grid. */
    int gridShift() {
        return gridShift;
    }

    /**
     * Adds items for [from, to): one for each 2^shift nanoseconds, neighbours with the same times
     * joined, with the time of each state as a share of {@link #peak} threads.
     */
    void paint(long fromNanos, long toNanos, int shift, TileColumns out) {
        long from = Math.max(fromNanos, startNanos);
        long to = Math.min(toNanos, endNanos);
        if (from >= to) {
            return;
        }
        if (shift >= gridShift) {
            paintGrid(from, to, shift, fromNanos, out);
        } else {
            paintSegments(from, to, shift, out);
        }
    }

    private void paintGrid(long from, long to, int shift, long leftEdge, TileColumns out) {
        DensityItems items = new DensityItems(peak, out);
        long[] sums = new long[STATES];
        long width = 1L << shift;
        for (long start = from & -width; start < to; start += width) {
            // The grid's last bucket ends with the group, like the picture.
            long end = Math.min(start + width, endNanos);
            for (int state = 0; state < STATES; state++) {
                long[] column = before[state];
                if (column != null) {
                    sums[state] = column[bucketAt(end, column)] - column[bucketAt(start, column)];
                }
            }
            if (start < leftEdge) {
                // The picture begins inside this bucket, of which no more is known than its sums.
                for (int state = 0; state < STATES; state++) {
                    sums[state] = (long) ((double) sums[state] * (end - leftEdge) / (end - start));
                }
            }
            items.add(Math.max(start, leftEdge), end, sums);
        }
        items.flush();
    }

    private int bucketAt(long nanos, long[] column) {
        return nanos >= endNanos ? column.length - 1 : (int) (nanos >> gridShift);
    }

    private void paintSegments(long from, long to, int shift, TileColumns out) {
        StateBuckets buckets = new StateBuckets(from, to, shift);
        for (int thread : threads) {
            int first = segments.first(thread);
            if (first == segments.end(thread) || segments.startNanos(first) >= to) {
                continue;
            }
            int at = segments.at(thread, from);
            if (at < 0 && segments.startNanos(first) < from) {
                // It ended before the window.
                continue;
            }
            addSegments(thread, Math.max(at, first), from, to, buckets);
        }
        buckets.finish();
        DensityItems items = new DensityItems(peak, out);
        long[] sums = new long[STATES];
        for (int bucket = 0; bucket < buckets.count(); bucket++) {
            buckets.read(bucket, sums);
            items.add(Math.max(from, buckets.start(bucket)), buckets.end(bucket), sums);
        }
        items.flush();
    }

    /** Joins neighbours of one length whose times are the same. */
    private static final class DensityItems {
        private final int peak;
        private final TileColumns out;
        private final long[] held = new long[STATES];
        private final long[] total = new long[STATES];
        private long startNanos = -1;
        private long endNanos;
        private long lengthNanos;

        DensityItems(int peak, TileColumns out) {
            this.peak = peak;
            this.out = out;
        }

        void add(long start, long end, long[] sums) {
            boolean same =
                    startNanos >= 0 && lengthNanos == end - start && Arrays.equals(held, sums);
            if (!same) {
                flush();
                startNanos = start;
                lengthNanos = end - start;
                System.arraycopy(sums, 0, held, 0, STATES);
                Arrays.fill(total, 0);
            }
            for (int state = 0; state < STATES; state++) {
                total[state] += sums[state];
            }
            endNanos = end;
        }

        void flush() {
            if (startNanos >= 0) {
                out.addDensity(peak, startNanos, endNanos, total);
                startNanos = -1;
            }
        }
    }
}
