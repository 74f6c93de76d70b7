package dev.holdup.blame;

import dev.holdup.base.ByteColumn;
import dev.holdup.base.IntColumn;
import dev.holdup.base.LongColumn;

/** Owners of one resource over time: each row is valid until the next one starts. */
final class OwnerRows {
    private static final int EXACT = 1;
    private static final int HELD = 2;

    private final LongColumn starts = new LongColumn();
    private final IntColumn owners = new IntColumn();
    private final ByteColumn flags = new ByteColumn();

    /** Adds a row that was not recorded as a hold. */
    void add(long start, int owner, boolean exact) {
        put(start, owner, exact ? EXACT : 0);
    }

    /** Adds a recorded hold. */
    void addHeld(long start, int owner, boolean exact) {
        put(start, owner, HELD | (exact ? EXACT : 0));
    }

    /** Adds what {@code others} say about [from, to). */
    void addAll(OwnerRows others, long from, long to) {
        for (int row = 0; row < others.size(); row++) {
            long start = Math.max(from, others.start(row));
            long end = row + 1 < others.size() ? others.start(row + 1) : Long.MAX_VALUE;
            if (start < Math.min(to, end)) {
                put(start, others.owner(row), others.flags.get(row));
            }
        }
    }

    /** A row that starts with the previous one replaces it; one that says the same is left out. */
    private void put(long start, int owner, int bits) {
        int last = starts.size() - 1;
        if (last >= 0 && starts.get(last) == start) {
            owners.set(last, owner);
            flags.set(last, (byte) bits);
            return;
        }
        if (last >= 0 && owners.get(last) == owner && flags.get(last) == bits) {
            return;
        }
        starts.add(start);
        owners.add(owner);
        flags.add((byte) bits);
    }

    int size() {
        return starts.size();
    }

    long start(int row) {
        return starts.get(row);
    }

    int owner(int row) {
        return owners.get(row);
    }

    boolean isExact(int row) {
        return (flags.get(row) & EXACT) != 0;
    }

    boolean isHeld(int row) {
        return (flags.get(row) & HELD) != 0;
    }
}
