package dev.holdup.load.event;

import dev.holdup.load.format.EventRow;
import java.util.List;

/** Reads {@code jdk.VirtualThreadPinned} and {@code jdk.VirtualThreadSubmitFailed}. */
final class JdkPinnedReader {
    static final List<EventReader> READERS =
            List.of(
                    new EventReader(
                            "jdk.VirtualThreadPinned",
                            List.of("carrierThread", "pinnedReason"),
                            JdkPinnedReader::pinned),
                    new EventReader(
                            "jdk.VirtualThreadSubmitFailed",
                            List.of("exceptionMessage"),
                            JdkPinnedReader::submitFailed));

    private JdkPinnedReader() {}

    private static void pinned(EventRow row, EventRows rows) {
        long start = row.startNanos();
        rows.virtuals.addPinned(
                row.thread(),
                row.thread(0),
                start,
                start + row.durationNanos(),
                row.symbol(1),
                row.stack());
    }

    private static void submitFailed(EventRow row, EventRows rows) {
        rows.facts.submitFailures.add(row.text(0));
    }
}
