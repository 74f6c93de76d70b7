package dev.holdup.model;

import java.util.Arrays;

/**
 * The states of every thread: for each thread a run of segments, contiguous, disjoint, in time
 * order, that covers its life exactly (law L1). Rows of one thread stand together; a segment ends
 * where the next one of its thread begins, the last one at the thread's end.
 */
public final class SegmentTable {
    private final int[] firstOfThread;
    private final long[] startNanos;
    private final long[] threadEndNanos;
    private final byte[] states;
    private final int[] waits;

    SegmentTable(
            int[] firstOfThread,
            long[] startNanos,
            long[] threadEndNanos,
            byte[] states,
            int[] waits) {
        this.firstOfThread = firstOfThread;
        this.startNanos = startNanos;
        this.threadEndNanos = threadEndNanos;
        this.states = states;
        this.waits = waits;
    }

    /** Number of segments of all threads. */
    public int size() {
        return startNanos.length;
    }

    /** First row of a thread. */
    public int first(int thread) {
        return firstOfThread[thread];
    }

    /** Row after the last one of a thread. */
    public int end(int thread) {
        return firstOfThread[thread + 1];
    }

    public long startNanos(int segment) {
        return startNanos[segment];
    }

    /** End of a segment, exclusive; {@code thread} is the thread the segment belongs to. */
    public long endNanos(int thread, int segment) {
        return segment + 1 < firstOfThread[thread + 1]
                ? startNanos[segment + 1]
                : threadEndNanos[thread];
    }

    /**
     * State as recorded; whether a blocked segment counts as idle is decided by the blame rules,
     * not here.
     */
    public ThreadState state(int segment) {
        return ThreadState.ofCode(states[segment]);
    }

    /** The wait this segment is a part of, or {@link WaitTable#NONE}. */
    public int wait(int segment) {
        return waits[segment];
    }

    /**
     * The segment of {@code thread} that contains the instant, or -1 outside the thread's life.
     * O(log n).
     */
    public int at(int thread, long nanos) {
        int from = firstOfThread[thread];
        int to = firstOfThread[thread + 1];
        if (from == to || nanos < startNanos[from] || nanos >= threadEndNanos[thread]) {
            return -1;
        }
        int found = Arrays.binarySearch(startNanos, from, to, nanos);
        return found >= 0 ? found : -found - 2;
    }

    /** The thread a segment belongs to. O(log threads). */
    public int thread(int segment) {
        int found = Arrays.binarySearch(firstOfThread, segment);
        if (found < 0) {
            return -found - 2;
        }
        // Threads without segments share a boundary; the owner is the last of them.
        while (firstOfThread[found + 1] == segment) {
            found++;
        }
        return found;
    }
}
