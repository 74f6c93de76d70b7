package dev.holdup.report;

import java.util.regex.Pattern;

/**
 * What of a result goes into a report.
 *
 * @param threads victims and threads to tell about: those whose name contains a match
 * @param top number of blame rows, 0 for all
 */
public record ReportOptions(Pattern threads, int top) {
    private static final Pattern EVERYONE = Pattern.compile("");

    public ReportOptions {
        if (top < 0) {
            throw new IllegalArgumentException("top: expected 0 or more, found " + top);
        }
    }

    /** Every thread, every row. */
    public static ReportOptions everything() {
        return new ReportOptions(EVERYONE, 0);
    }

    boolean selects(String threadName) {
        return isEveryone() || threads.matcher(threadName).find();
    }

    boolean isEveryone() {
        return threads.pattern().isEmpty();
    }
}
