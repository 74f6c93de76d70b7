package dev.holdup.agent;

import dev.holdup.boot.Switch;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import jdk.jfr.FlightRecorder;
import jdk.jfr.FlightRecorderListener;
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
    private final Ending ending;

    private OwnRecording(Recording recording, File file) {
        this.recording = recording;
        this.file = file;
        this.ending = new Ending(recording);
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
        OwnRecording own = new OwnRecording(recording, file);
        FlightRecorder.addListener(own.ending);
        recording.start();
        return own;
    }

    /** False once it has ended, by itself too. */
    boolean isRunning() {
        return recording.getState() == RecordingState.RUNNING;
    }

    /** Where the recording is written to. */
    File file() {
        return file;
    }

    /** Ends the recording, unless it has ended by itself, and writes the file. */
    void finish() {
        FlightRecorder.removeListener(ending);
        try {
            if (recording.getState() == RecordingState.RUNNING) {
                recording.stop();
            }
        } catch (IllegalStateException endedMeanwhile) {
            // By its duration; JFR has written the file.
        }
        recording.close();
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

    /** Switches the hooks off when the recording ends by itself. */
    private static final class Ending implements FlightRecorderListener {
        private final Recording own;

        private Ending(Recording own) {
            this.own = own;
        }

        @Override
        public void recordingStateChanged(Recording recording) {
            boolean hasEnded =
                    recording.getState() == RecordingState.STOPPED
                            || recording.getState() == RecordingState.CLOSED;
            if (recording == own && hasEnded) {
                Switch.armed = false;
            }
        }
    }
}
