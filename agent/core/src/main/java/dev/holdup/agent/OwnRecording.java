package dev.holdup.agent;

import java.io.File;
import java.io.IOException;
import java.time.Duration;
import jdk.jfr.Recording;

/**
 * The recording of this agent. JFR's own shutdown hook may run before ours, so the file is given to
 * JFR as the place to dump to on exit; whoever is first writes it, and it is written once.
 */
final class OwnRecording {
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
     * Ends the recording and writes the file. Does nothing if JFR has done so already.
     *
     * @return the file, complete
     */
    File finish() {
        try {
            // Waits for JFR's shutdown hook if that is writing the file now.
            recording.stop();
            recording.close();
        } catch (IllegalStateException stoppedByJfr) {
            // The file is written.
        }
        return file;
    }
}
