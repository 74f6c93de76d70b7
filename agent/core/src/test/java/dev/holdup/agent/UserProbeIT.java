package dev.holdup.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.acme.Shop;
import dev.holdup.boot.Operations;
import dev.holdup.boot.Outcomes;
import dev.holdup.load.LoadOptions;
import dev.holdup.load.RecordingLoader;
import dev.holdup.model.Operation;
import dev.holdup.model.Trace;
import dev.holdup.model.WaitTable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jdk.jfr.consumer.RecordedEvent;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Methods of an application, named by option, become operations of their own. */
class UserProbeIT {
    private static final long MILLI = 1_000_000;

    @TempDir private Path folder;

    @Test
    void recordsTheNamedMethodsWithAnArgument() throws Exception {
        ObservedJvm run =
                ObservedJvm.run(
                        folder, "probe=com.acme.Dao#find*;threshold=20ms;arg=0", Shop.class);
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.printed("failed")).isEqualTo("true");
        assertThat(run.out()).doesNotContain("asked=");
        List<RecordedEvent> calls = run.calls(Operations.USER_CALL, "main");
        assertThat(calls).hasSize(3);
        for (RecordedEvent call : calls) {
            assertThat(call.getLong("durationNanos")).isGreaterThanOrEqualTo(30 * MILLI);
            assertThat(ObservedJvm.frames(call)).anyMatch(frame -> frame.startsWith("Dao.find"));
        }
        assertThat(outline(calls))
                .startsWith(
                        tuple("com.acme.Dao.findByName(Ada)", Outcomes.SATISFIED),
                        tuple("com.acme.Dao.findById(42)", Outcomes.SATISFIED));
        assertThat(calls.get(2).getString("target"))
                .startsWith("com.acme.Dao.findAny(com.acme.Shop$Criteria@");
        assertThat(calls.get(2).getByte("outcome")).isEqualTo(Outcomes.FAILED);
        assertThat(ObservedJvm.className(calls.get(2), "exceptionClass"))
                .isEqualTo("java.lang.UnsupportedOperationException");
        assertThat(run.losses()).isEmpty();
    }

    @Test
    void showsACallUnderItsLabelInFrontOfWhatItIsMadeOf() throws Exception {
        Path config = folder.resolve("holdup.conf");
        List<String> lines =
                List.of(
                        "# one a line",
                        "probe=com.acme.Dao#findByName;label=look up",
                        "probe=com.acme.Dao#store;label=store",
                        "threshold.user=20ms",
                        "idle=queue.take in com.acme.Dao.worker");
        Files.write(config, lines, StandardCharsets.UTF_8);
        ObservedJvm run = ObservedJvm.run(folder, "config=" + config, Shop.class);
        Trace trace =
                RecordingLoader.load(List.of(run.recording()), LoadOptions.defaults()).trace();
        List<String> labels = new ArrayList<>();
        WaitTable waits = trace.waits();
        for (int wait = 0; wait < waits.size(); wait++) {
            if (waits.operation(wait) == Operation.USER_CALL) {
                labels.add(trace.resources().name(waits.resource(wait)));
                long middle = (waits.startNanos(wait) + waits.endNanos(wait)) / 2;
                int segment = trace.segments().at(waits.thread(wait), middle);
                assertThat(trace.segments().wait(segment)).isEqualTo(wait);
            }
        }
        assertThat(labels).containsExactly("look up", "store");
        assertThat(trace.capture().idleRules())
                .containsExactly("idle queue.take in com.acme.Dao.worker");
        assertThat(trace.capture().hooksMissing()).noneMatch(hook -> hook.contains("com.acme"));
    }

    @Test
    void saysWhichProbeFoundNothing() throws Exception {
        ObservedJvm run = ObservedJvm.run(folder, "probe=com.acme.Nowhere#find", Shop.class);
        assertThat(run.exit()).as(run.err()).isZero();
        Trace trace =
                RecordingLoader.load(List.of(run.recording()), LoadOptions.defaults()).trace();
        assertThat(trace.capture().hooksMissing())
                .anyMatch(hook -> hook.startsWith("com.acme.Nowhere.find: no such method"));
    }

    private static List<Tuple> outline(List<RecordedEvent> calls) {
        List<Tuple> outline = new ArrayList<>();
        for (RecordedEvent call : calls) {
            outline.add(tuple(call.getString("target"), call.getByte("outcome")));
        }
        return outline;
    }
}
