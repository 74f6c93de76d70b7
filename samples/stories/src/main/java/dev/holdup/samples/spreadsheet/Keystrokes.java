package dev.holdup.samples.spreadsheet;

import java.util.Locale;

/** How long the user interface took to answer keystrokes. Thread-safe. */
final class Keystrokes {
    /** What a person notices. */
    private static final long LATE_NANOS = 100_000_000;

    private int count;
    private int late;
    private long longestNanos;

    synchronized void answered(long tookNanos) {
        count++;
        longestNanos = Math.max(longestNanos, tookNanos);
        if (tookNanos > LATE_NANOS) {
            late++;
        }
    }

    synchronized String summary() {
        return String.format(
                Locale.ROOT,
                "%d keystrokes, %d answered after more than 100 ms, longest %.1f ms",
                count,
                late,
                longestNanos / 1e6);
    }
}
