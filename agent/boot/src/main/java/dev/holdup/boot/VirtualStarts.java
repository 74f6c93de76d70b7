package dev.holdup.boot;

import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * Starts of virtual threads, added up by creator and class of the task, which stand for the place
 * in the code: a start writes an event with its stack if the last one was some milliseconds ago, or
 * their number has doubled, so that rare starts are all told of and numerous ones counted. What is
 * left over is written when a chunk ends, without the place: the stack is then that of {@link
 * #flush}.
 *
 * <pre>
 *   KEY     [ mixed from creator and class, 0 = free     ]
 *   COUNT   [ starts not written yet                     ]
 *   WRITTEN [ nanoTime of the last event                 ]
 *   CREATOR [ thread id, 0 = several virtual threads     ]
 *   LAST    [ number in the last event                   ]
 * </pre>
 */
public final class VirtualStarts {
    private static final int KEY = 0;
    private static final int COUNT = 1;
    private static final int WRITTEN = 2;
    private static final int CREATOR = 3;
    private static final int LAST = 4;
    private static final int STRIDE = 8;
    private static final int SIZE = VirtualThreads.exist() ? 1 << 10 : 1;
    private static final int PROBES = 8;
    private static final long EVERY_NANOS = 16_000_000;

    private static final @Nullable Class<?> TARGET =
            JdkFields.find("java.lang.VirtualThread$VThreadContinuation$1");
    private static final long CONT =
            JdkFields.offset(JdkFields.find("java.lang.VirtualThread"), "cont");
    private static final long RUNS =
            JdkFields.offset(JdkFields.find("jdk.internal.vm.Continuation"), "target");
    private static final long TASK = JdkFields.offset(TARGET, "val$task");

    private static final AtomicLongArray SLOTS = new AtomicLongArray(SIZE * STRIDE);

    /** True if a start was counted since the last {@link #reset}. */
    private static boolean isUsed;

    private VirtualStarts() {}

    /** Counts the start of this virtual thread by the current thread. */
    static void count(Object thread, long nowNanos) {
        Thread current = Thread.currentThread();
        boolean isPlatform = !VirtualThreads.isVirtual(current);
        long creator = isPlatform ? JdkFields.threadId(current) : 0;
        Object task = VirtualThreads.isVirtual(thread) ? task(thread) : null;
        Class<?> type = TaskParts.taskClass(task);
        long key = (JdkFields.identity(type) << 32) ^ (creator * 0x9E3779B97F4A7C15L);
        key = key == 0 ? 1 : key;
        int base = slot(key, creator);
        if (base < 0) {
            Losses.lost(Kinds.VIRTUAL_STARTS, Losses.SLOT, 0);
            return;
        }
        if (!isUsed) {
            isUsed = true;
        }
        long waiting = SLOTS.incrementAndGet(base + COUNT);
        long written = SLOTS.get(base + WRITTEN);
        boolean isDue = waiting >= 2 * SLOTS.get(base + LAST) || nowNanos - written >= EVERY_NANOS;
        if (isDue && SLOTS.compareAndSet(base + WRITTEN, written, nowNanos | 1)) {
            write(base, JdkFields.threadId(current), JdkFields.threadId((Thread) thread), nowNanos);
        }
    }

    private static int slot(long key, long creator) {
        int start = ((int) (key ^ (key >>> 32)) * 0x9E3779B1) >>> 8;
        for (int i = 0; i < PROBES; i++) {
            int base = ((start + i) & (SIZE - 1)) * STRIDE;
            long found = SLOTS.get(base + KEY);
            if (found == key) {
                return base;
            }
            if (found == 0 && SLOTS.compareAndSet(base + KEY, 0, key)) {
                SLOTS.set(base + CREATOR, creator);
                return base;
            }
            if (found == 0 && SLOTS.get(base + KEY) == key) {
                return base;
            }
        }
        return -1;
    }

    private static void write(int base, long current, long thread, long nowNanos) {
        int gate = Gate.open(Kinds.VIRTUAL_STARTS, TaskRecorder.SEEN, 0, nowNanos);
        if (gate < 0) {
            return;
        }
        try {
            commit(base, current, thread);
            Gate.close(gate, Kinds.VIRTUAL_STARTS);
        } catch (Throwable failure) {
            Gate.fail(gate, Kinds.VIRTUAL_STARTS, failure);
        }
    }

    private static void commit(int base, long current, long thread) {
        long count = SLOTS.getAndSet(base + COUNT, 0);
        if (count > 0) {
            SLOTS.set(base + LAST, count);
            long creator = SLOTS.get(base + CREATOR);
            VirtualStartsEvent event = new VirtualStartsEvent();
            event.creator = creator == 0 && count == 1 ? current : creator;
            event.count = count;
            event.thread = thread;
            event.commit();
        }
    }

    /** Writes what is not written yet; the stack of these events is that of the writer. */
    public static void flush() {
        for (int slot = 0; slot < SIZE; slot++) {
            if (SLOTS.get(slot * STRIDE + COUNT) > 0) {
                commit(slot * STRIDE, 0, 0);
                Losses.recorded(Kinds.VIRTUAL_STARTS);
            }
        }
    }

    /** Forgets what was counted, for a new start. Not to be called while hooks record. */
    static void reset() {
        if (!isUsed) {
            return;
        }
        isUsed = false;
        for (int i = 0; i < SIZE * STRIDE; i++) {
            SLOTS.set(i, 0);
        }
    }

    /** What the virtual thread is to run, null if this JDK hides it elsewhere. */
    private static @Nullable Object task(Object thread) {
        if (CONT < 0 || RUNS < 0 || TASK < 0 || TARGET == null) {
            return null;
        }
        Object continuation = JdkFields.reference(thread, CONT);
        Object target = continuation == null ? null : JdkFields.reference(continuation, RUNS);
        return target == null || target.getClass() != TARGET
                ? null
                : JdkFields.reference(target, TASK);
    }
}
