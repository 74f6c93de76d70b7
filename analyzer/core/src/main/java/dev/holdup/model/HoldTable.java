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
    private final ByteColumn confidences = new ByteColumn();

    HoldTable() {}

    int add(int resource, int thread, long start, long end, Confidence confidence) {
        resources.add(resource);
        threads.add(thread);
        startNanos.add(start);
        endNanos.add(end);
        confidences.add(confidence.code());
        return resources.size() - 1;
    }

    void interval(int hold, long start, long end) {
        startNanos.set(hold, start);
        endNanos.set(hold, end);
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

    public Confidence confidence(int hold) {
        return Confidence.ofCode(confidences.get(hold));
    }
}
