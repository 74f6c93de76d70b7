package dev.holdup.blame;

import dev.holdup.base.ByteColumn;
import dev.holdup.base.IntColumn;
import dev.holdup.base.LongColumn;
import dev.holdup.model.Confidence;
import dev.holdup.model.WakeTable;

/**
 * What each owner (a wait, or a node) points at over time: rows (start, target, confidence, wake)
 * in order of start, each valid until the next row of the same owner. Filled owner by owner.
 */
final class Stretches {
    private final IntColumn firstOfOwner = new IntColumn();
    private final LongColumn starts = new LongColumn();
    private final IntColumn targets = new IntColumn();
    private final ByteColumn confidences = new ByteColumn();
    private final IntColumn wakes = new IntColumn();

    /** Begins the rows of the next owner; owners are 0, 1, 2 … in this order. */
    void nextOwner() {
        firstOfOwner.add(starts.size());
    }

    /** First row of an owner. */
    int first(int owner) {
        return firstOfOwner.get(owner);
    }

    /** Row after the last one of an owner. */
    int end(int owner) {
        return owner + 1 < firstOfOwner.size() ? firstOfOwner.get(owner + 1) : starts.size();
    }

    int size() {
        return starts.size();
    }

    int owners() {
        return firstOfOwner.size();
    }

    void add(long start, int target, Confidence confidence) {
        add(start, target, confidence, WakeTable.NONE);
    }

    void add(long start, int target, Confidence confidence, int wake) {
        starts.add(start);
        targets.add(target);
        confidences.add(confidence.code());
        wakes.add(wake);
    }

    long start(int row) {
        return starts.get(row);
    }

    int target(int row) {
        return targets.get(row);
    }

    boolean isExact(int row) {
        return confidences.get(row) == 0;
    }

    /** The waker edge this target comes from, or {@link WakeTable#NONE}. */
    int wake(int row) {
        return wakes.get(row);
    }

    /**
     * The last row of {@code owner} that starts at or before the instant, or {@link #first} - 1.
     * O(log n).
     */
    int at(int owner, long nanos) {
        int low = first(owner);
        int high = end(owner);
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (starts.get(middle) <= nanos) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }
}
