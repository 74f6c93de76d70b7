package dev.holdup.blame;

import java.util.Map;

/**
 * Tasks of one executor within the window: the second ledger, of work that waits and not of threads
 * that do. Never added to blame.
 *
 * @param executor row of the executor in the resources
 * @param tasks tasks submitted within the window
 * @param workers threads that ran its tasks
 * @param windowNanos length of the window
 * @param queuedNanos time tasks were queued, summed over tasks
 * @param executedNanos time tasks ran, summed over tasks
 * @param queueNanos time with at least one task queued
 * @param longestQueue most tasks queued at one instant
 * @param starvedNanos time with a task queued, no worker free, and at least one worker blocked
 * @param fullyStarvedNanos the part of it with all workers blocked
 * @param longestStarvedNanos the longest stretch of {@code starvedNanos} without a gap
 * @param idleNanos time with a task queued and a worker that waited for work
 * @param queuedBehind {@code queuedNanos} by what the worker that ran each task in the end did
 *     instead; tasks nobody ran, and time before the worker was there, have no entry
 */
public record PoolLedger(
        int executor,
        int tasks,
        int workers,
        long windowNanos,
        long queuedNanos,
        long executedNanos,
        long queueNanos,
        int longestQueue,
        long starvedNanos,
        long fullyStarvedNanos,
        long longestStarvedNanos,
        long idleNanos,
        Map<Cause, Long> queuedBehind) {

    public PoolLedger {
        queuedBehind = Map.copyOf(queuedBehind);
    }

    /** λ: tasks submitted per second. */
    public double arrivalsPerSecond() {
        return windowNanos == 0 ? 0 : tasks * 1e9 / windowNanos;
    }

    /** W: mean time a task was queued. */
    public double meanQueuedNanos() {
        return tasks == 0 ? 0 : (double) queuedNanos / tasks;
    }

    /** L: mean length of the queue. */
    public double meanQueueLength() {
        return windowNanos == 0 ? 0 : (double) queuedNanos / windowNanos;
    }

    /** Busy time of its workers ÷ time of its workers, 0 to 1; above 1 where tasks nest. */
    public double utilisation() {
        return workers == 0 || windowNanos == 0
                ? 0
                : (double) executedNanos / ((double) workers * windowNanos);
    }
}
