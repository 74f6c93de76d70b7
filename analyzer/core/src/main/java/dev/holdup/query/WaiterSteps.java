package dev.holdup.query;

import dev.holdup.model.WaitTable;
import java.util.Arrays;

/**
 * How many of some waits are going on at each instant, as steps in time order, with the largest
 * number in each block of {@value #BLOCK} steps, so that the largest number between any two
 * instants costs little however many steps lie between. Immutable.
 */
final class WaiterSteps {
    private static final int BLOCK = 64;

    private final long[] atNanos;
    private final int[] depthFrom;
    private final int[] blockMax;

    /**
     * Steps of these waits.
     *
     * @param rows rows of waits in order of their starts
     */
    WaiterSteps(WaitTable waits, int[] rows) {
        long[] ends = new long[rows.length];
        for (int i = 0; i < rows.length; i++) {
            ends[i] = waits.endNanos(rows[i]);
        }
        Arrays.sort(ends);
        long[] at = new long[2 * rows.length];
        int[] depths = new int[2 * rows.length];
        int steps = 0;
        int depth = 0;
        int nextStart = 0;
        for (int nextEnd = 0; nextEnd < ends.length; ) {
            long start =
                    nextStart < rows.length ? waits.startNanos(rows[nextStart]) : Long.MAX_VALUE;
            long now = Math.min(start, ends[nextEnd]);
            while (nextStart < rows.length && waits.startNanos(rows[nextStart]) == now) {
                depth++;
                nextStart++;
            }
            while (nextEnd < ends.length && ends[nextEnd] == now) {
                depth--;
                nextEnd++;
            }
            at[steps] = now;
            depths[steps++] = depth;
        }
        atNanos = Arrays.copyOf(at, steps);
        depthFrom = Arrays.copyOf(depths, steps);
        blockMax = new int[(steps + BLOCK - 1) / BLOCK];
        for (int step = 0; step < steps; step++) {
            blockMax[step / BLOCK] = Math.max(blockMax[step / BLOCK], depthFrom[step]);
        }
    }

    /**
     * Adds items for [from, to) whose counts are numbers of waits. A step at least as long as the
     * resolution is exact; shorter ones share a pixel, which shows the largest number within it.
     */
    void paint(long fromNanos, long toNanos, long resolution, TileColumns out) {
        Items items = new Items(out);
        long now = fromNanos;
        int step = lastAt(0, now);
        while (now < toNanos && step < atNanos.length) {
            long next = step + 1 < atNanos.length ? atNanos[step + 1] : Long.MAX_VALUE;
            long pixelEnd = Math.min(toNanos, (now & -resolution) + resolution);
            if (next >= pixelEnd) {
                long until = Math.min(toNanos, next);
                items.add(now, until, step < 0 ? 0 : depthFrom[step]);
                now = until;
                step = now == next ? step + 1 : step;
                continue;
            }
            int last = lastAt(step, pixelEnd - 1);
            items.add(now, pixelEnd, largest(Math.max(0, step), last));
            now = pixelEnd;
            step = lastAt(last, now);
        }
        items.flush();
    }

    /** The last step at or before the instant, or -1; gallops from a step that is. */
    private int lastAt(int from, long nanos) {
        int low = Math.max(0, from);
        if (atNanos.length == 0 || atNanos[low] > nanos) {
            return -1;
        }
        int stride = 1;
        while (low + stride < atNanos.length && atNanos[low + stride] <= nanos) {
            low += stride;
            stride *= 2;
        }
        int high = Math.min(atNanos.length, low + stride);
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (atNanos[middle] <= nanos) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private int largest(int first, int last) {
        int most = 0;
        int step = first;
        while (step <= last) {
            if (step % BLOCK == 0 && step + BLOCK - 1 <= last) {
                most = Math.max(most, blockMax[step / BLOCK]);
                step += BLOCK;
            } else {
                most = Math.max(most, depthFrom[step++]);
            }
        }
        return most;
    }

    /** Joins neighbours with the same number; leaves out those without any. */
    private static final class Items {
        private final TileColumns out;
        private long startNanos;
        private long endNanos;
        private int depth;

        Items(TileColumns out) {
            this.out = out;
        }

        void add(long from, long to, int waiters) {
            if (depth > 0 && waiters == depth && endNanos == from) {
                endNanos = to;
                return;
            }
            flush();
            startNanos = from;
            endNanos = to;
            depth = waiters;
        }

        void flush() {
            if (depth > 0) {
                out.addBlocking(depth, startNanos, endNanos);
                depth = 0;
            }
        }
    }
}
