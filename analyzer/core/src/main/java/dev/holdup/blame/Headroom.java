package dev.holdup.blame;

import dev.holdup.model.HoldTable;
import dev.holdup.model.Operation;
import dev.holdup.model.ResourceTable;
import dev.holdup.model.TaskTable;
import dev.holdup.model.Trace;
import dev.holdup.model.WaitTable;

/**
 * Headroom of a wait for all of several parties: how much earlier it had ended if the last of them
 * had not been there. An upper bound of what speeding up the straggler alone can save.
 */
public final class Headroom {
    /** The parties of the wait are not known, or there is only one. */
    public static final long UNKNOWN = -1;

    private long last = Long.MIN_VALUE;
    private long beforeLast = Long.MIN_VALUE;

    private Headroom() {}

    /** True for waits that may be for all of several parties: of a permit any one is enough. */
    public static boolean appliesTo(Operation operation) {
        return operation == Operation.LATCH_AWAIT
                || operation == Operation.BARRIER_AWAIT
                || operation == Operation.FUTURE_GET
                || operation == Operation.LOCK_ACQUIRE;
    }

    /**
     * Headroom in nanoseconds, or {@link #UNKNOWN}. Parties are the shared holders of what is
     * waited for, else the tasks the waiting thread had submitted, each by when it was done.
     */
    public static long nanos(Trace trace, int wait) {
        Headroom headroom = new Headroom();
        headroom.addHolders(trace, wait);
        if (headroom.beforeLast == Long.MIN_VALUE) {
            headroom.addTasks(trace, wait);
        }
        return headroom.beforeLast == Long.MIN_VALUE
                ? UNKNOWN
                : headroom.last - Math.max(headroom.beforeLast, trace.waits().startNanos(wait));
    }

    private void addHolders(Trace trace, int wait) {
        HoldTable holds = trace.holds();
        int resource = trace.waits().resource(wait);
        for (int hold = 0; hold < holds.size(); hold++) {
            if (resource != ResourceTable.NONE
                    && holds.resource(hold) == resource
                    && holds.isShared(hold)
                    && holds.startNanos(hold) < trace.waits().endNanos(wait)) {
                add(trace.waits(), wait, holds.endNanos(hold));
            }
        }
    }

    private void addTasks(Trace trace, int wait) {
        WaitTable waits = trace.waits();
        TaskTable tasks = trace.tasks();
        if (waits.operation(wait).ends() != Operation.Ends.BY_WAKER) {
            return;
        }
        for (int task = 0; task < tasks.size(); task++) {
            if (tasks.submitter(task) == waits.thread(wait)
                    && tasks.submitNanos(task) <= waits.startNanos(wait)) {
                add(waits, wait, tasks.endNanos(task));
            }
        }
    }

    /** A party that was done at the instant, if that lies within the wait. */
    private void add(WaitTable waits, int wait, long nanos) {
        if (nanos <= waits.startNanos(wait) || nanos > waits.endNanos(wait)) {
            return;
        }
        if (nanos > last) {
            beforeLast = last;
            last = nanos;
        } else {
            beforeLast = Math.max(beforeLast, nanos);
        }
    }
}
