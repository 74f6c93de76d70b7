package dev.holdup.cli;

import java.util.HashMap;
import java.util.Map;

/**
 * What the load of one demo run saw from the clients' side.
 *
 * @param requests answered or failed, of all clients
 * @param failed requests without a proper answer
 * @param tookNanos from the first to the last request
 * @param hotP50Nanos median time of a request for a file that is on disk
 * @param hotP99Nanos 99th percentile of the same
 * @param tapeRequests requests for a file that had to come from the tape
 */
record DemoLoad(
        long requests,
        long failed,
        long tookNanos,
        long hotP50Nanos,
        long hotP99Nanos,
        long tapeRequests) {

    /**
     * Reads the line of {@code key=value} words the sample's LoadClient prints.
     *
     * @throws IllegalArgumentException if a word is missing
     */
    static DemoLoad parse(String line) {
        Map<String, Long> values = new HashMap<>();
        for (String word : line.strip().split(" ", -1)) {
            int equals = word.indexOf('=');
            if (equals > 0) {
                values.put(word.substring(0, equals), Long.parseLong(word.substring(equals + 1)));
            }
        }
        return new DemoLoad(
                value(values, "requests", line),
                value(values, "failed", line),
                value(values, "tookNanos", line),
                value(values, "hotP50Nanos", line),
                value(values, "hotP99Nanos", line),
                value(values, "tapeRequests", line));
    }

    /** Requests per second, failed ones included. */
    double perSecond() {
        return tookNanos == 0 ? 0 : requests * 1e9 / tookNanos;
    }

    private static long value(Map<String, Long> values, String key, String line) {
        Long value = values.get(key);
        if (value == null) {
            throw new IllegalArgumentException(
                    "load summary: expected " + key + "=number, found '" + line + "'");
        }
        return value;
    }
}
