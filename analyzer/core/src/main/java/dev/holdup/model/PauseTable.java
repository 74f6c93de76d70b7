package dev.holdup.model;

import dev.holdup.base.ByteColumn;
import dev.holdup.base.IntColumn;
import dev.holdup.base.LongColumn;
import java.util.ArrayList;
import java.util.List;

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
    private final List<String> names = new ArrayList<>();

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
