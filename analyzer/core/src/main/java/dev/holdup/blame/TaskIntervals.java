package dev.holdup.blame;

import dev.holdup.base.SortByKey;
import dev.holdup.model.TaskTable;
import dev.holdup.model.ThreadTable;
import dev.holdup.model.Trace;
import java.util.Arrays;

/** Tasks by the thread that ran them, in order of their start. */
final class TaskIntervals {
    private final TaskTable tasks;
    private final int[] first;
    private final int[] ordered;

    /**
     * Latest end among the tasks of one thread up to and with this one: where a search may stop.
     */
    private final long[] latestEnd;

    private TaskIntervals(TaskTable tasks, int[] first, int[] ordered) {
        this.tasks = tasks;
        this.first = first;
        this.ordered = ordered;
        latestEnd = new long[ordered.length];
        for (int thread = 0; thread + 1 < first.length; thread++) {
            long latest = Long.MIN_VALUE;
            for (int i = first[thread]; i < first[thread + 1]; i++) {
                latest = Math.max(latest, tasks.endNanos(ordered[i]));
                latestEnd[i] = latest;
            }
        }
    }

    static TaskIntervals byWorker(Trace trace) {
        TaskTable tasks = trace.tasks();
        int threads = trace.threads().size();
        int[] first = new int[threads + 1];
        long[] keys = new long[tasks.size()];
        int[] byStart = new int[tasks.size()];
        for (int task = 0; task < tasks.size(); task++) {
            byStart[task] = task;
            keys[task] = tasks.startNanos(task);
            if (tasks.worker(task) != ThreadTable.NONE) {
                first[tasks.worker(task) + 1]++;
            }
        }
        for (int thread = 0; thread < threads; thread++) {
            first[thread + 1] += first[thread];
        }
        SortByKey.sort(byStart, keys);
        int[] next = Arrays.copyOf(first, threads + 1);
        int[] ordered = new int[first[threads]];
        for (int task : byStart) {
            int worker = tasks.worker(task);
            if (worker != ThreadTable.NONE) {
                ordered[next[worker]++] = task;
            }
        }
        return new TaskIntervals(tasks, first, ordered);
    }

    boolean isEmpty() {
        return ordered.length == 0;
    }

    /**
     * The task {@code thread} was running at the instant, the innermost if they nest, or {@link
     * TaskTable#NONE}.
     */
    int openAt(int thread, long nanos) {
        int from = first[thread];
        int to = first[thread + 1];
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (tasks.startNanos(ordered[middle]) <= nanos) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        for (int i = from - 1; i >= first[thread] && latestEnd[i] > nanos; i--) {
            if (tasks.endNanos(ordered[i]) > nanos) {
                return ordered[i];
            }
        }
        return TaskTable.NONE;
    }
}
