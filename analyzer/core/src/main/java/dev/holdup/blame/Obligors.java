package dev.holdup.blame;

import dev.holdup.base.SortByKey;
import dev.holdup.model.ResourceTable;
import dev.holdup.model.TaskTable;
import dev.holdup.model.ThreadTable;
import dev.holdup.model.Trace;
import dev.holdup.model.WaitTable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Who is known to owe a wait its end (blame.md 2.5, rule 4): a task, or a thread being joined. */
final class Obligors {
    private final Trace trace;
    private final RowsByKey tasksByResult;
    private final TaskIntervals tasksByWorker;
    private final Map<Long, int[]> threadsById = new HashMap<>();

    Obligors(Trace trace, TaskIntervals tasksByWorker) {
        this.trace = trace;
        this.tasksByWorker = tasksByWorker;
        TaskTable tasks = trace.tasks();
        int[] rows = RowsByKey.allRows(tasks.size());
        long[] submits = new long[rows.length];
        for (int task = 0; task < rows.length; task++) {
            submits[task] = tasks.submitNanos(task);
        }
        SortByKey.sort(rows, submits);
        tasksByResult = RowsByKey.group(rows, trace.resources().size(), tasks::result);
        ThreadTable threads = trace.threads();
        for (int thread = 0; thread < threads.size(); thread++) {
            long id = threads.javaThreadId(thread);
            if (id != 0) {
                int[] others = threadsById.get(id);
                threadsById.put(id, others == null ? new int[] {thread} : append(others, thread));
            }
        }
    }

    private static int[] append(int[] all, int row) {
        int[] more = Arrays.copyOf(all, all.length + 1);
        more[all.length] = row;
        return more;
    }

    /**
     * The task whose result the wait is for, or NONE if not known: the last submitted by its end.
     */
    int taskOf(int wait) {
        int resource = trace.waits().resource(wait);
        if (resource == ResourceTable.NONE) {
            return TaskTable.NONE;
        }
        for (int index = tasksByResult.end(resource) - 1;
                index >= tasksByResult.first(resource);
                index--) {
            int task = tasksByResult.row(index);
            if (trace.tasks().submitNanos(task) <= trace.waits().endNanos(wait)) {
                return task;
            }
        }
        return TaskTable.NONE;
    }

    /** The task within which the act of a waker edge happened, or NONE. */
    int taskOfAct(int waker, long actNanos) {
        return tasksByWorker.openAt(waker, actNanos - 1);
    }

    /** The thread being joined, or NONE: of those that shared the id the last one alive then. */
    int joined(int wait) {
        WaitTable waits = trace.waits();
        int resource = waits.resource(wait);
        if (resource == ResourceTable.NONE
                || trace.resources().kind(resource) != ResourceTable.Kind.THREAD) {
            return ThreadTable.NONE;
        }
        int[] rows = threadsById.get(trace.resources().identity(resource));
        int found = ThreadTable.NONE;
        if (rows == null) {
            return found;
        }
        ThreadTable threads = trace.threads();
        for (int row : rows) {
            boolean alive =
                    threads.startNanos(row) <= waits.endNanos(wait)
                            && threads.endNanos(row) >= waits.startNanos(wait);
            if (alive
                    && (found == ThreadTable.NONE
                            || threads.startNanos(row) > threads.startNanos(found))) {
                found = row;
            }
        }
        return found;
    }
}
