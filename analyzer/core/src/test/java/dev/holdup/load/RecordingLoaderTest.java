package dev.holdup.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.model.Notice;
import dev.holdup.model.Operation;
import dev.holdup.model.Trace;
import java.io.IOException;
import java.nio.file.Path;
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
}
