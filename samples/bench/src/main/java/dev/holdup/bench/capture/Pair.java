package dev.holdup.bench.capture;

/**
 * What one pair of copies did in one window.
 *
 * @param bareCpuNanos used by the copy with nothing in it
 * @param sideCpuNanos used by the other copy
 * @param operations answered by each of the two
 * @param bareWaitedNanos time the client waited for answers of the bare copy, all threads together
 * @param sideWaitedNanos the same for the other copy
 * @param recordingBytes what the other copy had written when it had ended
 */
record Pair(
        long bareCpuNanos,
        long sideCpuNanos,
        long operations,
        long bareWaitedNanos,
        long sideWaitedNanos,
        long recordingBytes) {

    /** CPU per operation, other copy to bare copy; 1 is no cost. */
    double cpuRatio() {
        return (double) sideCpuNanos / bareCpuNanos;
    }

    /** Time for an answer, other copy to bare copy. */
    double latencyRatio() {
        return (double) sideWaitedNanos / bareWaitedNanos;
    }

    /** CPU of the bare copy for one operation, in nanoseconds. */
    double bareCpuNanosPerOperation() {
        return (double) bareCpuNanos / operations;
    }
}
