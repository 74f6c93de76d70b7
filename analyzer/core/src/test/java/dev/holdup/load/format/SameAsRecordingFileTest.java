package dev.holdup.load.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.load.LoadOptions;
import dev.holdup.load.LoadedRecording;
import dev.holdup.load.RecordingLoader;
import dev.holdup.load.SampleRecording;
import dev.holdup.load.format.RawEvents.Raw;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

public class SameAsRecordingFileTest {
    @TempDir private Path folder;

    @Test
    void readsEveryWaitOfARecordingOfThisJvmAsTheJdkDoes() throws IOException, DamageException {
        Path file =
                SampleRecording.record(
                        folder.resolve("waits.jfr"), SampleRecording::everyKindOfWait);
        List<Raw> ours = assertSame(file, SampleRecording.BLOCKING);
        assertThat(ours).extracting(Raw::event).contains("jdk.ThreadPark", "jdk.JavaMonitorEnter");
    }

    /** All the JVM can record, virtual threads where it has them, in several chunks. */
    @Test
    void readsEveryEventOfEveryTypeAsTheJdkDoes() throws IOException, DamageException {
        Path file =
                SampleRecording.recordEverything(
                        folder.resolve("all.jfr"), SampleRecording::everyKindOfWait);
        List<Raw> ours = assertSame(file, eventsOf(file));
        assertThat(ours).extracting(Raw::event).contains("jdk.ThreadPark", "jdk.CPULoad");
        LoadedRecording loaded = RecordingLoader.load(List.of(file), LoadOptions.defaults());
        assertThat(loaded.report().losses()).isEmpty();
        assertThat(loaded.report().chunks()).hasSizeGreaterThan(1);
        assertThat(CorpusTest.counts(loaded.report())).isEqualTo(RawEvents.countsByTheJdk(file));
    }

    /** Names of all types of which the file has an event. */
    static List<String> eventsOf(Path file) throws IOException {
        return List.copyOf(RawEvents.countsByTheJdk(file).keySet());
    }

    /** Compares all events of a file, and returns how each was read, for counting. */
    public static List<?> assertSame(Path file) throws IOException, DamageException {
        return assertSame(file, eventsOf(file));
    }

    static List<Raw> assertSame(Path file, List<String> events)
            throws IOException, DamageException {
        List<Raw> theirs = RawEvents.byTheJdk(file, events);
        List<Raw> ours = RawEvents.byUs(file, events);
        assertThat(ours).as("events of %s", file.getFileName()).hasSameSizeAs(theirs);
        for (int i = 0; i < ours.size(); i++) {
            assertSame(i, ours.get(i), theirs.get(i));
        }
        return ours;
    }

    private static void assertSame(int index, Raw our, Raw their) {
        String message = "event " + index + ": ours " + our + ", the JDK's " + their;
        assertThat(our.event()).as(message).isEqualTo(their.event());
        assertThat(our.javaThreadId()).as(message).isEqualTo(their.javaThreadId());
        assertThat(our.topFrame()).as(message).isEqualTo(their.topFrame());
        assertThat(our.depth()).as(message).isEqualTo(their.depth());
        assertThat(Math.abs(our.durationNanos() - their.durationNanos()))
                .as(message)
                .isLessThanOrEqualTo(1);
        assertThat(Math.abs(our.epochNanos() - their.epochNanos()))
                .as(message)
                .isLessThanOrEqualTo(1_000);
    }
}
