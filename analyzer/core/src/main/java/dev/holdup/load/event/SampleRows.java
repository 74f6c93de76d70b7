package dev.holdup.load.event;

import dev.holdup.base.ByteColumn;
import dev.holdup.base.IntColumn;
import dev.holdup.base.LongColumn;
import dev.holdup.load.format.EventRow;

/** Samples: a thread was seen in a state, once, or all the time of a span. */
public final class SampleRows {
    /** Seen running Java code, or using the CPU. */
    public static final byte RUNNING = 0;

    /** Seen in a native method, running or not. */
    public static final byte NATIVE = 1;

    /** Seen not running. */
    public static final byte SLEEPING = 2;

    /** Seen waiting to enter a monitor. */
    public static final byte ENTERING = 3;

    public final IntColumn threads = new IntColumn();
    public final LongColumn atNanos = new LongColumn();
    public final ByteColumn kinds = new ByteColumn();
    public final IntColumn stacks = new IntColumn(EventRow.NONE);

    /** For so long it was seen in this state; 0 for a single look. */
    public final LongColumn spanNanos = new LongColumn();

    /** Looks the row stands for, at least 1, where the span is not recorded. */
    public final IntColumn counts = new IntColumn();

    public int size() {
        return threads.size();
    }

    /** Adds a single look. */
    public void add(int thread, long at, byte kind, int stack) {
        add(thread, at, kind, stack, 0, 1);
    }

    /** Adds several looks in a row. */
    public void add(int thread, long at, byte kind, int stack, long span, int count) {
        threads.add(thread);
        atNanos.add(at);
        kinds.add(kind);
        stacks.add(stack);
        spanNanos.add(span);
        counts.add(count);
    }

    /** Takes over the rows of another table, which must not be used any more. */
    public void takeAll(SampleRows other) {
        int from = size();
        threads.takeAll(from, other.threads);
        atNanos.takeAll(from, other.atNanos);
        kinds.takeAll(from, other.kinds);
        stacks.takeAll(from, other.stacks);
        spanNanos.takeAll(from, other.spanNanos);
        counts.takeAll(from, other.counts);
    }
}
