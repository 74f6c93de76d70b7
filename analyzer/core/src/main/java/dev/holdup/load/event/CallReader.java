package dev.holdup.load.event;

import dev.holdup.load.format.EventRow;
import dev.holdup.model.Operation;
import java.util.List;

/** Reads {@code dev.holdup.Call}. */
final class CallReader {
    static final List<EventReader> READERS =
            List.of(
                    new EventReader(
                            "dev.holdup.Call",
                            List.of(
                                    "ageNanos",
                                    "durationNanos",
                                    "operation",
                                    "target",
                                    "port",
                                    "objectClass",
                                    "objectId",
                                    "bytes",
                                    "timeoutNanos",
                                    "outcome"),
                            CallReader::call));

    private CallReader() {}

    private static void call(EventRow row, EventRows rows) {
        int code = (int) row.number(2);
        long start = row.startNanos() - row.number(0);
        int name = row.symbol(3);
        WaitRows waits = rows.waits;
        int wait =
                waits.add(
                        Origin.HOLDUP_CALL,
                        row.thread(),
                        start,
                        start + row.number(1),
                        // A newer agent may know operations we do not; that it waited is still
                        // true.
                        Operation.isCode(code) ? (byte) code : Operation.PARK.code(),
                        name == EventRow.NONE ? row.symbol(5) : name,
                        row.stack());
        waits.ports.set(wait, (int) row.number(4));
        waits.identities.set(wait, row.number(6));
        waits.bytes.set(wait, row.number(7));
        waits.timeoutNanos.set(wait, Math.max(0, row.number(8)));
        waits.outcomes.set(wait, (byte) row.number(9));
    }
}
