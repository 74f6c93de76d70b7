package dev.holdup.report;

import dev.holdup.blame.RootKind;
import java.util.List;

/**
 * What is counted beside the blame table and never added to it: work that waits, consumers that
 * nobody feeds, and how much the last of several parties was late. Immutable.
 *
 * @param queues executors of which a task was recorded, most queued time first
 * @param starvation threads that waited for work somebody failed to hand over, longest first
 * @param headroom waits for all of several parties, largest headroom first
 */
public record Ledgers(List<Queue> queues, List<Starvation> starvation, List<Headroom> headroom) {

    /** Nothing was counted. */
    public static final Ledgers NONE = new Ledgers(List.of(), List.of(), List.of());

    /**
     * Where a chain ended.
     *
     * @param thread name of the thread there, empty if none
     * @param operation what it was in, empty if nothing
     * @param target what that was about, empty if not known
     * @param detail as in {@link BlameRow}
     */
    public record Cause(
            RootKind kind,
            String thread,
            String operation,
            String target,
            String detail,
            long nanos) {}

    /**
     * The tasks of one executor in the window.
     *
     * @param executor its name
     * @param tasks tasks submitted
     * @param workers threads that ran its tasks
     * @param queuedNanos time tasks were queued, summed over tasks
     * @param executedNanos time tasks ran, summed over tasks
     * @param queueNanos time with at least one task queued
     * @param longestQueue most tasks queued at one instant
     * @param starvedNanos time with a task queued, no worker free and at least one blocked
     * @param fullyStarvedNanos the part of it with all workers blocked
     * @param idleNanos time with a task queued and a worker that waited for work
     * @param arrivalsPerSecond tasks submitted per second
     * @param meanQueuedNanos mean time a task was queued
     * @param meanQueueLength mean number of tasks queued
     * @param utilisation busy time of its workers as a part of their time
     * @param behind queued time by what the worker that ran the task in the end did instead
     */
    public record Queue(
            String executor,
            int tasks,
            int workers,
            long queuedNanos,
            long executedNanos,
            long queueNanos,
            int longestQueue,
            long starvedNanos,
            long fullyStarvedNanos,
            long idleNanos,
            double arrivalsPerSecond,
            double meanQueuedNanos,
            double meanQueueLength,
            double utilisation,
            List<Cause> behind) {}

    /**
     * Idle time of a thread that is no worker of a pool, as far as the chain of what it waited for
     * ended at something.
     *
     * @param row its row in the trace
     * @param thread its name
     * @param javaThreadId its id, 0 if it is not a Java thread
     * @param nanos sum of the causes
     * @param causes largest first
     */
    public record Starvation(
            int row, String thread, long javaThreadId, long nanos, List<Cause> causes) {}

    /**
     * A wait for all of several parties.
     *
     * @param row the row of the thread in the trace
     * @param thread who waited
     * @param operation what it waited in
     * @param site its stack, innermost first
     * @param startNanos when the wait began, in the recording
     * @param waitedNanos how long it waited
     * @param headroomNanos how much later the last party was done than the last but one
     */
    public record Headroom(
            int row,
            String thread,
            String operation,
            List<String> site,
            long startNanos,
            long waitedNanos,
            long headroomNanos) {}
}
