package dev.holdup.boot;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What is inside the executors of the JDK: the user's task in its wrappers, the queue's length. */
final class TaskParts {
    private static final String PACKAGE = "java.util.concurrent.";

    /** Wrappers of the JDK and the field that holds what they run, one pair after the other. */
    private static final String[] WRAPPERS = {
        "Executors$RunnableAdapter", "task",
        "ThreadPerTaskExecutor$TaskRunner", "task",
        "CompletableFuture$AsyncSupply", "fn",
        "CompletableFuture$AsyncRun", "fn",
        "CompletableFuture$UniApply", "fn",
        "CompletableFuture$UniAccept", "fn",
        "CompletableFuture$UniRun", "fn",
        "CompletableFuture$UniWhenComplete", "fn",
        "CompletableFuture$UniHandle", "fn",
        "CompletableFuture$UniCompose", "fn",
        "CompletableFuture$UniExceptionally", "fn",
        "CompletableFuture$BiApply", "fn",
        "CompletableFuture$BiAccept", "fn",
        "CompletableFuture$BiRun", "fn",
        "CompletableFuture$OrApply", "fn",
        "CompletableFuture$OrAccept", "fn",
        "CompletableFuture$OrRun", "fn",
        "ForkJoinTask$RunnableExecuteAction", "runnable",
        "ForkJoinTask$AdaptedRunnableAction", "runnable",
        "ForkJoinTask$AdaptedRunnable", "runnable",
        "ForkJoinTask$AdaptedInterruptibleRunnable", "runnable",
        "ForkJoinTask$AdaptedCallable", "callable",
        "ForkJoinTask$AdaptedInterruptibleCallable", "callable",
    };

    private static final int COUNT = WRAPPERS.length / 2;
    private static final int MAX_DEPTH = 4;
    private static final @Nullable Class<?>[] CLASSES = new Class<?>[COUNT];
    private static final long[] OFFSETS = new long[COUNT];

    private static final long CALLABLE = JdkFields.offset(FutureTask.class, "callable");

    private static final @Nullable Class<?> DELAYED_QUEUE =
            JdkFields.find("java.util.concurrent.ScheduledThreadPoolExecutor$DelayedWorkQueue");
    private static final long LINKED_COUNT = JdkFields.offset(LinkedBlockingQueue.class, "count");
    private static final long ARRAY_COUNT = JdkFields.offset(ArrayBlockingQueue.class, "count");
    private static final long PRIORITY_SIZE = JdkFields.offset(PriorityBlockingQueue.class, "size");
    private static final long DEQUE_COUNT = JdkFields.offset(LinkedBlockingDeque.class, "count");
    private static final long DELAYED_SIZE = JdkFields.offset(DELAYED_QUEUE, "size");

    static {
        for (int i = 0; i < COUNT; i++) {
            Class<?> wrapper = JdkFields.find(PACKAGE.concat(WRAPPERS[2 * i]));
            CLASSES[i] = wrapper;
            OFFSETS[i] = JdkFields.offset(wrapper, WRAPPERS[2 * i + 1]);
        }
    }

    /**
     * Classes of the boot loader, which are never unloaded, that were found to be no wrappers, each
     * at a place given by its hash: most of the work of {@link #taskClass} is to find that out.
     */
    private static final @Nullable Class<?>[] PLAIN = new Class<?>[64];

    private TaskParts() {}

    /** Class of what the user submitted, without the wrappers of the JDK around it. */
    static @Nullable Class<?> taskClass(@Nullable Object task) {
        Object inner = task;
        for (int depth = 0; depth < MAX_DEPTH && inner != null; depth++) {
            Object next = unwrap(inner);
            if (next == null) {
                break;
            }
            inner = next;
        }
        return inner == null ? null : inner.getClass();
    }

    private static @Nullable Object unwrap(Object task) {
        if (task instanceof FutureTask) {
            return JdkFields.reference(task, CALLABLE);
        }
        Class<?> type = task.getClass();
        // Classes of the application are no wrappers of the JDK; most tasks end here.
        if (!(task instanceof ForkJoinTask) && type.getClassLoader() != null) {
            return null;
        }
        int place = System.identityHashCode(type) & (PLAIN.length - 1);
        if (PLAIN[place] == type) {
            return null;
        }
        for (int i = 0; i < COUNT; i++) {
            if (CLASSES[i] == type) {
                return JdkFields.reference(task, OFFSETS[i]);
            }
        }
        if (type.getClassLoader() == null) {
            PLAIN[place] = type;
        }
        return null;
    }

    /**
     * Number of tasks in the queue, -1 if not known. Read from the field: the queue's own method
     * may lock.
     */
    static int length(@Nullable Object queue) {
        if (queue instanceof LinkedBlockingQueue) {
            Object count = JdkFields.reference(queue, LINKED_COUNT);
            return count instanceof AtomicInteger number ? number.get() : -1;
        }
        if (queue instanceof SynchronousQueue) {
            return 0;
        }
        if (queue instanceof ArrayBlockingQueue) {
            return read(queue, ARRAY_COUNT);
        }
        if (queue instanceof PriorityBlockingQueue) {
            return read(queue, PRIORITY_SIZE);
        }
        if (queue instanceof LinkedBlockingDeque) {
            return read(queue, DEQUE_COUNT);
        }
        if (queue != null && queue.getClass() == DELAYED_QUEUE) {
            return read(queue, DELAYED_SIZE);
        }
        return -1;
    }

    private static int read(Object queue, long offset) {
        return offset < 0 ? -1 : JdkFields.integer(queue, offset);
    }
}
