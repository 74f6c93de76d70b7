package dev.holdup.agent;

import java.io.File;
import java.io.IOException;
import java.time.Duration;
import jdk.jfr.Recording;
import jdk.jfr.RecordingState;

/**
 * The recording of this agent. When the JVM ends, JFR's own shutdown hook writes the file: a second
 * hook that stopped the recording would race with it for the chunks, which JFR deletes at its end.
 */
final class OwnRecording {
    private static final long PATIENCE_NANOS = 10_000_000_000L;
    private static final long POLL_MILLIS = 2;

    private final Recording recording;
    private final File file;

    private OwnRecording(Recording recording, File file) {
        this.recording = recording;
        this.file = file;
    }

    /** Starts recording into this file. */
    static OwnRecording start(Options options, File file) throws IOException {
        Recording recording = new Recording();
        recording.setName("holdup");
        recording.setSettings(RecordingSettings.of(options));
        recording.setToDisk(true);
        if (options.maxSizeBytes() > 0) {
            recording.setMaxSize(options.maxSizeBytes());
        }
        if (options.maxAgeNanos() > 0) {
            recording.setMaxAge(Duration.ofNanos(options.maxAgeNanos()));
        }
        if (options.durationNanos() > 0) {
            recording.setDuration(Duration.ofNanos(options.durationNanos()));
        }
        recording.setDestination(file.toPath());
        recording.setDumpOnExit(true);
        recording.start();
        return new OwnRecording(recording, file);
    }

    /**
     * Waits, in a shutdown hook, until JFR's shutdown hook has written the file: then it closes the
     * recording. Gives up when the file has not grown for a while.
     *
     * @return the file, empty or absent if it could not be written
     */
    File awaitFile() {
        long length = -1;
        long grownAt = System.nanoTime();
        while (recording.getState() != RecordingState.CLOSED) {
            long now = System.nanoTime();
            if (file.length() != length) {
                length = file.length();
                grownAt = now;
            } else if (now - grownAt > PATIENCE_NANOS) {
                return file;
            }
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException exitIsUrgent) {
                return file;
            }
        }
        return file;
    }
}
