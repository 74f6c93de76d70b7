package dev.holdup.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.agent.scene.FileScene;
import dev.holdup.boot.Operations;
import dev.holdup.boot.Outcomes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileIT {
    @TempDir private static Path folder;
    private static ObservedJvm run;
    private static String file;

    @BeforeAll
    static void runTheScene() throws Exception {
        file = folder.resolve("data.bin").toString();
        run = ObservedJvm.run(folder, "threshold.file=0", FileScene.class, "-Dscene.file=" + file);
        assertThat(run.exit()).as(run.err()).isZero();
    }

    @Test
    void recordsWritesOfAStream() throws Exception {
        check(run.calls(Operations.FILE_WRITE, "stream writer"), 1L, 10L, 20L);
    }

    @Test
    void recordsReadsOfAStreamAndItsEnd() throws Exception {
        check(run.calls(Operations.FILE_READ, "stream reader"), 1L, 10L, 20L, -1L);
    }

    @Test
    void recordsRandomAccess() throws Exception {
        check(run.calls(Operations.FILE_WRITE, "random"), 1L, 5L, 6L);
        check(run.calls(Operations.FILE_READ, "random"), 1L, 5L, 6L);
        int hooked = Runtime.version().feature() >= 21 ? 1 : 0;
        assertThat(run.calls(Operations.FILE_FORCE, "random")).hasSize(hooked);
    }

    @Test
    void recordsChannelsAndTheirForce() throws Exception {
        check(run.calls(Operations.FILE_WRITE, "channel"), 8L, 9L);
        check(run.calls(Operations.FILE_READ, "channel"), 4L, 5L);
        check(run.calls(Operations.FILE_FORCE, "channel"), -1L);
    }

    @Test
    void recordsAFailedReadWithItsException() throws Exception {
        List<RecordedEvent> reads = run.calls(Operations.FILE_READ, "failing");
        assertThat(reads).hasSize(1);
        assertThat(reads.get(0).getByte("outcome")).isEqualTo(Outcomes.FAILED);
        assertThat(ObservedJvm.className(reads.get(0), "exceptionClass"))
                .isEqualTo("java.io.IOException");
        assertThat(run.printed("failing")).isEqualTo("java.io.IOException");
    }

    private static void check(List<RecordedEvent> calls, Long... bytes) {
        List<Long> found = new ArrayList<>();
        for (RecordedEvent call : calls) {
            found.add(call.getLong("bytes"));
            assertThat(call.getString("target")).isEqualTo(file);
            assertThat(call.getByte("outcome")).isEqualTo(Outcomes.SATISFIED);
            assertThat(call.getLong("durationNanos")).isPositive();
        }
        assertThat(found).containsExactly(bytes);
    }
}
