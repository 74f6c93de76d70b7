package dev.holdup.load.event;

import dev.holdup.base.ByteColumn;
import dev.holdup.base.IntColumn;
import dev.holdup.base.LongColumn;

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

    public final IntColumn stacks = new IntColumn();

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

    public void addAll(ActRows other) {
        for (int row = 0; row < other.size(); row++) {
            add(
                    other.threads.get(row),
                    other.atNanos.get(row),
                    other.wokens.get(row),
                    other.objects.get(row),
                    other.waitedNanos.get(row),
                    other.kinds.get(row),
                    other.stacks.get(row));
        }
    }
}
