package dev.holdup.samples.examples;

/**
 * A stretch of the time of one thread, as the program itself measured it.
 *
 * @param thread name of the thread
 * @param operation what it called, as reports name it; empty if it may have done anything
 * @param fromNanos its begin by {@code System.nanoTime}
 * @param toNanos its end
 */
record Span(String thread, String operation, long fromNanos, long toNanos) {

    /** What the calling thread does from an instant until now. */
    static Span here(String operation, long fromNanos) {
        return new Span(Thread.currentThread().getName(), operation, fromNanos, System.nanoTime());
    }

    /** The same thread, until another instant. */
    Span until(long nanos) {
        return new Span(thread, operation, fromNanos, nanos);
    }

    /** The same thread, from another instant. */
    Span since(long nanos) {
        return new Span(thread, operation, nanos, toNanos);
    }

    long lengthNanos() {
        return Math.max(0, toNanos - fromNanos);
    }

    /** The part of it that lies in another one. */
    Span in(Span other) {
        return new Span(
                thread,
                operation,
                Math.max(fromNanos, other.fromNanos),
                Math.min(toNanos, other.toNanos));
    }
}
