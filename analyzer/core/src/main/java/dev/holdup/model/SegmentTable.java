package dev.holdup.model;

import dev.holdup.base.ByteColumn;
import dev.holdup.base.ColumnVisitor;
import dev.holdup.base.IntColumn;
import dev.holdup.base.LongColumn;
import java.io.IOException;

/**
 * The states of every thread: for each thread a run of segments, contiguous, disjoint, in time
 * order, that covers its life exactly (law L1). Rows of one thread stand together; a segment ends
 * where the next one of its thread begins, the last one at the thread's end.
 */
public final class SegmentTable {
    private final IntColumn firstOfThread;
    private final LongColumn startNanos;
    private final LongColumn threadEndNanos;
    private final ByteColumn states;
    private final IntColumn waits;

    /** An empty table, to read one from a file. */
    SegmentTable() {
        this(
                new IntColumn(),
                new LongColumn(),
                new LongColumn(),
                new ByteColumn(),
                new IntColumn(WaitTable.NONE));
    }

    SegmentTable(
            IntColumn firstOfThread,
            LongColumn startNanos,
            LongColumn threadEndNanos,
            ByteColumn states,
            IntColumn waits) {
        this.firstOfThread = firstOfThread;
        this.startNanos = startNanos;
        this.threadEndNanos = threadEndNanos;
        this.states = states;
        this.waits = waits;
    }

    /** All columns, to write them to a file and to read them back. */
    void columns(ColumnVisitor visitor) throws IOException {
        visitor.visit(firstOfThread);
        visitor.visit(startNanos);
        visitor.visit(threadEndNanos);
        visitor.visit(states);
        visitor.visit(waits);
    }

    /** True if whatever a row refers to exists; a file may claim anything. */
    boolean isSound(int threads, int waitCount) {
        return firstOfThread.size() == threads + 1
                && firstOfThread.isAscending(0, size())
                && firstOfThread.get(threads) == size()
                && states.isWithin((byte) 0, (byte) (ThreadState.values().length - 1))
                && waits.isWithin(WaitTable.NONE, waitCount - 1);
    }

    /** Number of segments of all threads. */
    public int size() {
        return startNanos.size();
    }

    /** First row of a thread. */
    public int first(int thread) {
        return firstOfThread.get(thread);
    }

    /** Row after the last one of a thread. */
    public int end(int thread) {
        return firstOfThread.get(thread + 1);
    }

    public long startNanos(int segment) {
        return startNanos.get(segment);
    }

    /** End of a segment, exclusive; {@code thread} is the thread the segment belongs to. */
    public long endNanos(int thread, int segment) {
        return segment + 1 < firstOfThread.get(thread + 1)
                ? startNanos.get(segment + 1)
                : threadEndNanos.get(thread);
    }

    /**
     * State as recorded; whether a blocked segment counts as idle is decided by the blame rules,
     * not here.
     */
    public ThreadState state(int segment) {
        return ThreadState.ofCode(states.get(segment));
    }

    /** The wait this segment is a part of, or {@link WaitTable#NONE}. */
    public int wait(int segment) {
        return waits.get(segment);
    }

    /**
     * The segment of {@code thread} that contains the instant, or -1 outside the thread's life.
     * O(log n).
     */
    public int at(int thread, long nanos) {
        int low = firstOfThread.get(thread);
        int high = firstOfThread.get(thread + 1);
        if (low == high || nanos < startNanos.get(low) || nanos >= threadEndNanos.get(thread)) {
            return -1;
        }
        // The segment at low begins at or before the instant, the one at high after it.
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (startNanos.get(middle) <= nanos) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The thread a segment belongs to. O(log threads). */
    public int thread(int segment) {
        // Threads without segments share a boundary; the owner is the last of them.
        int low = 0;
        int high = firstOfThread.size() - 1;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (firstOfThread.get(middle) <= segment) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
