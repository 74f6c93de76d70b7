package dev.holdup.load.event;

import dev.holdup.base.ByteColumn;
import dev.holdup.base.IntColumn;
import dev.holdup.base.LongColumn;
import dev.holdup.load.format.EventRow;

/** Waking acts: a thread made another one, or the waiters on an object, runnable. */
public final class ActRows {
    /** The acting thread. */
    public final IntColumn threads = new IntColumn();

    public final LongColumn atNanos = new LongColumn();

    /** The woken thread, NONE if the act went to an object. */
    public final IntColumn wokens = new IntColumn();

    /** Identity of the object notified, 0 if the act went to a thread. */
    public final LongColumn objects = new LongColumn();

    /** From the start of the wait to the act, 0 if not recorded. */
    public final LongColumn waitedNanos = new LongColumn();

    /** Codes of WakeKind. */
    public final ByteColumn kinds = new ByteColumn();

    public final IntColumn stacks = new IntColumn(EventRow.NONE);

    public int size() {
        return threads.size();
    }

    public void add(
            int thread, long at, int woken, long object, long waited, byte kind, int stack) {
        threads.add(thread);
        atNanos.add(at);
        wokens.add(woken);
        objects.add(object);
        waitedNanos.add(waited);
        kinds.add(kind);
        stacks.add(stack);
    }

    /** Takes over the rows of another table, which must not be used any more. */
    public void takeAll(ActRows other) {
        int from = size();
        threads.takeAll(from, other.threads);
        atNanos.takeAll(from, other.atNanos);
        wokens.takeAll(from, other.wokens);
        objects.takeAll(from, other.objects);
        waitedNanos.takeAll(from, other.waitedNanos);
        kinds.takeAll(from, other.kinds);
        stacks.takeAll(from, other.stacks);
    }
}
