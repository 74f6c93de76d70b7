package dev.holdup.load.event;

import dev.holdup.load.format.EventRow;
import dev.holdup.model.Operation;
import dev.holdup.model.WakeKind;
import java.util.List;

/** Reads {@code dev.holdup.Park}, {@code Wakeup} and {@code StillParked}. */
final class ParkReader {
    static final List<EventReader> READERS =
            List.of(
                    new EventReader(
                            "dev.holdup.Park",
                            List.of(
                                    "ageNanos",
                                    "durationNanos",
                                    "blockerClass",
                                    "blockerId",
                                    "owner",
                                    "timeoutNanos",
                                    "outcome",
                                    "waker",
                                    "wokenNanos"),
                            ParkReader::park),
                    new EventReader(
                            "dev.holdup.Wakeup",
                            List.of("ageNanos", "thread", "waitedNanos", "kind"),
                            ParkReader::wakeup),
                    new EventReader(
                            "dev.holdup.StillParked",
                            List.of("ageNanos", "thread", "blockerClass", "blockerId", "owner"),
                            ParkReader::stillParked));

    /** A waker's note may come so much after the end; what says more than that is damaged. */
    private static final long NOTED_LATE_NANOS = 20_000_000;

    private ParkReader() {}

    private static void park(EventRow row, EventRows rows) {
        long start = row.startNanos() - row.number(0);
        WaitRows waits = rows.waits;
        int wait =
                waits.add(
                        Origin.HOLDUP_PARK,
                        row.thread(),
                        start,
                        start + row.number(1),
                        Operation.PARK.code(),
                        row.symbol(2),
                        row.stack());
        waits.identities.set(wait, row.number(3));
        waits.owners.set(wait, row.javaThread(4));
        waits.timeoutNanos.set(wait, Math.max(0, row.number(5)));
        waits.outcomes.set(wait, (byte) row.number(6));
        boolean within = row.number(8) >= 0 && row.number(8) - row.number(1) <= NOTED_LATE_NANOS;
        if (row.number(7) > 0 && within) {
            rows.acts.add(
                    row.javaThread(7),
                    start + row.number(8),
                    row.thread(),
                    0,
                    row.number(8),
                    WakeKind.UNPARK.code(),
                    EventRow.NONE);
        }
    }

    private static void wakeup(EventRow row, EventRows rows) {
        rows.acts.add(
                row.thread(),
                row.startNanos() - row.number(0),
                row.javaThread(1),
                0,
                row.number(2),
                (byte) row.number(3),
                row.stack());
    }

    private static void stillParked(EventRow row, EventRows rows) {
        rows.parked.add(
                row.javaThread(1),
                row.startNanos() - row.number(0),
                row.symbol(2),
                row.number(3),
                row.javaThread(4));
    }
}
