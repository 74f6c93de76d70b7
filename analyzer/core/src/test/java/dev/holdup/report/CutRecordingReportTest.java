package dev.holdup.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.blame.BlameEngine;
import dev.holdup.blame.BlameOptions;
import dev.holdup.blame.BlameResult;
import dev.holdup.blame.Detectors;
import dev.holdup.load.LoadOptions;
import dev.holdup.load.LoadedRecording;
import dev.holdup.load.MadeRecording;
import dev.holdup.load.RecordingLoader;
import dev.holdup.model.Operation;
import dev.holdup.model.SegmentTable;
import dev.holdup.model.ThreadState;
import dev.holdup.model.Trace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is said of threads whose events were cut off or damaged: a wait is written when it ends, so
 * a thread of which nothing more is told may have waited all the time.
 */
class CutRecordingReportTest {
    private static final long MS = 1_000_000;

    @TempDir private Path folder;

    /** Where the recording is cut: behind what stands in it up to 300 ms. */
    private long cut;

    /**
     * The agent's recording of a second: main sleeps from 100 to 300 ms, then from 320 to 900 ms.
     */
    private Path record(boolean finished) throws IOException {
        Path file = folder.resolve("whole.jfr");
        MadeRecording recording = new MadeRecording(file);
        recording.event(
                "dev.holdup.Capture",
                "eventThread:java.lang.Thread#",
                "hooksLive:int",
                "thresholdNanos:long");
        recording.event(
                "dev.holdup.Call",
                "eventThread:java.lang.Thread#",
                "stackTrace:jdk.types.StackTrace#",
                "ageNanos:long",
                "durationNanos:long",
                "operation:byte");
        long main = recording.thread("main", 1, false);
        long other = recording.thread("other", 21, false);
        recording.write("dev.holdup.Capture", 1, main, 70, MS);
        sleep(recording, main, 100, 300);
        recording.flush();
        cut = recording.position();
        sleep(recording, main, 320, 900);
        sleep(recording, other, 400, 950);
        recording.write("dev.holdup.Capture", 1000 * MS, main, 70, MS);
        if (finished) {
            recording.close();
        } else {
            recording.abandon();
        }
        return file;
    }

    private static void sleep(MadeRecording recording, long thread, long from, long to)
            throws IOException {
        recording.write(
                "dev.holdup.Call",
                to * MS,
                thread,
                recording.stack(List.of("app.Main.rest", "app.Main.main")),
                (to - from) * MS,
                (to - from) * MS,
                Operation.THREAD_JOIN.code());
    }

    private Path cutFile() throws IOException {
        byte[] whole = Files.readAllBytes(record(true));
        return Files.write(folder.resolve("cut.jfr"), Arrays.copyOf(whole, (int) cut));
    }

    @Test
    void countsTimeOfAWholeRecordingWithoutAWaitAsRunning() throws IOException {
        Trace trace = load(record(true)).trace();
        assertThat(states(trace, "main"))
                .containsEntry(ThreadState.RUNNING, (100 + 20 + 100) * MS)
                .doesNotContainKey(ThreadState.UNKNOWN);
    }

    @Test
    void knowsNothingOfAThreadBehindTheLastItWroteBeforeACut() throws IOException {
        Trace trace = load(cutFile()).trace();
        assertThat(trace.recording().durationNanos()).isEqualTo(1000 * MS);
        assertThat(states(trace, "main"))
                .containsEntry(ThreadState.RUNNING, 100 * MS)
                .containsEntry(ThreadState.BLOCKED_JOIN, 200 * MS)
                .containsEntry(ThreadState.UNKNOWN, 700 * MS);
    }

    @Test
    void saysInTheReportOfACutRecordingThatTheRestIsNotRecorded() throws IOException {
        Trace trace = load(cutFile()).trace();
        BlameResult result = BlameEngine.analyze(trace, BlameOptions.wholeRecording());
        Report report =
                ReportBuilder.build(result, Detectors.find(result), ReportOptions.everything());
        String text = TextReport.of(report);
        assertThat(text.replaceAll("\\s+", " "))
                .contains("not recorded")
                .contains("of which " + cut + " are there");
        String line = text.lines().filter(row -> row.endsWith(" main")).findFirst().orElseThrow();
        assertThat(line.strip().split(" +"))
                .as("suffered, on others, life, running, blocked ..., other")
                .containsSequence("10.0", "%", "20.0", "%")
                .contains("70.0");
    }

    @Test
    void knowsNothingOfAThreadBehindTheLastAKilledJvmWroteOfIt() throws IOException {
        Trace trace = load(record(false)).trace();
        assertThat(trace.recording().durationNanos()).isEqualTo(950 * MS);
        assertThat(states(trace, "main")).containsEntry(ThreadState.UNKNOWN, 50 * MS);
        assertThat(states(trace, "other")).doesNotContainKey(ThreadState.UNKNOWN);
    }

    @Test
    void trustsOnlyTimeNearToSomethingSeenWhereBytesInTheMiddleMakeNoSense() throws IOException {
        byte[] damaged = Files.readAllBytes(record(true));
        Arrays.fill(damaged, (int) cut, (int) cut + 4, (byte) 0);
        Trace trace = load(Files.write(folder.resolve("damaged.jfr"), damaged)).trace();
        // Its second sleep is lost, the others' events behind it are not.
        assertThat(states(trace, "main").get(ThreadState.UNKNOWN)).isGreaterThan(300 * MS);
        assertThat(states(trace, "other")).containsKey(ThreadState.UNKNOWN);
    }

    private static LoadedRecording load(Path file) throws IOException {
        return RecordingLoader.load(List.of(file), LoadOptions.defaults());
    }

    private static Map<ThreadState, Long> states(Trace trace, String name) {
        Map<ThreadState, Long> nanos = new EnumMap<>(ThreadState.class);
        SegmentTable segments = trace.segments();
        for (int thread = 0; thread < trace.threads().size(); thread++) {
            if (trace.threads().name(thread).equals(name)) {
                for (int s = segments.first(thread); s < segments.end(thread); s++) {
                    nanos.merge(
                            segments.state(s),
                            segments.endNanos(thread, s) - segments.startNanos(s),
                            Long::sum);
                }
            }
        }
        return nanos;
    }
}
