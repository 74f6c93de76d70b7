package dev.holdup.load.event;

import dev.holdup.load.format.EventRow;
import java.util.List;

/** Reads what the agent says of itself: {@code dev.holdup.Capture}, {@code Hook}, {@code Loss}. */
final class CaptureReader {
    static final List<EventReader> READERS =
            List.of(
                    new EventReader(
                            "dev.holdup.Capture",
                            List.of("hooksLive", "thresholdNanos", "idleRules"),
                            CaptureReader::capture),
                    new EventReader(
                            "dev.holdup.Hook",
                            List.of("hook", "live", "reason"),
                            CaptureReader::hook),
                    new EventReader(
                            "dev.holdup.Loss",
                            List.of("kind", "count", "nanos"),
                            CaptureReader::loss));

    private CaptureReader() {}

    private static void capture(EventRow row, EventRows rows) {
        rows.facts.agent = true;
        rows.facts.hooksLive = (int) row.number(0);
        rows.facts.agentThresholdNanos = row.number(1);
        rows.facts.idleRules = row.text(2);
    }

    private static void hook(EventRow row, EventRows rows) {
        rows.facts.agent = true;
        rows.facts.addHook(row.text(0), row.flag(1), row.text(2), row.startNanos());
    }

    private static void loss(EventRow row, EventRows rows) {
        String kind = row.text(0);
        rows.facts.lossCounts.merge(kind, row.number(1), Math::max);
        if (row.number(2) >= 0) {
            rows.facts.lossNanos.merge(kind, row.number(2), Math::max);
        }
    }
}
