package dev.holdup.load.event;

import dev.holdup.load.format.EventRow;
import dev.holdup.model.Operation;
import dev.holdup.model.Outcome;
import java.util.List;

/** Reads {@code jdk.ThreadPark} and {@code jdk.ThreadSleep}. */
final class JdkParkReader {
    static final List<EventReader> READERS =
            List.of(
                    new EventReader(
                            "jdk.ThreadPark",
                            List.of("parkedClass|klass", "timeout", "address"),
                            JdkParkReader::park),
                    new EventReader("jdk.ThreadSleep", List.of("time"), JdkParkReader::sleep));

    private static final long CLOCK_NANOS = 100_000;

    private JdkParkReader() {}

    private static void park(EventRow row, EventRows rows) {
        long start = row.startNanos();
        long duration = row.durationNanos();
        long timeout = Math.max(0, row.nanos(1));
        WaitRows waits = rows.waits;
        int wait =
                waits.add(
                        Origin.JDK_PARK,
                        row.thread(),
                        start,
                        start + duration,
                        Operation.PARK.code(),
                        row.symbol(0),
                        row.stack());
        waits.timeoutNanos.set(wait, timeout);
        waits.identities.set(wait, row.number(2));
        if (timeout > 0 && duration >= timeout) {
            waits.outcomes.set(wait, Outcome.TIMED_OUT.code());
        }
    }

    private static void sleep(EventRow row, EventRows rows) {
        long start = row.startNanos();
        long duration = row.durationNanos();
        int wait =
                rows.waits.add(
                        Origin.JDK_SLEEP,
                        row.thread(),
                        start,
                        start + duration,
                        Operation.THREAD_SLEEP.code(),
                        EventRow.NONE,
                        row.stack());
        // A sleep ends early only by an interrupt. The JVM's clocks differ by less than a tick.
        if (duration + CLOCK_NANOS < row.nanos(0)) {
            rows.waits.outcomes.set(wait, Outcome.INTERRUPTED.code());
        }
    }
}
