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

    /** Takes over the rows of another table, which must not be used any more. */
    public void takeAll(TaskRows other, SymbolTranslation symbols) {
        symbols.translateAll(other.taskClasses);
        symbols.translateAll(other.executorClasses);
        int from = size();
        workers.takeAll(from, other.workers);
        submitters.takeAll(from, other.submitters);
        submitNanos.takeAll(from, other.submitNanos);
        startNanos.takeAll(from, other.startNanos);
        endNanos.takeAll(from, other.endNanos);
        queueLengths.takeAll(from, other.queueLengths);
        taskClasses.takeAll(from, other.taskClasses);
        executorClasses.takeAll(from, other.executorClasses);
        executorIds.takeAll(from, other.executorIds);
    }
}
