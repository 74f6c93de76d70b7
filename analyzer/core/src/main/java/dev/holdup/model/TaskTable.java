package dev.holdup.model;

import dev.holdup.base.ColumnVisitor;
import dev.holdup.base.IntColumn;
import dev.holdup.base.LongColumn;
import dev.holdup.base.TextColumn;
import java.io.IOException;

/**
 * Tasks: units of work queued during [submit, start) and run on one thread during [start, end). A
 * task that had not started when the recording ended has no worker.
 */
public final class TaskTable {
    /** No task. */
    public static final int NONE = -1;

    private final IntColumn submitters = new IntColumn();
    private final IntColumn workers = new IntColumn();
    private final LongColumn submitNanos = new LongColumn();
    private final LongColumn startNanos = new LongColumn();
    private final LongColumn endNanos = new LongColumn();
    private final IntColumn executors = new IntColumn();
    private final IntColumn results = new IntColumn(ResourceTable.NONE);
    private final IntColumn queueLengths = new IntColumn();
    private final TextColumn labels = new TextColumn();

    TaskTable() {}

    int add(
            int submitter,
            long submit,
            int worker,
            long start,
            long end,
            int executor,
            int queueLength,
            String label) {
        submitters.add(submitter);
        workers.add(worker);
        submitNanos.add(submit);
        startNanos.add(start);
        endNanos.add(end);
        executors.add(executor);
        queueLengths.add(queueLength);
        labels.add(label);
        return labels.size() - 1;
    }

    void result(int task, int resource) {
        results.set(task, resource);
    }

    /** All columns, to write them to a file and to read them back. */
    void columns(ColumnVisitor visitor) throws IOException {
        visitor.visit(submitters);
        visitor.visit(workers);
        visitor.visit(submitNanos);
        visitor.visit(startNanos);
        visitor.visit(endNanos);
        visitor.visit(executors);
        visitor.visit(results);
        visitor.visit(queueLengths);
        visitor.visit(labels);
    }

    /** True if whatever a row refers to exists; a file may claim anything. */
    boolean isSound(int threadCount, int resourceCount) {
        return submitters.isWithin(ThreadTable.NONE, threadCount - 1)
                && workers.isWithin(ThreadTable.NONE, threadCount - 1)
                && executors.isWithin(ResourceTable.NONE, resourceCount - 1)
                && results.isWithin(ResourceTable.NONE, resourceCount - 1);
    }

    public int size() {
        return labels.size();
    }

    /** The thread that submitted it, or {@link ThreadTable#NONE} if not recorded. */
    public int submitter(int task) {
        return submitters.get(task);
    }

    /** The thread that ran it, or {@link ThreadTable#NONE} if none did within the recording. */
    public int worker(int task) {
        return workers.get(task);
    }

    public long submitNanos(int task) {
        return submitNanos.get(task);
    }

    /** Start of the run; the recording's end for a task that did not start. */
    public long startNanos(int task) {
        return startNanos.get(task);
    }

    /** End of the run, exclusive; the recording's end for a task that did not end. */
    public long endNanos(int task) {
        return endNanos.get(task);
    }

    /** The executor's row in {@link ResourceTable}, or {@link ResourceTable#NONE}. */
    public int executor(int task) {
        return executors.get(task);
    }

    /**
     * The resource threads wait on for this task's result, for instance its future, or {@link
     * ResourceTable#NONE} if not recorded.
     */
    public int result(int task) {
        return results.get(task);
    }

    /** Length of the queue when the task was submitted, or -1 if not recorded. */
    public int queueLength(int task) {
        return queueLengths.get(task);
    }

    /** Class of the task, or another name a reader knows it by; empty if not recorded. */
    public String label(int task) {
        return labels.get(task);
    }
}
