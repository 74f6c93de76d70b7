package dev.holdup.load.event;

import dev.holdup.base.IntColumn;
import dev.holdup.base.LongColumn;

/** Tasks of executors: submitted, queued, run. */
public final class TaskRows {
    /** The thread that ran the task. */
    public final IntColumn workers = new IntColumn();

    /** The thread that submitted it, NONE if not known. */
    public final IntColumn submitters = new IntColumn();

    public final LongColumn submitNanos = new LongColumn();
    public final LongColumn startNanos = new LongColumn();
    public final LongColumn endNanos = new LongColumn();

    /** -1 if not known. */
    public final IntColumn queueLengths = new IntColumn();

    /** Symbol of the task's class. */
    public final IntColumn taskClasses = new IntColumn();

    /** Symbol of the executor's class. */
    public final IntColumn executorClasses = new IntColumn();

    public final LongColumn executorIds = new LongColumn();

    public int size() {
        return workers.size();
    }

    /** Adds a task with its times; the rest with {@link #describe}. */
    public void add(int worker, int submitter, long submit, long start, long end) {
        workers.add(worker);
        submitters.add(submitter);
        submitNanos.add(submit);
        startNanos.add(start);
        endNanos.add(end);
    }

    /** What the task last added is, and whose. */
    public void describe(int queueLength, int taskClass, int executorClass, long executorId) {
        queueLengths.add(queueLength);
        taskClasses.add(taskClass);
        executorClasses.add(executorClass);
        executorIds.add(executorId);
    }

    public void addAll(TaskRows other, SymbolTranslation symbols) {
        for (int row = 0; row < other.size(); row++) {
            add(
                    other.workers.get(row),
                    other.submitters.get(row),
                    other.submitNanos.get(row),
                    other.startNanos.get(row),
                    other.endNanos.get(row));
            describe(
                    other.queueLengths.get(row),
                    symbols.translate(other.taskClasses.get(row)),
                    symbols.translate(other.executorClasses.get(row)),
                    other.executorIds.get(row));
        }
    }
}
