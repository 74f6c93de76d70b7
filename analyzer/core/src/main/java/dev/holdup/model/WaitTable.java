package dev.holdup.model;

import dev.holdup.base.ByteColumn;
import dev.holdup.base.ColumnVisitor;
import dev.holdup.base.IntColumn;
import dev.holdup.base.LongColumn;
import dev.holdup.base.RowOrder;
import java.io.IOException;

/**
 * Waits: a thread stopped making progress at start and was released at end (blame.md 2.3). A wait's
 * visible part is the union of the segments that point at it; a wait nested in another may have no
 * segment at all.
 */
public final class WaitTable {
    /** No wait. */
    public static final int NONE = -1;

    /** No deadline. */
    public static final long NO_DEADLINE = Long.MAX_VALUE;

    // What most waits have in common takes no memory: it is the usual value of its column.
    private final IntColumn threads = new IntColumn();
    private final LongColumn startNanos = new LongColumn();
    private final LongColumn endNanos = new LongColumn();
    private final ByteColumn operations = new ByteColumn();
    private final IntColumn resources = new IntColumn(ResourceTable.NONE);
    private final IntColumn stacks = new IntColumn(StackTable.NONE);
    private final LongColumn deadlineNanos = new LongColumn(NO_DEADLINE);
    private final ByteColumn outcomes = new ByteColumn(Outcome.SATISFIED.code());
    private final ByteColumn confidences = new ByteColumn(Confidence.EXACT.code());
    private final IntColumn owners = new IntColumn(ThreadTable.NONE);
    private final IntColumn previousOwners = new IntColumn(ThreadTable.NONE);
    private final IntColumn wakes = new IntColumn(WakeTable.NONE);
    private final LongColumn bytes = new LongColumn(-1);

    WaitTable() {}

    int add(int thread, long start, long end, Operation operation, int resource, int stack) {
        threads.add(thread);
        startNanos.add(start);
        endNanos.add(end);
        operations.add(operation.code());
        resources.add(resource);
        stacks.add(stack);
        return threads.size() - 1;
    }

    void interval(int wait, long start, long end) {
        startNanos.set(wait, start);
        endNanos.set(wait, end);
    }

    void deadline(int wait, long nanos) {
        deadlineNanos.set(wait, nanos);
    }

    void outcome(int wait, Outcome outcome) {
        outcomes.set(wait, outcome.code());
    }

    void confidence(int wait, Confidence confidence) {
        confidences.set(wait, confidence.code());
    }

    void owner(int wait, int thread) {
        owners.set(wait, thread);
    }

    void previousOwner(int wait, int thread) {
        previousOwners.set(wait, thread);
    }

    void wake(int wait, int wake) {
        wakes.set(wait, wake);
    }

    void bytes(int wait, long count) {
        bytes.set(wait, count);
    }

    /** Waits grouped by thread and, within a thread, in the order of their starts. */
    RowOrder byThread(int threadCount) {
        return RowOrder.of(threads, startNanos, threadCount);
    }

    /** All columns, to write them to a file and to read them back. */
    void columns(ColumnVisitor visitor) throws IOException {
        visitor.visit(threads);
        visitor.visit(startNanos);
        visitor.visit(endNanos);
        visitor.visit(operations);
        visitor.visit(resources);
        visitor.visit(stacks);
        visitor.visit(deadlineNanos);
        visitor.visit(outcomes);
        visitor.visit(confidences);
        visitor.visit(owners);
        visitor.visit(previousOwners);
        visitor.visit(wakes);
        visitor.visit(bytes);
    }

    /** True if whatever a row refers to exists; a file may claim anything. */
    boolean isSound(int threadCount, int resourceCount, int stackCount, int wakeCount) {
        for (int wait = 0; wait < size(); wait++) {
            if (!Operation.isCode(operations.get(wait))) {
                return false;
            }
        }
        return threads.isWithin(0, threadCount - 1)
                && resources.isWithin(ResourceTable.NONE, resourceCount - 1)
                && stacks.isWithin(StackTable.NONE, stackCount - 1)
                && confidences.isWithin((byte) 0, Confidence.UNKNOWN.code())
                && owners.isWithin(ThreadTable.NONE, threadCount - 1)
                && previousOwners.isWithin(ThreadTable.NONE, threadCount - 1)
                && wakes.isWithin(WakeTable.NONE, wakeCount - 1);
    }

    public int size() {
        return threads.size();
    }

    public int thread(int wait) {
        return threads.get(wait);
    }

    public long startNanos(int wait) {
        return startNanos.get(wait);
    }

    /** The instant the thread was released, exclusive end of the wait. */
    public long endNanos(int wait) {
        return endNanos.get(wait);
    }

    public Operation operation(int wait) {
        return Operation.ofCode(operations.get(wait));
    }

    /** Row in {@link ResourceTable}, or {@link ResourceTable#NONE}. */
    public int resource(int wait) {
        return resources.get(wait);
    }

    /** Blocked stack, or {@link StackTable#NONE} if not recorded. */
    public int stack(int wait) {
        return stacks.get(wait);
    }

    /** Instant at which the call gives up, or {@link #NO_DEADLINE}. */
    public long deadlineNanos(int wait) {
        return deadlineNanos.get(wait);
    }

    public Outcome outcome(int wait) {
        return Outcome.ofCode(outcomes.get(wait));
    }

    /**
     * EXACT if the wait itself was recorded, INFERRED if concluded, for instance from two thread
     * snapshots.
     */
    public Confidence confidence(int wait) {
        return Confidence.ofCode(confidences.get(wait));
    }

    /**
     * Owner of the resource seen at the wait's start, or {@link ThreadTable#NONE} if not recorded.
     */
    public int owner(int wait) {
        return owners.get(wait);
    }

    /**
     * The last thread that owned the monitor before this wait got it (JFR's previousOwner), or
     * {@link ThreadTable#NONE}.
     */
    public int previousOwner(int wait) {
        return previousOwners.get(wait);
    }

    /** The waker edge that ended this wait, or {@link WakeTable#NONE} if not recorded. */
    public int wake(int wait) {
        return wakes.get(wait);
    }

    /** Bytes transferred, or -1 if not recorded or not applicable. */
    public long bytes(int wait) {
        return bytes.get(wait);
    }
}
