package dev.holdup.blame;

import dev.holdup.model.Confidence;
import dev.holdup.model.Operation;
import dev.holdup.model.StackTable;
import dev.holdup.model.TaskTable;
import dev.holdup.model.Trace;
import dev.holdup.model.WaitTable;
import dev.holdup.model.WakeTable;
import java.util.HashSet;
import java.util.Set;

/**
 * Parks whose own event was lost and that are known only from the thread that ended them: no stack
 * says whether they were waits for work. Where the same act, by its stack, ends idle waits, it
 * hands out work, and so such a park was idle too.
 */
final class WokenFromIdle {
    private WokenFromIdle() {}

    /** True for a park of which only the end is known. */
    static boolean isKnownByItsEndOnly(WaitTable waits, int wait) {
        return waits.operation(wait) == Operation.PARK
                && waits.stack(wait) == StackTable.NONE
                && waits.confidence(wait) != Confidence.EXACT
                && waits.wake(wait) != WakeTable.NONE;
    }

    /** Gives such parks, outside tasks, the verdict of the waits the same act ends. */
    static void mark(Trace trace, TaskIntervals tasks, byte[] verdicts) {
        WaitTable waits = trace.waits();
        Set<Integer> idleActs = new HashSet<>();
        Set<Integer> ambiguousActs = new HashSet<>();
        for (int wait = 0; wait < verdicts.length; wait++) {
            int act = act(trace, wait);
            if (act != StackTable.NONE && verdicts[wait] == IdleWaits.IDLE) {
                idleActs.add(act);
            } else if (act != StackTable.NONE && verdicts[wait] == IdleWaits.AMBIGUOUS) {
                ambiguousActs.add(act);
            }
        }
        for (int wait = 0; wait < verdicts.length; wait++) {
            if (isKnownByItsEndOnly(waits, wait)
                    && tasks.openAt(waits.thread(wait), waits.startNanos(wait)) == TaskTable.NONE) {
                int act = act(trace, wait);
                if (idleActs.contains(act)) {
                    verdicts[wait] = IdleWaits.IDLE;
                } else if (ambiguousActs.contains(act)) {
                    verdicts[wait] = IdleWaits.AMBIGUOUS;
                }
            }
        }
    }

    /** Stack of the act that ended the wait, or NONE. */
    private static int act(Trace trace, int wait) {
        int wake = trace.waits().wake(wait);
        return wake == WakeTable.NONE ? StackTable.NONE : trace.wakes().stack(wake);
    }
}
