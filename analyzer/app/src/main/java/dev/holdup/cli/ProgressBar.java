package dev.holdup.cli;

import dev.holdup.report.DurationText;

/**
 * A bar on stderr for work that takes more than a second, if somebody looks. It disappears when the
 * work is done, so that nothing of it stays in a log. Safe for use by many threads.
 */
final class ProgressBar implements AutoCloseable {
    private static final long PATIENCE_NANOS = 1_000_000_000L;
    private static final long REDRAW_NANOS = 100_000_000L;
    private static final int CELLS = 40;

    private final Console console;
    private final String label;
    private final long startNanoTime = System.nanoTime();
    private long drawnNanoTime = startNanoTime;
    private int drawnWidth;

    ProgressBar(Console console, String label) {
        this.console = console;
        this.label = label;
    }

    /** Tells how far the work is; {@code total} of 0 means that nobody knows. */
    synchronized void update(long done, long total) {
        long now = System.nanoTime();
        if (!console.errIsTerminal()
                || now - startNanoTime < PATIENCE_NANOS
                || now - drawnNanoTime < REDRAW_NANOS) {
            return;
        }
        drawnNanoTime = now;
        String line = line(done, total, now - startNanoTime);
        console.err().print("\r" + line + " ".repeat(Math.max(0, drawnWidth - line.length())));
        console.err().flush();
        drawnWidth = line.length();
    }

    String line(long done, long total, long elapsedNanos) {
        if (total <= 0) {
            return label + "  " + DurationText.of(elapsedNanos);
        }
        double share = Math.max(0, Math.min(1, (double) done / total));
        int full = (int) (share * CELLS);
        return label
                + " ["
                + "#".repeat(full)
                + ".".repeat(CELLS - full)
                + "] "
                + (int) (share * 100)
                + " %";
    }

    /** Wipes the bar. */
    @Override
    public synchronized void close() {
        if (drawnWidth > 0) {
            console.err().print("\r" + " ".repeat(drawnWidth) + "\r");
            console.err().flush();
            drawnWidth = 0;
        }
    }
}
