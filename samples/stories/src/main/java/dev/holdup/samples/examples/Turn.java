package dev.holdup.samples.examples;

/**
 * One turn of a thread with a lock.
 *
 * @param thread name of the thread
 * @param asksNanos when it asked for the lock
 * @param getsNanos when it had it
 * @param leavesNanos when it let go
 */
record Turn(String thread, long asksNanos, long getsNanos, long leavesNanos) {
    /** Its wait for the lock. */
    Span waiting() {
        return new Span(thread, "", asksNanos, getsNanos);
    }

    /** The time it held the lock. */
    Span holding() {
        return new Span(thread, "", getsNanos, leavesNanos);
    }
}
