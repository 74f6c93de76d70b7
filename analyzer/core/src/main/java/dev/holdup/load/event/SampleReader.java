package dev.holdup.load.event;

import dev.holdup.load.format.EventRow;
import java.util.List;

/**
 * Reads samples of the JVM and of other profilers. Those of the JVM and of a CPU clock saw a thread
 * run; those of a wall clock say in which state they saw it.
 */
final class SampleReader {
    static final List<EventReader> READERS =
            List.of(
                    reader("jdk.ExecutionSample", SampleRows.RUNNING),
                    reader("jdk.NativeMethodSample", SampleRows.NATIVE),
                    ofEventThread("jdk.CPUTimeSample"),
                    ofEventThread("datadog.ExecutionSample"),
                    new EventReader(
                            "profiler.WallClockSample",
                            List.of("sampledThread", "state", "timeSpan", "samples"),
                            SampleReader::ofAsyncProfiler),
                    new EventReader(
                            "datadog.MethodSample", List.of("state"), SampleReader::ofDatadog));

    private SampleReader() {}

    private static EventReader reader(String event, byte kind) {
        return new EventReader(
                event,
                List.of("sampledThread"),
                (row, rows) ->
                        rows.samples.add(row.thread(0), row.startNanos(), kind, row.stack()));
    }

    private static EventReader ofEventThread(String event) {
        return new EventReader(
                event,
                List.of(),
                (row, rows) ->
                        rows.samples.add(
                                row.thread(), row.startNanos(), SampleRows.RUNNING, row.stack()));
    }

    private static void ofAsyncProfiler(EventRow row, EventRows rows) {
        rows.samples.add(
                row.thread(0),
                row.startNanos(),
                kind(row.text(1)),
                row.stack(),
                Math.max(0, row.nanos(2)),
                row.has(2) ? 1 : (int) Math.max(1, Math.min(row.number(3), Integer.MAX_VALUE)));
    }

    private static void ofDatadog(EventRow row, EventRows rows) {
        rows.samples.add(row.thread(), row.startNanos(), kind(row.text(0)), row.stack());
    }

    /** States as async-profiler and Datadog's profiler write them. */
    private static byte kind(String state) {
        return switch (state) {
            case "STATE_RUNNABLE", "RUNNABLE" -> SampleRows.RUNNING;
            case "STATE_SLEEPING", "SLEEPING", "PARKED", "WAITING" -> SampleRows.SLEEPING;
            case "CONTENDED" -> SampleRows.ENTERING;
            default -> SampleRows.NATIVE;
        };
    }
}
