package dev.holdup.load.event;

import dev.holdup.base.ByteColumn;
import dev.holdup.base.IntColumn;
import dev.holdup.base.LongColumn;
import dev.holdup.load.format.EventRow;

/** Begins and ends of threads. */
public final class LifeRows {
    public static final byte START = 0;
    public static final byte END = 1;

    public final IntColumn threads = new IntColumn();
    public final LongColumn atNanos = new LongColumn();
    public final ByteColumn kinds = new ByteColumn();

    /** Creator, NONE if not recorded. */
    public final IntColumn creators = new IntColumn(EventRow.NONE);

    /** Stack of the creator at the start. */
    public final IntColumn stacks = new IntColumn(EventRow.NONE);

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

    /** Takes over the rows of another table, which must not be used any more. */
    public void takeAll(LifeRows other) {
        int from = size();
        threads.takeAll(from, other.threads);
        atNanos.takeAll(from, other.atNanos);
        kinds.takeAll(from, other.kinds);
        creators.takeAll(from, other.creators);
        stacks.takeAll(from, other.stacks);
    }
}
