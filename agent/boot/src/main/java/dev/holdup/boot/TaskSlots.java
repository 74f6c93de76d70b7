package dev.holdup.boot;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * Tasks between submission and end, known by number only (identity hash, or id of their thread), so
 * that no task is kept alive. The keys lie together, so that looking at all places a task can have
 * touches one or two lines of the cache; five more words per task.
 *
 * <pre>
 *   KEYS[i]   [ number, 0 = free, -1 = being written or running ]
 *   SUBMIT    [ nanoTime of the submission, or when it was due; 0 = not known ]
 *   SUBMITTER [ thread id, 0 = not known ]
 *   LENGTH    [ length of the queue it entered, -1 = not known, less = see flags ]
 *   EXECUTOR  [ identity of the executor, 0 = not known ]
 *   START     [ nanoTime at which it began to run ]
 * </pre>
 *
 * A task that is dropped from its queue leaves its slot behind, which is taken over after {@link
 * #STALE_NANOS}. When there is no place for a new task, the new one is not recorded.
 */
final class TaskSlots {
    /** Returned for "no slot". */
    static final int NONE = -1;

    private static final int SUBMIT = 0;
    private static final int SUBMITTER = 1;
    private static final int LENGTH = 2;
    private static final int EXECUTOR = 3;
    private static final int START = 4;
    private static final int STRIDE = 5;

    private static final int PROBES = 8;
    private static final int SHIFT = 32;
    private static final long BUSY = -1;
    private static final long STALE_NANOS = 600_000_000_000L;

    private final int mask;
    private final boolean isCounted;
    private final AtomicLongArray keys;
    private final AtomicLongArray words;
    private final @Nullable Class<?>[] classes;
    private final AtomicLong queued = new AtomicLong();

    /** True if a slot was taken since the last {@link #clear}. Never taken back by a claim. */
    private boolean isUsed;

    /**
     * Room for so many tasks.
     *
     * @param isCounted true if {@link #isEmpty} is going to be asked; counting costs every task two
     *     writes to a word that all processors share
     */
    TaskSlots(int size, boolean isCounted) {
        mask = size - 1;
        this.isCounted = isCounted;
        keys = new AtomicLongArray(size);
        words = new AtomicLongArray(size * STRIDE);
        classes = new Class<?>[size];
    }

    /** True if no task is waiting, or none that could be told from others. */
    boolean isEmpty() {
        return queued.get() <= 0;
    }

    /** Notes a submission; false if there is no place. */
    boolean add(long key, long submitNanos, long submitter, int length, long executor) {
        int slot = claim(key, submitNanos);
        if (slot == NONE) {
            return false;
        }
        int base = slot * STRIDE;
        words.setPlain(base + SUBMIT, submitNanos);
        words.setPlain(base + SUBMITTER, submitter);
        words.setPlain(base + LENGTH, length);
        words.setPlain(base + EXECUTOR, executor);
        if (isCounted) {
            queued.incrementAndGet();
        }
        keys.setRelease(slot, key);
        return true;
    }

    /**
     * Takes the oldest task with this number out of the waiting ones; its slot stays until {@link
     * #free}.
     */
    int take(long key) {
        int start = start(key);
        int oldest = NONE;
        for (int i = 0; i < PROBES; i++) {
            int slot = (start + i) & mask;
            if (keys.getAcquire(slot) == key
                    && (oldest == NONE || submitNanos(slot) - submitNanos(oldest) < 0)) {
                oldest = slot;
            }
        }
        if (oldest == NONE || !keys.compareAndSet(oldest, key, BUSY)) {
            return NONE;
        }
        uncount();
        return oldest;
    }

    private void uncount() {
        if (isCounted) {
            queued.decrementAndGet();
        }
    }

    /** A slot for a task whose submission was not seen, {@link #NONE} if there is no place. */
    int takeUnseen(long key, long nowNanos) {
        int slot = claim(key, nowNanos);
        if (slot != NONE) {
            int base = slot * STRIDE;
            words.setPlain(base + SUBMIT, 0);
            words.setPlain(base + SUBMITTER, 0);
            words.setPlain(base + LENGTH, -1);
            words.setPlain(base + EXECUTOR, 0);
        }
        return slot;
    }

    /** Forgets a task that will not run. */
    void forget(long key) {
        int slot = take(key);
        if (slot != NONE) {
            free(slot);
        }
    }

    /** Notes that the task of a taken slot begins to run. */
    void begin(int slot, long startNanos, @Nullable Class<?> taskClass) {
        words.setPlain(slot * STRIDE + START, startNanos);
        classes[slot] = taskClass;
    }

    /** Corrects when the task could have run. */
    void setSubmitNanos(int slot, long submitNanos) {
        words.setPlain(slot * STRIDE + SUBMIT, submitNanos);
    }

    /** Ends the use of a taken slot. */
    void free(int slot) {
        classes[slot] = null;
        keys.setRelease(slot, 0);
    }

    long submitNanos(int slot) {
        return words.getPlain(slot * STRIDE + SUBMIT);
    }

    long submitter(int slot) {
        return words.getPlain(slot * STRIDE + SUBMITTER);
    }

    int length(int slot) {
        return (int) words.getPlain(slot * STRIDE + LENGTH);
    }

    long executor(int slot) {
        return words.getPlain(slot * STRIDE + EXECUTOR);
    }

    long startNanos(int slot) {
        return words.getPlain(slot * STRIDE + START);
    }

    @Nullable Class<?> taskClass(int slot) {
        return classes[slot];
    }

    /** Forgets all tasks. Not to be called while hooks record. */
    void clear() {
        // While the program starts the loop would run in the interpreter, for tens of milliseconds.
        if (!isUsed) {
            return;
        }
        isUsed = false;
        for (int slot = 0; slot <= mask; slot++) {
            free(slot);
        }
        queued.set(0);
    }

    boolean isUsed() {
        return isUsed;
    }

    /** After a warm-up that has freed what it took: there is nothing to clear. */
    void markClear() {
        isUsed = false;
        queued.set(0);
    }

    private int claim(long key, long nowNanos) {
        if (!isUsed) {
            isUsed = true;
        }
        int start = start(key);
        for (int i = 0; i < PROBES; i++) {
            int slot = (start + i) & mask;
            if (keys.getOpaque(slot) == 0 && keys.compareAndSet(slot, 0, BUSY)) {
                return slot;
            }
        }
        for (int i = 0; i < PROBES; i++) {
            int slot = (start + i) & mask;
            long found = keys.getAcquire(slot);
            if (found > 0
                    && nowNanos - submitNanos(slot) > STALE_NANOS
                    && keys.compareAndSet(slot, found, BUSY)) {
                uncount();
                return slot;
            }
        }
        return NONE;
    }

    private int start(long key) {
        return (int) ((key * 0x9E3779B97F4A7C15L) >>> SHIFT) & mask;
    }
}
