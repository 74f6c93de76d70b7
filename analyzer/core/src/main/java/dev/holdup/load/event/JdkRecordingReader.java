package dev.holdup.load.event;

import dev.holdup.load.format.EventRow;
import java.util.List;
import java.util.TreeMap;

/** Reads what the recording says of itself and of the JVM. */
final class JdkRecordingReader {
    static final List<EventReader> READERS =
            List.of(
                    new EventReader(
                            "jdk.JVMInformation",
                            List.of(
                                    "jvmVersion",
                                    "javaArguments",
                                    "pid",
                                    "jvmName",
                                    "jvmStartTime"),
                            JdkRecordingReader::jvm),
                    new EventReader(
                            "jdk.ActiveSetting",
                            List.of("id", "name", "value"),
                            JdkRecordingReader::setting),
                    new EventReader(
                            "jdk.DataLoss",
                            List.of("amount"),
                            (row, rows) -> rows.facts.dataLossBytes += row.number(0)),
                    new EventReader(
                            "jdk.CPULoad", List.of("machineTotal"), JdkRecordingReader::load));

    /** From this share on a thread that wants to run likely has to wait for a processor. */
    private static final float BUSY = 0.95f;

    private JdkRecordingReader() {}

    private static void jvm(EventRow row, EventRows rows) {
        rows.facts.jvmVersion = row.text(0).isEmpty() ? row.text(3) : row.text(0);
        rows.facts.command = row.text(1);
        rows.facts.pid = row.number(2);
        long start = row.nanos(4);
        if (start > 0) {
            rows.facts.jvmStartEpochNanos = Math.min(rows.facts.jvmStartEpochNanos, start);
        }
    }

    private static void setting(EventRow row, EventRows rows) {
        String event = row.typeName(row.number(0));
        if (!event.isEmpty()) {
            rows.facts
                    .settings
                    .computeIfAbsent(event, e -> new TreeMap<>())
                    .put(row.text(1), row.text(2));
        }
    }

    private static void load(EventRow row, EventRows rows) {
        float share = Float.intBitsToFloat((int) row.number(0));
        rows.facts.cpuReadings++;
        if (share >= BUSY) {
            rows.facts.cpuReadingsBusy++;
        }
    }
}
