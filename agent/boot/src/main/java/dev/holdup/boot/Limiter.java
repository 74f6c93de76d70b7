package dev.holdup.boot;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * At most so many events of each kind per second, with room for a burst of one second's worth.
 * Waits of {@link #LONG_WAIT_NANOS} and longer have a bucket of their own: a thread can have only
 * fifty of those a second, and they are what the user is looking for, so a flood of short waits
 * must not crowd them out.
 *
 * <p>A bucket is one word, the time at which it would be empty again (generic cell rate): no lock,
 * no allocation, one compare-and-set per event.
 */
public final class Limiter {

    /** From this length on a wait counts as long. */
    public static final long LONG_WAIT_NANOS = 20_000_000;

    private static final int TRIES = 4;
    private static final long BURST_NANOS = 1_000_000_000;

    /** Buckets {@code 2 * kind} for short waits, {@code 2 * kind + 1} for long ones. */
    private static final AtomicLongArray BUSY_UNTIL = new AtomicLongArray(2 * Kinds.COUNT);

    /** Nanoseconds one event uses up, by bucket; 0 is no limit. Written before arming. */
    private static final long[] COST_NANOS = new long[2 * Kinds.COUNT];

    private Limiter() {}

    /**
     * Sets how many events of this kind are recorded per second in each of its two buckets.
     *
     * @param perSecond 0 for no limit
     */
    public static void setRate(int kind, long perSecond) {
        long cost = perSecond <= 0 ? 0 : Math.max(1, BURST_NANOS / perSecond);
        COST_NANOS[2 * kind] = cost;
        COST_NANOS[2 * kind + 1] = cost;
        long full = System.nanoTime() - BURST_NANOS;
        BUSY_UNTIL.set(2 * kind, full);
        BUSY_UNTIL.set(2 * kind + 1, full);
    }

    /** True if an event of this kind for a wait of this length may be recorded now. */
    static boolean admits(int kind, long waitedNanos, long nowNanos) {
        int bucket = 2 * kind + (waitedNanos >= LONG_WAIT_NANOS ? 1 : 0);
        long cost = COST_NANOS[bucket];
        if (cost == 0) {
            return true;
        }
        for (int i = 0; i < TRIES; i++) {
            long until = BUSY_UNTIL.get(bucket);
            long from = nowNanos - until > 0 ? nowNanos : until;
            if (from + cost - nowNanos > BURST_NANOS) {
                return false;
            }
            if (BUSY_UNTIL.compareAndSet(bucket, until, from + cost)) {
                return true;
            }
        }
        return false;
    }
}
