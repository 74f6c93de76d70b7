package dev.holdup.boot;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import org.jspecify.annotations.Nullable;

/**
 * Hooks of {@link ForkJoinPool}, through which the stages of a {@code CompletableFuture} go too.
 * Tasks are noted where they are handed to a pool; what tasks fork among themselves is not, and the
 * pool that carries virtual threads is left out.
 */
public final class ForkJoinHooks {
    private static final @Nullable Class<?> CARRIER =
            JdkFields.find("jdk.internal.misc.CarrierThread");

    private static final TaskSlots SLOTS = new TaskSlots(1 << 14, true);

    private ForkJoinHooks() {}

    /** A task is handed to the pool; 1 if that was noted. */
    public static long submit(Object pool, @Nullable Object task) {
        if (!Switch.armed || task == null || VirtualThreads.isCarriers(pool)) {
            return 0;
        }
        int length =
                pool instanceof ForkJoinPool forkJoin ? forkJoin.getQueuedSubmissionCount() : -1;
        long submitter = JdkFields.threadId(Thread.currentThread());
        if (SLOTS.add(
                JdkFields.identity(task),
                System.nanoTime(),
                submitter,
                length,
                JdkFields.identity(pool))) {
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

    /** A task begins to run; slot plus one if it was noted, else 0. */
    public static long begin(Object task) {
        if (!Switch.armed || SLOTS.isEmpty() || Thread.currentThread().getClass() == CARRIER) {
            return 0;
        }
        int slot = SLOTS.take(JdkFields.identity(task));
        if (slot == TaskSlots.NONE) {
            return 0;
        }
        SLOTS.begin(slot, System.nanoTime(), TaskParts.taskClass(task));
        return slot + 1L;
    }

    /** A task has run. */
    public static void end(long begun) {
        if (begun == 0) {
            return;
        }
        int slot = (int) begun - 1;
        if (Switch.armed) {
            Class<?> pool = ForkJoinPool.class;
            if (Thread.currentThread() instanceof ForkJoinWorkerThread worker) {
                pool = worker.getPool().getClass();
            }
            TaskRecorder.record(SLOTS, slot, pool, SLOTS.executor(slot));
        }
        SLOTS.free(slot);
    }

    /** Runs every hook once. */
    static void warmUp() {
        Object task = new Object();
        Object pool = new Object();
        submitted(submit(pool, task), task, new RuntimeException());
        submit(pool, task);
        end(begin(task));
        SLOTS.markClear();
    }

    /** Forgets what was seen before, for a new start. Not to be called while hooks record. */
    public static void reset() {
        SLOTS.clear();
    }
}
