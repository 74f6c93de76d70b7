package dev.holdup.load.event;

import dev.holdup.base.ByteColumn;
import dev.holdup.base.IntColumn;
import dev.holdup.base.LongColumn;

/** Samples: a thread was seen in a state, once or several times in a row. */
public final class SampleRows {
    /** Seen running Java code, or using the CPU. */
    public static final byte RUNNING = 0;

    /** Seen in a native method, running or not. */
    public static final byte NATIVE = 1;

    /** Seen not running. */
    public static final byte SLEEPING = 2;

    public final IntColumn threads = new IntColumn();
    public final LongColumn atNanos = new LongColumn();
    public final ByteColumn kinds = new ByteColumn();
    public final IntColumn stacks = new IntColumn();

    /** Number of samples the row stands for. */
    public final IntColumn counts = new IntColumn();

    public int size() {
        return threads.size();
    }

    public void add(int thread, long at, byte kind, int stack, int count) {
        threads.add(thread);
        atNanos.add(at);
        kinds.add(kind);
        stacks.add(stack);
        counts.add(count);
    }

    public void addAll(SampleRows other) {
        for (int row = 0; row < other.size(); row++) {
            add(
                    other.threads.get(row),
                    other.atNanos.get(row),
                    other.kinds.get(row),
                    other.stacks.get(row),
                    other.counts.get(row));
        }
    }
}
