package dev.holdup.load.event;

import dev.holdup.base.ByteColumn;
import dev.holdup.base.IntColumn;
import dev.holdup.base.LongColumn;

/** Begins and ends of threads. */
public final class LifeRows {
    public static final byte START = 0;
    public static final byte END = 1;

    public final IntColumn threads = new IntColumn();
    public final LongColumn atNanos = new LongColumn();
    public final ByteColumn kinds = new ByteColumn();

    /** Creator, NONE if not recorded. */
    public final IntColumn creators = new IntColumn();

    /** Stack of the creator at the start. */
    public final IntColumn stacks = new IntColumn();

    public int size() {
        return threads.size();
    }

    public void add(int thread, long at, byte kind, int creator, int stack) {
        threads.add(thread);
        atNanos.add(at);
        kinds.add(kind);
        creators.add(creator);
        stacks.add(stack);
    }

    public void addAll(LifeRows other) {
        for (int row = 0; row < other.size(); row++) {
            add(
                    other.threads.get(row),
                    other.atNanos.get(row),
                    other.kinds.get(row),
                    other.creators.get(row),
                    other.stacks.get(row));
        }
    }
}
