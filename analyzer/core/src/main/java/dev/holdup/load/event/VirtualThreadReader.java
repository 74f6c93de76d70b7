package dev.holdup.load.event;

import dev.holdup.load.format.EventRow;
import java.util.List;

/** Reads {@code dev.holdup.VirtualSlice} and {@code dev.holdup.VirtualBlocked}. */
final class VirtualThreadReader {
    static final List<EventReader> READERS =
            List.of(
                    new EventReader(
                            "dev.holdup.VirtualSlice",
                            List.of("ageNanos", "durationNanos", "thread", "carrier", "reason"),
                            VirtualThreadReader::slice),
                    new EventReader(
                            "dev.holdup.VirtualBlocked",
                            List.of(
                                    "ageNanos",
                                    "durationNanos",
                                    "queuedNanos",
                                    "thread",
                                    "reason",
                                    "readier",
                                    "stack",
                                    "name",
                                    "blockerClass",
                                    "blockerId",
                                    "owner"),
                            VirtualThreadReader::blocked),
                    new EventReader(
                            "dev.holdup.VirtualStarts",
                            List.of("creator", "count", "thread"),
                            VirtualThreadReader::starts));

    private VirtualThreadReader() {}

    private static void slice(EventRow row, EventRows rows) {
        long start = row.startNanos() - row.number(0);
        rows.virtuals.addSlice(
                row.virtualThread(2),
                row.javaThread(3),
                start,
                start + Math.max(0, row.number(1)),
                (byte) row.number(4));
    }

    private static void blocked(EventRow row, EventRows rows) {
        long start = row.startNanos() - row.number(0);
        long ready = start + Math.max(0, row.number(1));
        rows.virtuals.addBlocked(
                row.virtualThread(3),
                start,
                ready,
                ready + Math.max(0, row.number(2)),
                (byte) row.number(4),
                row.javaThread(5),
                row.symbol(6));
        if (row.number(2) < 0) {
            rows.virtuals.addUnfinished(
                    row.symbol(7), row.symbol(8), row.number(9), row.javaThread(10));
        }
    }

    /** The starter's stack is that of the event, which names one of the threads it counts. */
    private static void starts(EventRow row, EventRows rows) {
        if (row.number(2) > 0) {
            rows.lives.add(
                    row.virtualThread(2),
                    row.startNanos(),
                    LifeRows.START,
                    row.thread(),
                    row.stack());
        }
    }
}
