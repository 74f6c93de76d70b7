package dev.holdup.load.event;

import dev.holdup.load.format.EventRow;
import dev.holdup.model.Operation;
import dev.holdup.model.Outcome;
import java.util.List;

/** Reads {@code jdk.SocketRead} and {@code jdk.SocketWrite}. */
final class JdkSocketReader {
    static final List<EventReader> READERS =
            List.of(
                    new EventReader(
                            "jdk.SocketRead",
                            List.of("host", "address", "port", "bytesRead", "timeout"),
                            JdkSocketReader::read),
                    new EventReader(
                            "jdk.SocketWrite",
                            List.of("host", "address", "port", "bytesWritten"),
                            JdkSocketReader::write));

    private JdkSocketReader() {}

    private static void read(EventRow row, EventRows rows) {
        int wait = add(row, rows, Operation.SOCKET_READ);
        long timeout = Math.max(0, row.nanos(4));
        rows.waits.timeoutNanos.set(wait, timeout);
        // Up to 23 a read that timed out is recorded too, with no byte read.
        if (timeout > 0 && row.number(3) <= 0 && row.durationNanos() >= timeout) {
            rows.waits.outcomes.set(wait, Outcome.TIMED_OUT.code());
        }
    }

    private static void write(EventRow row, EventRows rows) {
        add(row, rows, Operation.SOCKET_WRITE);
    }

    private static int add(EventRow row, EventRows rows, Operation operation) {
        long start = row.startNanos();
        int host = row.symbol(0);
        boolean named = host != EventRow.NONE && !row.textOf(host).isEmpty();
        int wait =
                rows.waits.add(
                        Origin.JDK_IO,
                        row.thread(),
                        start,
                        start + row.durationNanos(),
                        operation.code(),
                        named ? host : row.symbol(1),
                        row.stack());
        rows.waits.ports.set(wait, (int) row.number(2));
        rows.waits.bytes.set(wait, row.number(3));
        return wait;
    }
}
