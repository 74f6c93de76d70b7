package dev.holdup.load.event;

import dev.holdup.load.format.EventRow;
import java.util.List;

/** Reads samples of the JVM and of other profilers. */
final class SampleReader {
    static final List<EventReader> READERS =
            List.of(
                    reader("jdk.ExecutionSample", SampleRows.RUNNING),
                    reader("jdk.NativeMethodSample", SampleRows.NATIVE),
                    reader("jdk.CPUTimeSample", SampleRows.RUNNING),
                    reader("datadog.ExecutionSample", SampleRows.RUNNING));

    private SampleReader() {}

    private static EventReader reader(String event, byte kind) {
        return new EventReader(
                event, List.of("sampledThread"), (row, rows) -> add(row, rows, kind));
    }

    private static void add(EventRow row, EventRows rows, byte kind) {
        int sampled = row.thread(0);
        rows.samples.add(
                sampled == EventRow.NONE ? row.thread() : sampled,
                row.startNanos(),
                kind,
                row.stack(),
                1);
    }
}
