package dev.holdup.load.event;

import dev.holdup.load.format.EventRow;
import dev.holdup.model.Operation;
import java.util.List;

/** Reads {@code jdk.FileRead}, {@code jdk.FileWrite} and {@code jdk.FileForce}. */
final class JdkFileReader {
    static final List<EventReader> READERS =
            List.of(
                    reader("jdk.FileRead", "bytesRead", Operation.FILE_READ),
                    reader("jdk.FileWrite", "bytesWritten", Operation.FILE_WRITE),
                    // No field holds a number of bytes here.
                    reader("jdk.FileForce", "bytesForced", Operation.FILE_FORCE));

    private JdkFileReader() {}

    private static EventReader reader(String event, String bytesField, Operation operation) {
        return new EventReader(
                event, List.of("path", bytesField), (row, rows) -> add(row, rows, operation));
    }

    private static void add(EventRow row, EventRows rows, Operation operation) {
        long start = row.startNanos();
        int wait =
                rows.waits.add(
                        Origin.JDK_IO,
                        row.thread(),
                        start,
                        start + row.durationNanos(),
                        operation.code(),
                        row.symbol(0),
                        row.stack());
        if (row.has(1)) {
            rows.waits.bytes.set(wait, row.number(1));
        }
    }
}
