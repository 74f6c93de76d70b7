package dev.holdup.load;

import dev.holdup.base.IntColumn;
import dev.holdup.base.RowOrder;
import dev.holdup.load.event.ActRows;
import dev.holdup.load.event.Origin;
import dev.holdup.load.event.WaitRows;
import dev.holdup.load.format.LongIntMap;
import dev.holdup.model.Outcome;
import dev.holdup.model.WakeKind;
import java.util.Arrays;

/**
 * Joins waking acts with the waits they ended: an unpark by the woken thread and how long it had
 * been waiting, a notify by the object and the notifier.
 */
final class ActMatcher {
    /** No act. */
    static final int NONE = -1;

    /**
     * Both clocks are read a little apart, and a waker keeps the park's start in units of 64 ns.
     */
    private static final long TOLERANCE_NANOS = 10_000;

    /**
     * A thread that loses its CPU between reading the time and committing its event dates what it
     * describes later by so much. Parks of one thread do not overlap: the one around the act is it.
     */
    private static final long PREEMPTED_NANOS = 20_000_000;

    /** An act is looked for among at most so many others on the same object. */
    private static final int MAX_STEPS = 64;

    private final WaitRows waits;
    private final ActRows acts;
    private final RowOrder waitOrder;
    private final int threadCount;

    /** Act by wait, and wait by act. */
    private final int[] actOfWait;

    private final boolean[] matched;

    ActMatcher(WaitRows waits, ActRows acts, RowOrder waitOrder, int threadCount) {
        this.waits = waits;
        this.acts = acts;
        this.waitOrder = waitOrder;
        this.threadCount = threadCount;
        actOfWait = new int[waits.size()];
        Arrays.fill(actOfWait, NONE);
        matched = new boolean[acts.size()];
    }

    void run() {
        for (int act = 0; act < acts.size(); act++) {
            int woken = acts.wokens.get(act);
            if (woken >= 0 && woken < threadCount) {
                matchPark(act, woken);
                if (acts.kinds.get(act) == WakeKind.INTERRUPT.code()) {
                    matchInterrupt(act, woken);
                }
            }
        }
        matchNotifies();
    }

    /** The act that ended a wait, or {@link #NONE}. */
    int actOf(int wait) {
        return actOfWait[wait];
    }

    /** True if the wait an act ended was found. */
    boolean isMatched(int act) {
        return matched[act];
    }

    private void matchPark(int act, int woken) {
        long at = acts.atNanos.get(act);
        long waited = acts.waitedNanos.get(act);
        long begun = waited > 0 ? at - waited : at;
        int best = parkAround(woken, begun, at);
        if (best == NONE && waited > 0) {
            best = parkAround(woken, Math.min(at - TOLERANCE_NANOS, begun + PREEMPTED_NANOS), at);
        }
        if (best == NONE) {
            return;
        }
        matched[act] = true;
        int known = actOfWait[best];
        if (known == NONE || acts.atNanos.get(known) > at) {
            actOfWait[best] = act;
        }
    }

    /** The last park of a thread that began by this time and lasted to the act, or NONE. */
    private int parkAround(int woken, long begun, long at) {
        int place = waitOrder.firstAfter(woken, begun + TOLERANCE_NANOS, waits.startNanos) - 1;
        for (int step = 0; step < MAX_STEPS && place >= waitOrder.first(woken); step++, place--) {
            int row = waitOrder.row(place);
            if (waits.origins.get(row) == Origin.HOLDUP_PARK.code()
                    && waits.endNanos.get(row) + TOLERANCE_NANOS >= at) {
                return row;
            }
        }
        return NONE;
    }

    /**
     * An interrupt ends whatever its thread waits in, as far as that says it was interrupted, or
     * nothing else is known to have ended it.
     */
    private void matchInterrupt(int act, int woken) {
        long at = acts.atNanos.get(act);
        int place = waitOrder.firstAfter(woken, at + TOLERANCE_NANOS, waits.startNanos) - 1;
        for (int step = 0; step < MAX_STEPS && place >= waitOrder.first(woken); step++, place--) {
            int row = waitOrder.row(place);
            if (waits.endNanos.get(row) + TOLERANCE_NANOS < at || actOfWait[row] != NONE) {
                continue;
            }
            boolean isUnexplained =
                    waits.origins.get(row) == Origin.JDK_MONITOR_WAIT.code()
                            && waits.outcomes.get(row) == Outcome.SATISFIED.code()
                            && waits.releasers.get(row) < 0;
            if (isUnexplained) {
                waits.outcomes.set(row, Outcome.INTERRUPTED.code());
            }
            if (waits.outcomes.get(row) == Outcome.INTERRUPTED.code()) {
                matched[act] = true;
                actOfWait[row] = act;
            }
        }
    }

    private void matchNotifies() {
        LongIntMap objects = new LongIntMap();
        IntColumn objectOfAct = new IntColumn();
        for (int act = 0; act < acts.size(); act++) {
            long object = acts.objects.get(act);
            objectOfAct.add(object == 0 ? NONE : objects.putIfAbsent(object, objects.size()));
        }
        if (objects.size() == 0) {
            return;
        }
        RowOrder byObject = RowOrder.of(objectOfAct, acts.atNanos, objects.size());
        for (int wait = 0; wait < waits.size(); wait++) {
            if (waits.origins.get(wait) == Origin.JDK_MONITOR_WAIT.code()) {
                int object = objects.get(waits.identities.get(wait));
                if (object != LongIntMap.NONE) {
                    matchNotify(wait, object, byObject);
                }
            }
        }
    }

    /** The last notify on the object, by the thread the wait names, within the wait. */
    private void matchNotify(int wait, int object, RowOrder byObject) {
        long end = waits.endNanos.get(wait) + TOLERANCE_NANOS;
        int place = byObject.firstAfter(object, end, acts.atNanos) - 1;
        for (int step = 0; step < MAX_STEPS && place >= byObject.first(object); step++, place--) {
            int act = byObject.row(place);
            if (acts.atNanos.get(act) < waits.startNanos.get(wait)) {
                return;
            }
            if (acts.threads.get(act) == waits.releasers.get(wait)) {
                actOfWait[wait] = act;
                matched[act] = true;
                return;
            }
        }
    }
}
