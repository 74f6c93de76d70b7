package dev.holdup.model;

import dev.holdup.base.ByteColumn;
import dev.holdup.base.ColumnVisitor;
import dev.holdup.base.IntColumn;
import dev.holdup.base.LongColumn;
import java.io.IOException;

/**
 * Recorded ownership: {@code thread} held {@code resource} during [start, end). What was not
 * recorded is reconstructed by the blame rules.
 */
public final class HoldTable {
    private final IntColumn resources = new IntColumn();
    private final IntColumn threads = new IntColumn();
    private final LongColumn startNanos = new LongColumn();
    private final LongColumn endNanos = new LongColumn();
    private final ByteColumn confidences = new ByteColumn(Confidence.EXACT.code());
    private final ByteColumn shared = new ByteColumn();

    HoldTable() {}

    int add(
            int resource,
            int thread,
            long start,
            long end,
            Confidence confidence,
            boolean inSharedMode) {
        resources.add(resource);
        threads.add(thread);
        startNanos.add(start);
        endNanos.add(end);
        confidences.add(confidence.code());
        shared.add((byte) (inSharedMode ? 1 : 0));
        return resources.size() - 1;
    }

    /** All columns, to write them to a file and to read them back. */
    void columns(ColumnVisitor visitor) throws IOException {
        visitor.visit(resources);
        visitor.visit(threads);
        visitor.visit(startNanos);
        visitor.visit(endNanos);
        visitor.visit(confidences);
        visitor.visit(shared);
    }

    /** True if whatever a row refers to exists; a file may claim anything. */
    boolean isSound(int threadCount, int resourceCount) {
        return resources.isWithin(0, resourceCount - 1)
                && threads.isWithin(0, threadCount - 1)
                && confidences.isWithin((byte) 0, Confidence.UNKNOWN.code());
    }

    public int size() {
        return resources.size();
    }

    public int resource(int hold) {
        return resources.get(hold);
    }

    public int thread(int hold) {
        return threads.get(hold);
    }

    public long startNanos(int hold) {
        return startNanos.get(hold);
    }

    public long endNanos(int hold) {
        return endNanos.get(hold);
    }

    /**
     * True for one of several holders at a time: a read lock, a permit, a slot of a pool; false for
     * exclusive ownership.
     */
    public boolean isShared(int hold) {
        return shared.get(hold) != 0;
    }

    public Confidence confidence(int hold) {
        return Confidence.ofCode(confidences.get(hold));
    }
}
