package dev.holdup.blame;

import dev.holdup.model.Operation;
import dev.holdup.model.Outcome;
import dev.holdup.model.SegmentTable;
import dev.holdup.model.StackTable;
import dev.holdup.model.ThreadState;
import dev.holdup.model.ThreadTable;
import dev.holdup.model.Trace;
import dev.holdup.model.WaitTable;
import java.util.ArrayList;
import java.util.List;

/**
 * Workers of pools that still wait for a result when the recording ends, although no thread is at
 * work on it: all others are over, or wait for work, or wait outside any task. Then the task that
 * would bring the result never began, for a task that began is over or has a thread in it; and it
 * never will, for the workers that could take it wait for it (blame.md 2.8, a knot). A recording
 * has no row for a task that did not end, so this is concluded from the waits alone.
 */
final class Stranded {
    private static final String RUNS_TASK = "java.util.concurrent.ThreadPoolExecutor.runWorker";
    private static final List<String> RUN_RESULT =
            List.of(
                    "java.util.concurrent.FutureTask.run",
                    "java.util.concurrent.CompletableFuture$",
                    RUNS_TASK,
                    "java.util.concurrent.ForkJoinTask.doExec",
                    "java.util.concurrent.ForkJoinPool.runWorker");

    private final Trace trace;
    private final IdleWaits idle;
    private final List<Integer> waits = new ArrayList<>();
    private long sinceNanos = Long.MIN_VALUE;

    private Stranded(Trace trace, IdleWaits idle) {
        this.trace = trace;
        this.idle = idle;
    }

    static Stranded of(Trace trace, IdleWaits idle) {
        Stranded stranded = new Stranded(trace, idle);
        stranded.find();
        return stranded;
    }

    /** The waits, none if nobody is stranded. */
    List<Integer> waits() {
        return waits;
    }

    boolean contains(int wait) {
        return waits.contains(wait);
    }

    /** From when on all of them wait. */
    long sinceNanos() {
        return sinceNanos;
    }

    private void find() {
        WaitTable table = trace.waits();
        for (int wait = 0; wait < table.size(); wait++) {
            if (table.operation(wait) == Operation.FUTURE_GET
                    && isUnended(wait)
                    && isIn(table.stack(wait), List.of(RUNS_TASK))) {
                waits.add(wait);
                sinceNanos = Math.max(sinceNanos, table.startNanos(wait));
            }
        }
        for (int thread = 0; !waits.isEmpty() && thread < trace.threads().size(); thread++) {
            if (mayBeAtWork(thread)) {
                waits.clear();
            }
        }
    }

    private boolean isUnended(int wait) {
        WaitTable table = trace.waits();
        return table.outcome(wait) == Outcome.UNFINISHED
                && table.wake(wait) < 0
                && table.owner(wait) == ThreadTable.NONE
                && table.endNanos(wait) >= trace.recording().durationNanos()
                && !idle.isIdle(wait);
    }

    /** True if the thread may be running the task of a result somebody waits for, at the end. */
    private boolean mayBeAtWork(int thread) {
        ThreadTable threads = trace.threads();
        SegmentTable segments = trace.segments();
        int last = segments.end(thread) - 1;
        if (threads.isSystem(thread)
                || threads.isCarrier(thread)
                || threads.endNanos(thread) < trace.recording().durationNanos()
                || last < segments.first(thread)) {
            return false;
        }
        int wait = segments.wait(last);
        if (wait == WaitTable.NONE) {
            return segments.state(last) != ThreadState.UNKNOWN || threads.javaThreadId(thread) != 0;
        }
        return !waits.contains(wait)
                && !idle.isIdle(wait)
                && (trace.waits().stack(wait) == StackTable.NONE
                        || isIn(trace.waits().stack(wait), RUN_RESULT));
    }

    private boolean isIn(int stack, List<String> methods) {
        StackTable stacks = trace.stacks();
        for (int node = stack; node != StackTable.NONE; node = stacks.parent(node)) {
            String frame = stacks.frameText(stacks.frameId(node));
            if (methods.stream().anyMatch(frame::startsWith)) {
                return true;
            }
        }
        return false;
    }
}
