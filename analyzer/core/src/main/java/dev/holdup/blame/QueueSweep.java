package dev.holdup.blame;

import dev.holdup.base.SortByKey;
import dev.holdup.model.SegmentTable;
import dev.holdup.model.TaskTable;
import dev.holdup.model.ThreadState;
import dev.holdup.model.ThreadTable;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * One executor's queue and workers over time: (1) the instants at which a task is submitted, starts
 * or ends, in order; (2) between two of them with a task queued, the states of all workers; (3)
 * each stretch in which none of those changes is added to what it is: starved, fully starved, idle.
 */
final class QueueSweep {
    private final BlameResult result;
    private final TaskTable tasks;
    private final SegmentTable segments;
    private final ThreadTable threads;
    private final List<Integer> rows;
    private final SortedSet<Integer> workers;

    /** How many tasks each worker is in; they may nest. */
    private final SortedMap<Integer, Integer> running = new TreeMap<>();

    private int queued;
    private int longestQueue;
    private long queueNanos;
    private long starvedNanos;
    private long fullyStarvedNanos;
    private long longestStarvedNanos;
    private long idleNanos;

    /** Length of the starved stretch that goes on until {@code starvedTo}. */
    private long stretchNanos;

    private long starvedTo = Long.MIN_VALUE;

    QueueSweep(BlameResult result, List<Integer> rows, SortedSet<Integer> workers) {
        this.result = result;
        this.rows = rows;
        this.workers = workers;
        tasks = result.trace().tasks();
        segments = result.trace().segments();
        threads = result.trace().threads();
    }

    long queueNanos() {
        return queueNanos;
    }

    int longestQueue() {
        return longestQueue;
    }

    long starvedNanos() {
        return starvedNanos;
    }

    long fullyStarvedNanos() {
        return fullyStarvedNanos;
    }

    long longestStarvedNanos() {
        return longestStarvedNanos;
    }

    long idleNanos() {
        return idleNanos;
    }

    void run() {
        // (1) three instants of each task: 3 i is its end, 3 i + 1 its start, 3 i + 2 its submit
        int[] order = RowsByKey.allRows(rows.size() * 3);
        long[] times = new long[order.length];
        for (int i = 0; i < rows.size(); i++) {
            times[i * 3] = tasks.endNanos(rows.get(i));
            times[i * 3 + 1] = tasks.startNanos(rows.get(i));
            times[i * 3 + 2] = tasks.submitNanos(rows.get(i));
        }
        SortByKey.sort(order, times);
        for (int i = 0; i < order.length; i++) {
            int task = rows.get(order[i] / 3);
            apply(task, order[i] % 3);
            long from = Math.max(result.fromNanos(), times[order[i]]);
            long next = i + 1 < order.length ? times[order[i + 1]] : result.toNanos();
            long to = Math.min(result.toNanos(), next);
            if (from < to && queued > 0) {
                longestQueue = Math.max(longestQueue, queued);
                queueNanos += to - from;
                // (2)
                look(from, to);
            }
        }
    }

    private void apply(int task, int instant) {
        int worker = tasks.worker(task);
        boolean queues = tasks.submitNanos(task) < tasks.startNanos(task);
        boolean runs = worker != ThreadTable.NONE && tasks.startNanos(task) < tasks.endNanos(task);
        switch (instant) {
            case 0 -> {
                if (runs) {
                    running.merge(worker, -1, Integer::sum);
                }
            }
            case 1 -> {
                queued -= queues ? 1 : 0;
                if (runs) {
                    running.merge(worker, 1, Integer::sum);
                }
            }
            default -> queued += queues ? 1 : 0;
        }
    }

    private void look(long from, long to) {
        long now = from;
        while (now < to) {
            long until = to;
            int alive = 0;
            int busy = 0;
            int blocked = 0;
            boolean idle = false;
            for (int worker : workers) {
                int segment = segments.at(worker, now);
                if (segment < 0) {
                    boolean later = threads.startNanos(worker) > now;
                    until = later ? Math.min(until, threads.startNanos(worker)) : until;
                    continue;
                }
                until = Math.min(until, segments.endNanos(worker, segment));
                ThreadState state = result.stateOf(segment);
                alive++;
                boolean inTask = running.getOrDefault(worker, 0) > 0;
                busy += inTask ? 1 : 0;
                blocked += inTask && state.isBlocked() ? 1 : 0;
                idle |= !inTask && state == ThreadState.IDLE;
            }
            // (3)
            idleNanos += idle ? until - now : 0;
            boolean starved = alive > 0 && busy == alive && blocked > 0;
            if (starved) {
                addStarved(now, until);
            }
            fullyStarvedNanos += starved && blocked == alive ? until - now : 0;
            now = until;
        }
    }

    private void addStarved(long from, long to) {
        starvedNanos += to - from;
        stretchNanos = (from == starvedTo ? stretchNanos : 0) + to - from;
        starvedTo = to;
        longestStarvedNanos = Math.max(longestStarvedNanos, stretchNanos);
    }
}
