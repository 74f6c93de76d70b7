package dev.holdup.samples.fileserver;

import java.util.Arrays;

/** How long requests took, and how many failed. Not thread-safe. */
final class LatencyLog {
    private long[] nanos = new long[1024];
    private int count;
    private int failures;
    private String firstFailure = "";

    /**
     * Notes one request.
     *
     * @param failure why it failed; empty if it did not
     */
    void record(long tookNanos, String failure) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, count * 2);
        }
        nanos[count++] = tookNanos;
        if (!failure.isEmpty()) {
            failures++;
            firstFailure = firstFailure.isEmpty() ? failure : firstFailure;
        }
    }

    void add(LatencyLog other) {
        int room = Math.max(nanos.length, count + other.count);
        nanos = Arrays.copyOf(nanos, room);
        System.arraycopy(other.nanos, 0, nanos, count, other.count);
        count += other.count;
        failures += other.failures;
        firstFailure = firstFailure.isEmpty() ? other.firstFailure : firstFailure;
    }

    int count() {
        return count;
    }

    int failures() {
        return failures;
    }

    /** Why the first request that failed did; empty if none did. */
    String firstFailure() {
        return firstFailure;
    }

    /**
     * Smallest recorded time that at least this share of the requests did not exceed, in
     * nanoseconds; 0 if there were none.
     *
     * @param percent 1 to 100
     */
    long percentile(int percent) {
        if (count == 0) {
            return 0;
        }
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return sorted[(int) Math.ceil(percent / 100.0 * count) - 1];
    }
}
