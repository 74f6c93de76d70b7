package dev.holdup.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.model.Notice;
import dev.holdup.model.Operation;
import dev.holdup.model.Trace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingLoaderTest {
    @TempDir private Path folder;

    @Test
    void namesTheOperationOfEveryKindOfWait() throws IOException {
        Path file =
                SampleRecording.record(
                        folder.resolve("waits.jfr"), SampleRecording::everyKindOfWait);
        LoadedRecording loaded = RecordingLoader.load(List.of(file), LoadOptions.defaults());
        Trace trace = loaded.trace();
        Map<Operation, Integer> counts = new EnumMap<>(Operation.class);
        for (int wait = 0; wait < trace.waits().size(); wait++) {
            counts.merge(trace.waits().operation(wait), 1, Integer::sum);
        }
        assertThat(counts)
                .containsKeys(
                        Operation.MONITOR_ENTER,
                        Operation.MONITOR_WAIT,
                        Operation.LOCK_ACQUIRE,
                        Operation.QUEUE_TAKE,
                        Operation.LATCH_AWAIT,
                        Operation.PARK,
                        Operation.THREAD_SLEEP,
                        Operation.SOCKET_WRITE,
                        Operation.FILE_WRITE,
                        Operation.FILE_FORCE);
        assertThat(trace.notices()).extracting(Notice::kind).doesNotContain("damage");
        assertThat(loaded.report().losses()).isEmpty();
    }

    @Test
    void givesTheSameWhateverTheNumberOfThreads() throws IOException {
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            files.add(
                    SampleRecording.record(
                            folder.resolve(i + ".jfr"), SampleRecording::everyKindOfWait));
        }
        Trace one = RecordingLoader.load(files, LoadOptions.defaults().withThreads(1)).trace();
        Trace four = RecordingLoader.load(files, LoadOptions.defaults().withThreads(4)).trace();
        assertThat(four.waits().size()).isEqualTo(one.waits().size());
        for (int wait = 0; wait < one.waits().size(); wait++) {
            assertThat(four.waits().thread(wait)).isEqualTo(one.waits().thread(wait));
            assertThat(four.waits().startNanos(wait)).isEqualTo(one.waits().startNanos(wait));
            assertThat(four.waits().stack(wait)).isEqualTo(one.waits().stack(wait));
            assertThat(four.waits().resource(wait)).isEqualTo(one.waits().resource(wait));
        }
        assertThat(four.stacks().size()).isEqualTo(one.stacks().size());
        assertThat(four.threads().size()).isEqualTo(one.threads().size());
    }

    @Test
    void readsNamesOfThreadsWithCharactersBeyondSixteenBits() throws IOException {
        String name = "kitchen \ud83d\udd14 \ud83c\udf0d \u00e9\u20ac";
        Path file =
                SampleRecording.record(
                        folder.resolve("bell.jfr"),
                        () -> {
                            Thread thread = new Thread(SampleRecording::everyKindOfWait, name);
                            thread.start();
                            join(thread);
                        });
        Trace trace = RecordingLoader.load(List.of(file), LoadOptions.defaults()).trace();
        List<String> names = new ArrayList<>();
        for (int thread = 0; thread < trace.threads().size(); thread++) {
            names.add(trace.threads().name(thread));
        }
        assertThat(names).contains(name);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void tellsHowFarItIsUpToTheLastByte() throws IOException {
        Path file =
                SampleRecording.record(
                        folder.resolve("waits.jfr"), SampleRecording::everyKindOfWait);
        long[] last = new long[2];
        RecordingLoader.load(
                List.of(file),
                LoadOptions.defaults()
                        .withProgress((done, total) -> {
                            assertThat(done).isGreaterThanOrEqualTo(last[0]);
                            last[0] = done;
                            last[1] = total;
                        }));
        assertThat(last[0]).isEqualTo(last[1]).isEqualTo(Files.size(file));
    }
}
