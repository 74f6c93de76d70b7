package dev.holdup.load.event;

import dev.holdup.load.format.EventRow;
import dev.holdup.model.Operation;
import dev.holdup.model.Outcome;
import dev.holdup.model.WakeKind;
import java.util.List;

/** Reads {@code jdk.JavaMonitorEnter}, {@code Wait} and {@code Notify}. */
final class JdkMonitorReader {
    static final List<EventReader> READERS =
            List.of(
                    new EventReader(
                            "jdk.JavaMonitorEnter",
                            List.of("monitorClass|klass", "previousOwner", "address"),
                            JdkMonitorReader::enter),
                    new EventReader(
                            "jdk.JavaMonitorWait",
                            List.of(
                                    "monitorClass|klass",
                                    "notifier",
                                    "timeout",
                                    "timedOut",
                                    "address"),
                            JdkMonitorReader::await),
                    new EventReader(
                            "jdk.JavaMonitorNotify", List.of("address"), JdkMonitorReader::wakeUp));

    private JdkMonitorReader() {}

    private static void enter(EventRow row, EventRows rows) {
        long start = row.startNanos();
        int wait =
                rows.waits.add(
                        Origin.JDK_MONITOR_ENTER,
                        row.thread(),
                        start,
                        start + row.durationNanos(),
                        Operation.MONITOR_ENTER.code(),
                        row.symbol(0),
                        row.stack());
        rows.waits.releasers.set(wait, row.thread(1));
        rows.waits.identities.set(wait, row.number(2));
    }

    private static void await(EventRow row, EventRows rows) {
        long start = row.startNanos();
        WaitRows waits = rows.waits;
        int wait =
                waits.add(
                        Origin.JDK_MONITOR_WAIT,
                        row.thread(),
                        start,
                        start + row.durationNanos(),
                        Operation.MONITOR_WAIT.code(),
                        row.symbol(0),
                        row.stack());
        waits.releasers.set(wait, row.thread(1));
        waits.timeoutNanos.set(wait, Math.max(0, row.nanos(2)));
        waits.outcomes.set(wait, (row.flag(3) ? Outcome.TIMED_OUT : Outcome.SATISFIED).code());
        waits.identities.set(wait, row.number(4));
    }

    private static void wakeUp(EventRow row, EventRows rows) {
        rows.acts.add(
                row.thread(),
                row.startNanos(),
                EventRow.NONE,
                row.number(0),
                0,
                WakeKind.NOTIFY.code(),
                row.stack());
    }
}
