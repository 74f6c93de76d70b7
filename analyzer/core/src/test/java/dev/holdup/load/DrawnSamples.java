package dev.holdup.load;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Recordings with the events of other profilers, as those lay them out. */
final class DrawnSamples implements AutoCloseable {
    private static final String THREAD = "eventThread:java.lang.Thread#";
    private static final String STACK = "stackTrace:jdk.types.StackTrace#";
    private static final String DURATION = "duration:long@TICKS";

    private final MadeRecording recording;
    private final Map<String, Long> threadIds = new HashMap<>();

    DrawnSamples(Path file) throws IOException {
        recording = new MadeRecording(file);
        recording.event("datadog.MethodSample", THREAD, STACK, "state:java.lang.String");
        recording.event(
                "jdk.JavaMonitorEnter", DURATION, THREAD, STACK, "monitorClass:java.lang.Class#");
        recording.event(
                "datadog.QueueTime",
                DURATION,
                THREAD,
                "origin:java.lang.Thread#",
                "task:java.lang.Class#",
                "scheduler:java.lang.Class#",
                "queueLength:int");
        recording.event("jdk.CPULoad", "jvmUser:float", "machineTotal:float");
    }

    void wallClock(String thread, long at, String state, long span, List<String> stack)
            throws IOException {
        recording.event(
                "profiler.WallClockSample",
                "sampledThread:java.lang.Thread#",
                STACK,
                "state:java.lang.String",
                "samples:int",
                "timeSpan:long@TICKS");
        recording.write(
                "profiler.WallClockSample",
                at,
                thread(thread),
                recording.stack(stack),
                state,
                1,
                span);
    }

    /** As versions before 4.1 wrote it: looks in a row, and a setting with the time between. */
    void oldWallClock(String thread, long at, int count, long interval, List<String> stack)
            throws IOException {
        recording.event(
                "profiler.WallClockSample",
                "sampledThread:java.lang.Thread#",
                STACK,
                "state:java.lang.String",
                "samples:int");
        recording.event(
                "jdk.ActiveSetting", "id:long", "name:java.lang.String", "value:java.lang.String");
        recording.write(
                "jdk.ActiveSetting",
                0,
                recording.typeId("profiler.WallClockSample"),
                "interval",
                Long.toString(interval));
        recording.write(
                "profiler.WallClockSample",
                at,
                thread(thread),
                recording.stack(stack),
                "STATE_SLEEPING",
                count);
    }

    void methodSample(String thread, long at, String state, List<String> stack) throws IOException {
        recording.write("datadog.MethodSample", at, thread(thread), recording.stack(stack), state);
    }

    void monitorEnter(String thread, long at, long duration, List<String> stack)
            throws IOException {
        recording.write(
                "jdk.JavaMonitorEnter",
                at,
                duration,
                thread(thread),
                recording.stack(stack),
                recording.type("app.Till"));
    }

    void queueTime(
            String origin, String worker, long at, long duration, String task, int queueLength)
            throws IOException {
        recording.write(
                "datadog.QueueTime",
                at,
                duration,
                thread(worker),
                thread(origin),
                recording.type(task),
                recording.type("app.Pool"),
                queueLength);
    }

    void cpuLoad(long at, float machineTotal) throws IOException {
        recording.write("jdk.CPULoad", at, 0.1f, machineTotal);
    }

    @Override
    public void close() throws IOException {
        recording.close();
    }

    private long thread(String name) {
        long id = threadIds.computeIfAbsent(name, n -> threadIds.size() + 100L);
        return recording.thread(name, id, false);
    }
}
