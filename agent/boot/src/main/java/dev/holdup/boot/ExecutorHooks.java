package dev.holdup.boot;

import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * Hooks of {@link ThreadPoolExecutor} and its scheduled kin. A task begins when its worker gets it
 * and ends when the worker asks for the next one or goes away, since between there is no method of
 * the pool that every task passes.
 */
public final class ExecutorHooks {
    private static final String POOL = "java.util.concurrent.ThreadPoolExecutor";
    private static final @Nullable Class<?> WORKER = JdkFields.find(POOL.concat("$Worker"));
    private static final @Nullable Class<?> SCHEDULED =
            JdkFields.find("java.util.concurrent.ScheduledThreadPoolExecutor$ScheduledFutureTask");
    private static final long QUEUE = JdkFields.offset(ThreadPoolExecutor.class, "workQueue");
    private static final long FIRST_TASK = JdkFields.offset(WORKER, "firstTask");
    private static final long DUE = JdkFields.offset(SCHEDULED, "time");
    private static final long PERIOD = JdkFields.offset(SCHEDULED, "period");

    /** In the place of a queue's length: a delayed task, whose queue also holds the far future. */
    private static final int DELAYED = -2;

    private static final TaskSlots SLOTS = new TaskSlots(1 << 15, false);

    /** What each worker runs: pairs of thread id and slot. */
    private static final int WORKERS = 1 << 12;

    private static final int PROBES = 8;
    private static final AtomicLongArray RUNNING = new AtomicLongArray(2 * WORKERS);

    private ExecutorHooks() {}

    /** A task is handed to the pool; 1 if that was noted. */
    public static long submit(Object pool, @Nullable Object task) {
        if (!Switch.armed || task == null) {
            return 0;
        }
        int length = TaskParts.length(JdkFields.reference(pool, QUEUE));
        return note(pool, task, length);
    }

    /** A task is handed to a scheduled pool, to run when it is due; 1 if that was noted. */
    public static long schedule(Object pool, @Nullable Object task) {
        return !Switch.armed || task == null ? 0 : note(pool, task, DELAYED);
    }

    private static long note(Object pool, Object task, int length) {
        long submitter = JdkFields.threadId(Thread.currentThread());
        long executor = JdkFields.identity(pool);
        if (SLOTS.add(JdkFields.identity(task), System.nanoTime(), submitter, length, executor)) {
            return 1;
        }
        Losses.lost(Kinds.TASK, Losses.SLOT, 0);
        return 0;
    }

    /** The pool did not take the task. */
    public static void submitted(long noted, @Nullable Object task, @Nullable Throwable thrown) {
        if (noted != 0 && thrown != null) {
            SLOTS.forget(JdkFields.identity(task));
        }
    }

    /** The pool gives the task back to its submitter, who may run it or drop it. */
    public static long reject(@Nullable Object task) {
        if (Switch.armed) {
            SLOTS.forget(JdkFields.identity(task));
        }
        return 0;
    }

    /** Has nothing to do: a hook needs an end. */
    public static void nothing() {}

    /** A worker begins its life, often with a task it was made for. */
    public static long workerBegins(@Nullable Object worker) {
        if (Switch.armed && worker != null) {
            Object task = JdkFields.reference(worker, FIRST_TASK);
            if (task != null) {
                begin(task);
            }
        }
        return 0;
    }

    /** A worker has got a task. */
    public static void gotTask(@Nullable Object task) {
        if (task != null && Switch.armed) {
            begin(task);
        }
    }

    private static void begin(Object task) {
        long now = System.nanoTime();
        long key = JdkFields.identity(task);
        int slot = SLOTS.take(key);
        if (slot == TaskSlots.NONE) {
            slot = SLOTS.takeUnseen(key, now);
        }
        if (slot == TaskSlots.NONE) {
            Losses.lost(Kinds.TASK, Losses.SLOT, 0);
            return;
        }
        if (task.getClass() == SCHEDULED && DUE >= 0) {
            long submitter = SLOTS.submitter(slot);
            long executor = SLOTS.executor(slot);
            SLOTS.setSubmitNanos(slot, JdkFields.number(task, DUE));
            if (PERIOD >= 0 && JdkFields.number(task, PERIOD) != 0) {
                // Its next run belongs to the same submitter.
                SLOTS.add(key, now, submitter, DELAYED, executor);
            }
        } else if (SLOTS.length(slot) == DELAYED) {
            // Decorated by the application: when it was due cannot be seen.
            SLOTS.setSubmitNanos(slot, 0);
        }
        SLOTS.begin(slot, now, TaskParts.taskClass(task));
        if (!enter(JdkFields.threadId(Thread.currentThread()), slot)) {
            SLOTS.free(slot);
            Losses.lost(Kinds.TASK, Losses.SLOT, 0);
        }
    }

    /** The worker's task, if it had one, is over. */
    public static long endTask(Object pool) {
        if (!Switch.armed) {
            return 0;
        }
        int slot = leave(JdkFields.threadId(Thread.currentThread()));
        if (slot != TaskSlots.NONE) {
            TaskRecorder.record(SLOTS, slot, pool.getClass(), JdkFields.identity(pool));
            SLOTS.free(slot);
        }
        return 0;
    }

    /** The worker is gone. */
    public static void workerEnds(Object pool) {
        endTask(pool);
    }

    private static boolean enter(long thread, int slot) {
        int start = (int) thread & (WORKERS - 1);
        for (int i = 0; i < PROBES; i++) {
            int index = 2 * ((start + i) & (WORKERS - 1));
            if (RUNNING.getOpaque(index) == 0 && RUNNING.compareAndSet(index, 0, thread)) {
                RUNNING.setPlain(index + 1, slot);
                return true;
            }
        }
        return false;
    }

    private static int leave(long thread) {
        int start = (int) thread & (WORKERS - 1);
        for (int i = 0; i < PROBES; i++) {
            int index = 2 * ((start + i) & (WORKERS - 1));
            if (RUNNING.getOpaque(index) == thread) {
                int slot = (int) RUNNING.getPlain(index + 1);
                RUNNING.setRelease(index, 0);
                return slot;
            }
        }
        return TaskSlots.NONE;
    }

    /** Runs every hook once. */
    static void warmUp() {
        Object pool = new Object();
        Object task = new Object();
        submitted(note(pool, task, 0), task, new RuntimeException());
        submit(ThreadPoolExecutor.class, null);
        schedule(pool, task);
        reject(task);
        workerBegins(null);
        gotTask(task);
        endTask(pool);
        nothing();
        TaskParts.length(new java.util.concurrent.LinkedBlockingQueue<Object>());
        TaskRecorder.warmUp();
        SLOTS.markClear();
    }

    /** Forgets what was seen before, for a new start. Not to be called while hooks record. */
    public static void reset() {
        if (SLOTS.isUsed()) {
            SLOTS.clear();
            for (int i = 0; i < 2 * WORKERS; i++) {
                RUNNING.setOpaque(i, 0);
            }
        }
    }
}
