package dev.holdup.load.event;

import dev.holdup.load.format.EventRow;
import dev.holdup.model.Operation;
import java.util.List;

/** Reads {@code jdk.FileRead}, {@code jdk.FileWrite} and {@code jdk.FileForce}. */
final class JdkFileReader {
    static final List<EventReader> READERS =
            List.of(
                    reader("jdk.FileRead", List.of("path", "bytesRead"), Operation.FILE_READ),
                    reader("jdk.FileWrite", List.of("path", "bytesWritten"), Operation.FILE_WRITE),
                    reader("jdk.FileForce", List.of("path"), Operation.FILE_FORCE));

    private JdkFileReader() {}

    private static EventReader reader(String event, List<String> fields, Operation operation) {
        boolean counts = fields.size() > 1;
        return new EventReader(event, fields, (row, rows) -> add(row, rows, operation, counts));
    }

    private static void add(EventRow row, EventRows rows, Operation operation, boolean counts) {
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
        if (counts && row.has(1)) {
            rows.waits.bytes.set(wait, row.number(1));
        }
    }
}
