package dev.holdup.load.event;

import dev.holdup.load.format.EventRow;
import java.util.List;

/** Reads collections, safepoints and operations of the VM thread. */
final class JdkPauseReader {
    static final List<EventReader> READERS =
            List.of(
                    reader("jdk.GarbageCollection", "cause", "gcId", PauseRows.COLLECTION),
                    reader("jdk.GCPhasePause", "name", "gcId", PauseRows.COLLECTION_PAUSE),
                    safepoint("jdk.SafepointBegin", PauseRows.SAFEPOINT_BEGIN),
                    safepoint("jdk.SafepointEnd", PauseRows.SAFEPOINT_END),
                    new EventReader(
                            "jdk.ExecuteVMOperation",
                            List.of("operation", "safepointId", "safepoint"),
                            JdkPauseReader::operation));

    private JdkPauseReader() {}

    private static EventReader reader(String event, String name, String id, byte kind) {
        return new EventReader(
                event,
                List.of(name, id),
                (row, rows) -> add(row, rows, kind, row.symbol(0), row.number(1)));
    }

    private static EventReader safepoint(String event, byte kind) {
        return new EventReader(
                event,
                List.of("safepointId"),
                (row, rows) -> add(row, rows, kind, EventRow.NONE, row.number(0)));
    }

    private static void operation(EventRow row, EventRows rows) {
        if (row.flag(2)) {
            add(row, rows, PauseRows.VM_OPERATION, row.symbol(0), row.number(1));
        }
    }

    private static void add(EventRow row, EventRows rows, byte kind, int name, long id) {
        long start = row.startNanos();
        rows.pauses.add(kind, name, start, start + row.durationNanos(), id);
    }
}
