package dev.holdup.blame;

import dev.holdup.base.TupleIndex;
import dev.holdup.model.Operation;
import dev.holdup.model.Outcome;
import dev.holdup.model.StackTable;
import dev.holdup.model.TaskTable;
import dev.holdup.model.ThreadState;
import dev.holdup.model.Trace;
import dev.holdup.model.WaitTable;
import java.util.Arrays;

/**
 * What threads do all along: how deep they wait, what they repeat. Depth counts the program's own
 * frames down to the one that called into the JDK. Waits for locks, classes and files have no say
 * in how deep a thread waits, because they happen wherever the code is; nor have joins, which end a
 * thread's work and do not bring it any, as in System.exit; nor waits in frames of the JDK alone,
 * as when a pool's worker fetches its next task.
 */
final class Habits {
    private final WaitTable waits;
    private final StackTable stacks;
    private final TaskIntervals tasks;
    private final IdleMatcher matcher;
    private final int[] depths;
    private final int[] shallowest;

    /** Waits by (thread, stack, open task), with how many of them did not time out. */
    private final TupleIndex places = new TupleIndex(3);

    private final int[] key = new int[3];
    private int[] counts = new int[64];
    private int[] ended = new int[64];

    Habits(Trace trace, IdleMatcher matcher, TaskIntervals tasks) {
        waits = trace.waits();
        stacks = trace.stacks();
        this.tasks = tasks;
        this.matcher = matcher;
        depths = new int[stacks.size()];
        for (int node = 0; node < depths.length; node++) {
            // A caller's node is always older than the node of what it calls.
            int caller = stacks.parent(node);
            boolean own = matcher.site(node) == node;
            depths[node] = (own ? 1 : 0) + (caller == StackTable.NONE ? 0 : depths[caller]);
        }
        shallowest = new int[trace.threads().size()];
        Arrays.fill(shallowest, Integer.MAX_VALUE);
    }

    /** Takes note of a wait. */
    void note(int wait) {
        int stack = waits.stack(wait);
        Operation operation = waits.operation(wait);
        if (stack == StackTable.NONE
                || operation.ends() == Operation.Ends.BY_OWNER
                || operation == Operation.CLASS_INIT
                || operation == Operation.THREAD_JOIN) {
            return;
        }
        int thread = waits.thread(wait);
        // Files are read where work is done, if only to load a class; stdin is the exception.
        boolean hasSay = operation.state() != ThreadState.BLOCKED_FILE || isShallowRule(wait);
        if (depths[stack] > 0 && hasSay) {
            shallowest[thread] = Math.min(shallowest[thread], depths[stack]);
        }
        if (!matcher.countsRepeats(operation)) {
            return;
        }
        int place = places.intern(key(wait));
        if (place >= counts.length) {
            counts = Arrays.copyOf(counts, place * 2);
            ended = Arrays.copyOf(ended, place * 2);
        }
        counts[place]++;
        ended[place] += waits.outcome(wait) == Outcome.TIMED_OUT ? 0 : 1;
    }

    /** True if a rule about habits calls the wait ambiguous; all waits have been noted. */
    boolean isAmbiguous(int wait, boolean inTask) {
        int stack = waits.stack(wait);
        if (stack == StackTable.NONE || !matcher.hasHabits(waits.operation(wait))) {
            return false;
        }
        int place = matcher.countsRepeats(waits.operation(wait)) ? places.find(key(wait)) : -1;
        int count = place < 0 ? 0 : counts[place];
        if (count > 1 && matcher.hasHabit(wait, IdleRules.Place.RESIDENT)) {
            return true;
        }
        if (inTask || depths[stack] > shallowest[waits.thread(wait)]) {
            return false;
        }
        return matcher.hasHabit(wait, IdleRules.Place.SHALLOW)
                || (count > 1 && matcher.hasHabit(wait, IdleRules.Place.REPEATED))
                || (count > 1
                        && ended[place] == 0
                        && matcher.hasHabit(wait, IdleRules.Place.TICKING))
                || (isUnending(wait) && matcher.hasHabit(wait, IdleRules.Place.UNENDING));
    }

    private boolean isShallowRule(int wait) {
        return matcher.hasHabits(waits.operation(wait))
                && matcher.hasHabit(wait, IdleRules.Place.SHALLOW);
    }

    private boolean isUnending(int wait) {
        return waits.outcome(wait) == Outcome.UNFINISHED && waits.wake(wait) < 0;
    }

    private int[] key(int wait) {
        int thread = waits.thread(wait);
        key[0] = thread;
        key[1] = waits.stack(wait);
        key[2] = tasks.isEmpty() ? TaskTable.NONE : tasks.openAt(thread, waits.startNanos(wait));
        return key;
    }
}
