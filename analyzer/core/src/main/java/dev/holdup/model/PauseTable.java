package dev.holdup.model;

import dev.holdup.base.ByteColumn;
import dev.holdup.base.ColumnVisitor;
import dev.holdup.base.IntColumn;
import dev.holdup.base.LongColumn;
import dev.holdup.base.TextColumn;
import java.io.IOException;

/** Times at which the VM stopped, or was about to stop, all Java threads. */
public final class PauseTable {
    /** What a pause is. */
    public enum Kind {
        /** Waiting for all threads to reach the safepoint. */
        SAFEPOINT_SYNC,
        /** All threads stopped for an operation that is not a collection. */
        VM_OPERATION,
        /** All threads stopped for a garbage collection. */
        GC;

        private static final Kind[] VALUES = values();
    }

    private final LongColumn startNanos = new LongColumn();
    private final LongColumn endNanos = new LongColumn();
    private final ByteColumn kinds = new ByteColumn();
    private final IntColumn lateThreads = new IntColumn(ThreadTable.NONE);
    private final TextColumn names = new TextColumn();

    PauseTable() {}

    int add(Kind kind, String name, long start, long end) {
        kinds.add((byte) kind.ordinal());
        names.add(name);
        startNanos.add(start);
        endNanos.add(end);
        return names.size() - 1;
    }

    void lateThread(int pause, int thread) {
        lateThreads.set(pause, thread);
    }

    /** All columns, to write them to a file and to read them back. */
    void columns(ColumnVisitor visitor) throws IOException {
        visitor.visit(startNanos);
        visitor.visit(endNanos);
        visitor.visit(kinds);
        visitor.visit(lateThreads);
        visitor.visit(names);
    }

    /** True if whatever a row refers to exists; a file may claim anything. */
    boolean isSound(int threadCount) {
        return kinds.isWithin((byte) 0, (byte) (Kind.VALUES.length - 1))
                && lateThreads.isWithin(ThreadTable.NONE, threadCount - 1);
    }

    public int size() {
        return names.size();
    }

    public Kind kind(int pause) {
        return Kind.VALUES[kinds.get(pause)];
    }

    /** Name of the operation or collection, for instance {@code G1 Evacuation Pause}. */
    public String name(int pause) {
        return names.get(pause);
    }

    /**
     * Of a SAFEPOINT_SYNC: the last thread to reach the safepoint, or {@link ThreadTable#NONE} if
     * not recorded.
     */
    public int lateThread(int pause) {
        return lateThreads.get(pause);
    }

    public long startNanos(int pause) {
        return startNanos.get(pause);
    }

    public long endNanos(int pause) {
        return endNanos.get(pause);
    }
}
