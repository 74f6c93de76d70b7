package dev.holdup.boot;

import java.util.concurrent.atomic.AtomicLong;

/** At most so many stacks of virtual threads a second; the wait itself is recorded either way. */
final class StackBudget {
    private static final long PER_SECOND = 1_000;
    private static final long BURST_NANOS = 1_000_000_000;
    private static final long COST_NANOS = BURST_NANOS / PER_SECOND;

    private static final AtomicLong BUSY_UNTIL = new AtomicLong(System.nanoTime() - BURST_NANOS);

    private StackBudget() {}

    /** True if a stack may be taken now. */
    static boolean admits(long nowNanos) {
        long until = BUSY_UNTIL.get();
        long from = nowNanos - until > 0 ? nowNanos : until;
        return from + COST_NANOS - nowNanos <= BURST_NANOS
                && BUSY_UNTIL.compareAndSet(until, from + COST_NANOS);
    }
}
