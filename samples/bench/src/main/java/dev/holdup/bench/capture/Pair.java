package dev.holdup.bench.capture;

/**
 * What one pair of copies did in one window.
 *
 * @param bareCpuNanosPerOperation of the copy with nothing in it
 * @param sideCpuNanosPerOperation of the other copy
 * @param bareOperations answered by the bare copy
 * @param sideOperations answered by the other copy
 * @param recordingBytes what the other copy had written when it had ended
 */
record Pair(
        double bareCpuNanosPerOperation,
        double sideCpuNanosPerOperation,
        long bareOperations,
        long sideOperations,
        long recordingBytes) {

    /** CPU per operation, other copy to bare copy; 1 is no cost. */
    double cpuRatio() {
        return sideCpuNanosPerOperation / bareCpuNanosPerOperation;
    }

    /** Operations, other copy to bare copy; both share the machine, so this is a coarse check. */
    double throughputRatio() {
        return (double) sideOperations / bareOperations;
    }
}
