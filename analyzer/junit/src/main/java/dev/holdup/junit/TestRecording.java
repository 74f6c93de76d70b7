package dev.holdup.junit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import jdk.jfr.Recording;

/**
 * The recording of one test. Recordings of tests that run at the same time overlap; JFR lets each
 * have all events of its time.
 */
final class TestRecording {
    /** Events of plain JFR that tell of waits; what they do not tell the message names. */
    private static final String[] TIMED = {
        "jdk.JavaMonitorEnter",
        "jdk.JavaMonitorWait",
        "jdk.ThreadPark",
        "jdk.ThreadSleep",
        "jdk.SocketRead",
        "jdk.SocketWrite",
        "jdk.FileRead",
        "jdk.FileWrite",
        "jdk.FileForce",
        "jdk.VirtualThreadPinned"
    };

    private static final String[] UNTIMED = {
        "jdk.ThreadStart",
        "jdk.ThreadEnd",
        "jdk.GarbageCollection",
        "jdk.GCPhasePause",
        "jdk.SafepointBegin",
        "jdk.SafepointEnd",
        "jdk.ExecuteVMOperation",
        "jdk.JVMInformation",
        "jdk.ActiveSetting",
        "jdk.ActiveRecording",
        "jdk.DataLoss"
    };

    private final Recording recording;
    private final long threadId;
    private final Instant start;
    private Instant end;

    private TestRecording(Recording recording, long threadId) {
        this.recording = recording;
        this.threadId = threadId;
        this.start = Instant.now();
        this.end = start;
    }

    /** Begins; the calling thread is the test's. */
    static TestRecording start(String name) {
        Recording recording = new Recording();
        recording.setName("holdup " + name);
        recording.setSettings(
                AgentInside.ownRecording().map(Recording::getSettings).orElseGet(() -> plain()));
        recording.setToDisk(true);
        recording.start();
        return new TestRecording(recording, Thread.currentThread().getId());
    }

    private static Map<String, String> plain() {
        Map<String, String> settings = new HashMap<>();
        for (String event : TIMED) {
            settings.put(event + "#enabled", "true");
            settings.put(event + "#stackTrace", "true");
            settings.put(event + "#threshold", "1 ms");
        }
        for (String event : UNTIMED) {
            settings.put(event + "#enabled", "true");
        }
        settings.put("jdk.ThreadStart#stackTrace", "true");
        settings.put("jdk.ThreadDump#enabled", "true");
        settings.put("jdk.ThreadDump#period", "endChunk");
        return settings;
    }

    /** Marks the end of the test. */
    void end() {
        end = Instant.now();
    }

    /** Writes the file and ends the recording. */
    void writeTo(Path file) throws IOException {
        try (Recording ending = recording) {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            ending.stop();
            ending.dump(file);
        }
    }

    /** Ends the recording without a file. */
    void discard() {
        recording.close();
    }

    /** Number of the test's thread. */
    long threadId() {
        return threadId;
    }

    /** Start of the test in nanoseconds since 1970. */
    long startEpochNanos() {
        return nanos(start);
    }

    /** End of the test in nanoseconds since 1970. */
    long endEpochNanos() {
        return nanos(end);
    }

    private static long nanos(Instant instant) {
        return Duration.between(Instant.EPOCH, instant).toNanos();
    }
}
