package dev.holdup.boot;

import org.jspecify.annotations.Nullable;

/** Hooks of the executor that starts a thread for each task. */
public final class ThreadTaskHooks {
    private static final String EXECUTOR = "java.util.concurrent.ThreadPerTaskExecutor";
    private static final @Nullable Class<?> CLASS = JdkFields.find(EXECUTOR);
    private static final @Nullable Class<?> RUNNER = JdkFields.find(EXECUTOR.concat("$TaskRunner"));
    private static final @Nullable Class<?> FUTURE =
            JdkFields.find(EXECUTOR.concat("$ThreadBoundFuture"));
    private static final long OF_RUNNER = JdkFields.offset(RUNNER, "executor");
    private static final long OF_FUTURE = JdkFields.offset(FUTURE, "executor");

    private static final TaskSlots SLOTS = new TaskSlots(CLASS == null ? 1 : 1 << 15, false);

    private ThreadTaskHooks() {}

    /** A thread is about to be started for a task; 1 if that was noted. */
    public static long start(Object executor, @Nullable Object thread) {
        if (!Switch.armed || !(thread instanceof Thread started)) {
            return 0;
        }
        if (SLOTS.add(
                JdkFields.threadId(started),
                System.nanoTime(),
                JdkFields.threadId(Thread.currentThread()),
                0,
                JdkFields.identity(executor))) {
            return 1;
        }
        Losses.lost(Kinds.TASK, Losses.SLOT, 0);
        return 0;
    }

    /** The thread could not be started. */
    public static void started(long noted, @Nullable Object thread, @Nullable Throwable thrown) {
        if (noted != 0 && thrown != null && thread instanceof Thread failed) {
            SLOTS.forget(JdkFields.threadId(failed));
        }
    }

    /** The task begins; slot plus one if its submission was noted, else 0. */
    public static long begin(Object task) {
        if (!Switch.armed) {
            return 0;
        }
        int slot = SLOTS.take(JdkFields.threadId(Thread.currentThread()));
        if (slot == TaskSlots.NONE) {
            return 0;
        }
        SLOTS.begin(slot, System.nanoTime(), TaskParts.taskClass(task));
        return slot + 1L;
    }

    /** The task is over. */
    public static void end(long begun, Object task) {
        if (begun == 0) {
            return;
        }
        int slot = (int) begun - 1;
        if (Switch.armed) {
            Object executor = null;
            if (task.getClass() == RUNNER) {
                executor = JdkFields.reference(task, OF_RUNNER);
            } else if (task.getClass() == FUTURE) {
                executor = JdkFields.reference(task, OF_FUTURE);
            }
            Class<?> type = executor == null ? CLASS : executor.getClass();
            TaskRecorder.record(SLOTS, slot, type, SLOTS.executor(slot));
        }
        SLOTS.free(slot);
    }

    /** Runs every hook once. */
    static void warmUp() {
        Thread thread = Thread.currentThread();
        Object executor = new Object();
        started(start(executor, thread), thread, new RuntimeException());
        start(executor, thread);
        end(begin(executor), executor);
        SLOTS.markClear();
    }

    /** Forgets what was seen before, for a new start. Not to be called while hooks record. */
    public static void reset() {
        SLOTS.clear();
    }
}
