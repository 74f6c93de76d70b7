package dev.holdup.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.model.Notice;
import dev.holdup.model.Trace;
import dev.holdup.model.WakeKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImpossibleWakeupsTest {
    private static final long MS = 1_000_000;
    private static final long DAY = 24 * 3_600_000 * MS;

    @TempDir private Path folder;

    @Test
    void refusesAWaitLongerThanTheLifeOfItsThread() throws IOException {
        LoadedRecording loaded = load(900 * MS, 5000 * MS);
        assertThat(loaded.trace().waits().size()).isEqualTo(1);
        assertThat(loaded.report().chunks().get(0).events())
                .contains(new LoadReport.EventCount("dev.holdup.Wakeup", 1, 0, 1, 0));
        assertThat(loaded.report().text())
                .contains("dev.holdup.Wakeup: 1 refused, waits longer than their thread lived");
        assertThat(loaded.trace().notices()).extracting(Notice::kind).contains("damage");
    }

    @Test
    void refusesAWaitThatEndsBeforeItBegins() throws IOException {
        assertThat(load(900 * MS, -5).trace().waits().size()).isEqualTo(1);
        assertThat(load(900 * MS, Long.MIN_VALUE).trace().waits().size()).isEqualTo(1);
        assertThat(load(900 * MS, Long.MAX_VALUE).trace().waits().size()).isEqualTo(1);
    }

    @Test
    void believesAWaitWithinTheLifeOfItsThread() throws IOException {
        LoadedRecording loaded = load(900 * MS, 3000 * MS);
        assertThat(loaded.trace().waits().size()).isEqualTo(2);
        assertThat(loaded.report().losses()).isEmpty();
    }

    @Test
    void refusesAWaitOfAnOldThreadThatIsOlderThanAnyRecording() throws IOException {
        assertThat(loadOfOldThread(300 * DAY).trace().waits().size()).isZero();
        Trace trace = loadOfOldThread(DAY / 24).trace();
        assertThat(trace.waits().size()).isEqualTo(1);
        assertThat(trace.waits().startNanos(0)).isNegative();
    }

    /** Two wake-ups at 5 s of a thread that began at 1 s: one of a second, and the one given. */
    private LoadedRecording load(long startNanos, long waitedNanos) throws IOException {
        Path file = folder.resolve("wakeups.jfr");
        try (MadeRecording recording = new MadeRecording(file)) {
            describe(recording);
            long waker = recording.thread("waker", 1, false);
            long sleeper = recording.thread("sleeper", 7, false);
            recording.write("jdk.ThreadStart", startNanos, waker, sleeper);
            wake(recording, waker, 4000 * MS, 500 * MS);
            wake(recording, waker, 5000 * MS, waitedNanos);
        }
        return RecordingLoader.load(List.of(file), LoadOptions.defaults());
    }

    private LoadedRecording loadOfOldThread(long waitedNanos) throws IOException {
        Path file = folder.resolve("old.jfr");
        try (MadeRecording recording = new MadeRecording(file)) {
            describe(recording);
            recording.thread("sleeper", 7, false);
            wake(recording, recording.thread("waker", 1, false), 5000 * MS, waitedNanos);
        }
        return RecordingLoader.load(List.of(file), LoadOptions.defaults());
    }

    private static void describe(MadeRecording recording) {
        recording.event(
                "jdk.ThreadStart", "eventThread:java.lang.Thread#", "thread:java.lang.Thread#");
        recording.event(
                "dev.holdup.Wakeup",
                "eventThread:java.lang.Thread#",
                "ageNanos:long",
                "thread:long",
                "waitedNanos:long",
                "kind:byte");
    }

    private static void wake(MadeRecording recording, long waker, long nanos, long waited)
            throws IOException {
        recording.write("dev.holdup.Wakeup", nanos, waker, 0L, 7L, waited, WakeKind.UNPARK.code());
    }
}
