package dev.holdup.load.event;

import dev.holdup.load.format.EventRow;
import java.util.List;

/** Reads collections, safepoints and operations of the VM thread. */
final class JdkPauseReader {
    static final List<EventReader> READERS =
            List.of(
                    reader("jdk.GarbageCollection", "cause", "gcId", PauseRows.COLLECTION),
                    reader("jdk.GCPhasePause", "name", "gcId", PauseRows.COLLECTION_PAUSE),
                    reader(
                            "jdk.SafepointBegin",
                            "operation",
                            "safepointId",
                            PauseRows.SAFEPOINT_BEGIN),
                    reader("jdk.SafepointEnd", "operation", "safepointId", PauseRows.SAFEPOINT_END),
                    new EventReader(
                            "jdk.ExecuteVMOperation",
                            List.of("operation", "safepointId", "safepoint"),
                            JdkPauseReader::operation));

    private JdkPauseReader() {}

    private static EventReader reader(String event, String name, String id, byte kind) {
        return new EventReader(event, List.of(name, id), (row, rows) -> add(row, rows, kind));
    }

    private static void operation(EventRow row, EventRows rows) {
        if (row.flag(2)) {
            add(row, rows, PauseRows.VM_OPERATION);
        }
    }

    private static void add(EventRow row, EventRows rows, byte kind) {
        long start = row.startNanos();
        rows.pauses.add(kind, row.symbol(0), start, start + row.durationNanos(), row.number(1));
    }
}
