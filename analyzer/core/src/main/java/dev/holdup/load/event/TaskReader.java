package dev.holdup.load.event;

import dev.holdup.load.format.EventRow;
import java.util.List;

/** Reads {@code dev.holdup.Task}. */
final class TaskReader {
    static final List<EventReader> READERS =
            List.of(
                    new EventReader(
                            "dev.holdup.Task",
                            List.of(
                                    "ageNanos",
                                    "queuedNanos",
                                    "durationNanos",
                                    "submitter",
                                    "queueLength",
                                    "taskClass",
                                    "executorClass",
                                    "executorId"),
                            TaskReader::task));

    private TaskReader() {}

    private static void task(EventRow row, EventRows rows) {
        long submit = row.startNanos() - row.number(0);
        long start = submit + Math.max(0, row.number(1));
        rows.tasks.add(
                row.thread(), row.javaThread(3), submit, start, start + Math.max(0, row.number(2)));
        rows.tasks.describe((int) row.number(4), row.symbol(5), row.symbol(6), row.number(7));
    }
}
