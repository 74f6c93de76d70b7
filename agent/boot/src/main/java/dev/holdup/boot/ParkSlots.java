package dev.holdup.boot;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Who is parked since when, in one word per slot, so that the waker can tell in a few nanoseconds
 * whether the thread it wakes has waited long enough to be worth an event.
 *
 * <pre>
 *   slot index = bits 63..48 of (thread id * golden ratio)
 *   word       = [ tag: bits 47..32 of the same hash : 16 ][ nanoTime of the park / 64 : 48 ]
 *   0          = nobody parked here
 * </pre>
 *
 * Two parked threads with one slot: the later overwrites the earlier, whose waker is then not
 * recorded; the parker notices when it clears its slot and counts the loss.
 */
final class ParkSlots {
    /** Returned by {@link #clear}: the word was still there, so no waker has claimed the park. */
    static final int UNCLAIMED = 0;

    /** Returned by {@link #clear}: a waker has claimed the park. */
    static final int CLAIMED = 1;

    /** Returned by {@link #clear}: another thread has taken the slot. */
    static final int TAKEN = 2;

    private static final int TIME_SHIFT = 6;
    private static final long TIME_MASK = (1L << 48) - 1;
    private static final AtomicLongArray SLOTS = new AtomicLongArray(1 << 16);

    private ParkSlots() {}

    /** Notes that this thread parks now. */
    static void park(long thread, long nowNanos) {
        long hash = hash(thread);
        SLOTS.lazySet(index(thread), word(hash, nowNanos));
    }

    /** Ends what {@link #park} with the same arguments began. */
    static int clear(long thread, long parkNanos) {
        long hash = hash(thread);
        int index = index(thread);
        long word = word(hash, parkNanos);
        long found = SLOTS.get(index);
        if (found == word && SLOTS.compareAndSet(index, word, 0)) {
            return UNCLAIMED;
        }
        found = SLOTS.get(index);
        return found == 0 ? CLAIMED : TAKEN;
    }

    /**
     * Word of the park of this thread, 0 if it is not parked. To be given to {@link #waitedNanos}
     * and {@link #claim}.
     */
    static long find(long thread) {
        long hash = hash(thread);
        long found = SLOTS.get(index(thread));
        return found >>> 48 == (hash >>> 32 & 0xFFFF) ? found : 0;
    }

    /** How long the park with this word has lasted, to 64 ns. */
    static long waitedNanos(long word, long nowNanos) {
        long ticks = ((nowNanos >>> TIME_SHIFT) - word) & TIME_MASK;
        return ticks << TIME_SHIFT;
    }

    /** True for exactly one of the threads that try to claim this park of this thread. */
    static boolean claim(long thread, long word) {
        return SLOTS.compareAndSet(index(thread), word, 0);
    }

    private static long hash(long thread) {
        return thread * 0x9E3779B97F4A7C15L;
    }

    /** Slot of this thread. */
    static int index(long thread) {
        return (int) (hash(thread) >>> 48);
    }

    private static long word(long hash, long nanos) {
        long word = (hash >>> 32 & 0xFFFF) << 48 | (nanos >>> TIME_SHIFT & TIME_MASK);
        return word == 0 ? 1 : word;
    }
}
