package dev.holdup.report;

import dev.holdup.blame.BlameResult;
import dev.holdup.model.Operation;
import dev.holdup.model.TaskTable;
import dev.holdup.model.ThreadTable;
import dev.holdup.model.Trace;

/**
 * Threads that started others and do nothing but wait until these are done, as the main thread of
 * many a program: asleep, in a join, at a latch. What they suffer is counted like all else, but it
 * is the length of the run and tells nothing of what held it up, so it has no say in which cause
 * stands first.
 */
final class Overseers {
    /** A thread that sees to others does that for so many percent of its life. */
    private static final long LEAST_PERCENT = 80;

    private final BlameResult result;
    private final boolean[] isOverseer;

    Overseers(BlameResult result) {
        this.result = result;
        Trace trace = result.trace();
        ThreadTable threads = trace.threads();
        isOverseer = new boolean[threads.size()];
        for (int thread = 0; thread < threads.size(); thread++) {
            if (threads.creator(thread) != ThreadTable.NONE) {
                isOverseer[threads.creator(thread)] = true;
            }
        }
        TaskTable tasks = trace.tasks();
        for (int task = 0; task < tasks.size(); task++) {
            if (tasks.worker(task) != ThreadTable.NONE) {
                isOverseer[tasks.worker(task)] = false;
            }
        }
        long[] overseeingNanos = new long[threads.size()];
        for (int cell = 0; cell < result.cellCount(); cell++) {
            int victim = result.cellVictim(cell);
            if (isOverseer[victim] && isOverseeing(cell)) {
                overseeingNanos[victim] += result.cellNanos(cell);
            }
        }
        for (int thread = 0; thread < threads.size(); thread++) {
            long lifeNanos =
                    Math.min(result.toNanos(), threads.endNanos(thread))
                            - Math.max(result.fromNanos(), threads.startNanos(thread));
            isOverseer[thread] &=
                    !threads.isVirtual(thread)
                            && overseeingNanos[thread] > 0
                            && overseeingNanos[thread] >= lifeNanos / 100 * LEAST_PERCENT;
        }
    }

    /** True for a cell that is no more than an overseer's wait for the others. */
    boolean has(int cell) {
        return isOverseer[result.cellVictim(cell)] && isOverseeing(cell);
    }

    private boolean isOverseeing(int cell) {
        return result.cellHasOperation(cell) && awaitsOthers(result.cellOperation(cell));
    }

    private static boolean awaitsOthers(Operation operation) {
        return switch (operation) {
            case THREAD_SLEEP,
                    THREAD_JOIN,
                    LATCH_AWAIT,
                    BARRIER_AWAIT,
                    FUTURE_GET,
                    CONDITION_AWAIT,
                    MONITOR_WAIT,
                    PARK ->
                    true;
            default -> false;
        };
    }
}
