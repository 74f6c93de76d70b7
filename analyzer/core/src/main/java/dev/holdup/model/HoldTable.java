package dev.holdup.model;

import dev.holdup.base.ByteColumn;
import dev.holdup.base.IntColumn;
import dev.holdup.base.LongColumn;

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
