package dev.holdup.load.event;

import dev.holdup.load.format.EventRow;
import java.util.List;

/** Reads {@code datadog.QueueTime}. */
final class QueueTimeReader {
    static final List<EventReader> READERS =
            List.of(
                    new EventReader(
                            "datadog.QueueTime",
                            List.of("origin", "task", "scheduler", "queueLength"),
                            QueueTimeReader::queued));

    private QueueTimeReader() {}

    /** How long the task then ran is not recorded: its run is an instant. */
    private static void queued(EventRow row, EventRows rows) {
        long submit = row.startNanos();
        long start = submit + Math.max(0, row.durationNanos());
        rows.tasks.add(row.thread(), row.thread(0), submit, start, start);
        rows.tasks.describe(row.has(3) ? (int) row.number(3) : -1, row.symbol(1), row.symbol(2), 0);
    }
}
