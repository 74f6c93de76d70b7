package dev.holdup.samples.fileserver;

import java.util.concurrent.atomic.AtomicLong;

/** How much longer the load may go on: a deadline and a number of requests. Thread-safe. */
final class RequestBudget {
    private final long deadlineNanoTime;
    private final AtomicLong left;

    /**
     * @param deadlineNanoTime on the clock of {@link System#nanoTime}
     * @param maxRequests a decimal number
     */
    RequestBudget(long deadlineNanoTime, String maxRequests) {
        this.deadlineNanoTime = deadlineNanoTime;
        left = new AtomicLong(Long.parseLong(maxRequests));
    }

    /** Takes one request from the budget; false once it is spent or the time is over. */
    boolean take() {
        return System.nanoTime() < deadlineNanoTime && left.decrementAndGet() >= 0;
    }

    /** Nanoseconds to the deadline; 0 or less after it. */
    long nanosLeft() {
        return deadlineNanoTime - System.nanoTime();
    }
}
