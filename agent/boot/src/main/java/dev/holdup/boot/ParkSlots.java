package dev.holdup.boot;

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
    private static final long[] SLOTS = new long[1 << 16];

    /**
     * Who woke the thread before it had waited long enough to be worth an event, and when: pairs of
     * thread id and nanoTime by slot. Written by wakers before they wake, read by the parker, which
     * may wait on for a processor long enough to be recorded after all. Two wakers at a time may
     * mix their pairs; either is a waker.
     */
    private static final long[] NOTES = new long[2 << 16];

    private ParkSlots() {}

    /** Notes who wakes this thread now. */
    static void note(long thread, long waker, long nowNanos) {
        int index = 2 * index(thread);
        NOTES[index] = waker;
        NOTES[index + 1] = nowNanos;
    }

    /**
     * Ends what {@link #park} with the same arguments began, when nobody wants to know how: without
     * the price of {@link #clear}. A waker that claims at the same time is believed.
     */
    static void forget(long thread, long parkNanos) {
        int index = index(thread);
        if (Words.get(SLOTS, index) == word(hash(thread), parkNanos)) {
            Words.set(SLOTS, index, 0);
        }
    }

    /**
     * When the thread parked, if it is parked and has done so after this time; otherwise 0. To 64
     * ns.
     */
    static long parkedAfter(long thread, long nanos) {
        long word = find(thread);
        if (word == 0) {
            return 0;
        }
        // Less than nothing comes out as nearly the whole range of a word.
        long ticks = (word - (nanos >>> TIME_SHIFT)) & TIME_MASK;
        return ticks == 0 || ticks > TIME_MASK >>> 1 ? 0 : nanos + (ticks << TIME_SHIFT);
    }

    /** Who woke this thread since it parked, without an event of its own; 0 if nobody. */
    static long notedWaker(long thread, long parkNanos) {
        int index = 2 * index(thread);
        return NOTES[index + 1] - parkNanos >= 0 ? NOTES[index] : 0;
    }

    /** When the waker that {@link #notedWaker} named did it. */
    static long notedNanos(long thread) {
        return NOTES[2 * index(thread) + 1];
    }

    /** Notes that this thread parks now. */
    static void park(long thread, long nowNanos) {
        long hash = hash(thread);
        Words.setRelease(SLOTS, index(thread), word(hash, nowNanos));
    }

    /** Ends what {@link #park} with the same arguments began. */
    static int clear(long thread, long parkNanos) {
        long hash = hash(thread);
        int index = index(thread);
        long word = word(hash, parkNanos);
        long found = Words.getAcquire(SLOTS, index);
        if (found == word && Words.replace(SLOTS, index, word, 0)) {
            return UNCLAIMED;
        }
        found = Words.getAcquire(SLOTS, index);
        return found == 0 ? CLAIMED : TAKEN;
    }

    /**
     * Word of the park of this thread, 0 if it is not parked. To be given to {@link #waitedNanos}
     * and {@link #claim}.
     */
    static long find(long thread) {
        long hash = hash(thread);
        long found = Words.getAcquire(SLOTS, index(thread));
        return found >>> 48 == (hash >>> 32 & 0xFFFF) ? found : 0;
    }

    /** How long the park with this word has lasted, to 64 ns; 0 if it began after this time. */
    static long waitedNanos(long word, long nowNanos) {
        // Less than nothing comes out as nearly the whole range of a word: the waker looked at the
        // clock before the thread parked.
        long ticks = ((nowNanos >>> TIME_SHIFT) - word) & TIME_MASK;
        return ticks > TIME_MASK >>> 1 ? 0 : ticks << TIME_SHIFT;
    }

    /** True for exactly one of the threads that try to claim this park of this thread. */
    static boolean claim(long thread, long word) {
        return Words.replace(SLOTS, index(thread), word, 0);
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
