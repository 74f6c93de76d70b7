package dev.holdup.boot;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * Way from carriers to the thread that writes events. A carrier must not commit an event itself:
 * JDK 25 drops it in silence. Many writers, one reader, no lock, no allocation; when it is full,
 * what comes is dropped and counted.
 *
 * <pre>
 *   TURN[i]        whose turn slot i is, less i: position = the writer's, position + 1 = the
 *                  reader's; so that a new ring is all zeros
 *   WORDS[8i ..]   [ kind | reason ][ thread ][ carrier or readier ][ start ][ length ][ queued ]
 *   STACKS[i]      stack of the virtual thread, null if not taken
 * </pre>
 */
final class VirtualRing {
    static final int KIND = 0;
    static final int REASON = 1;
    static final int THREAD = 2;
    static final int OTHER = 3;
    static final int START = 4;
    static final int LENGTH = 5;
    static final int QUEUED = 6;

    /** Words of one entry. */
    static final int WORDS_EACH = 8;

    private static final int TRIES = 64;
    private static final int CAPACITY = VirtualThreads.exist() ? 1 << 14 : 2;
    private static final AtomicLongArray TURN = new AtomicLongArray(CAPACITY);
    private static final long[] WORDS = new long[CAPACITY * WORDS_EACH];
    private static final @Nullable Object[] STACKS = new Object[CAPACITY];
    private static final AtomicLong TAIL = new AtomicLong();

    /** Next position to read; only the reader touches it. */
    private static long head;

    private VirtualRing() {}

    /** Adds an entry; false if there is no room. */
    static boolean offer(
            int kind,
            int reason,
            long thread,
            long other,
            long startNanos,
            long lengthNanos,
            long queuedNanos,
            @Nullable Object stack) {
        for (int i = 0; i < TRIES; i++) {
            long position = TAIL.get();
            int index = (int) position & (CAPACITY - 1);
            long turn = TURN.getAcquire(index) + index;
            if (turn < position) {
                return false;
            }
            if (turn == position && TAIL.compareAndSet(position, position + 1)) {
                int base = index * WORDS_EACH;
                WORDS[base + KIND] = kind;
                WORDS[base + REASON] = reason;
                WORDS[base + THREAD] = thread;
                WORDS[base + OTHER] = other;
                WORDS[base + START] = startNanos;
                WORDS[base + LENGTH] = lengthNanos;
                WORDS[base + QUEUED] = queuedNanos;
                STACKS[index] = stack;
                TURN.setRelease(index, position + 1 - index);
                return true;
            }
        }
        return false;
    }

    /**
     * Takes the oldest entry. One reader at a time.
     *
     * @param words receives the words of the entry
     * @param stack receives the stack in its first element
     * @return false if there is none
     */
    static boolean poll(long[] words, @Nullable Object[] stack) {
        int index = (int) head & (CAPACITY - 1);
        if (TURN.getAcquire(index) + index != head + 1) {
            return false;
        }
        System.arraycopy(WORDS, index * WORDS_EACH, words, 0, WORDS_EACH);
        stack[0] = STACKS[index];
        STACKS[index] = null;
        TURN.setRelease(index, head + CAPACITY - index);
        head++;
        return true;
    }
}
