package dev.holdup.blame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.drawing.Drawing;
import dev.holdup.drawing.Verdicts;
import dev.holdup.model.CaptureInfo;
import dev.holdup.model.Confidence;
import dev.holdup.model.Operation;
import dev.holdup.model.RecordingInfo;
import dev.holdup.model.ResourceTable;
import dev.holdup.model.StackTable;
import dev.holdup.model.ThreadState;
import dev.holdup.model.Trace;
import dev.holdup.model.TraceBuilder;
import dev.holdup.model.WakeKind;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BlameEngineTest {
    private final TraceBuilder builder = new TraceBuilder();

    @Test
    void blamesTheCpuThatAJoinedThreadDidNotHaveYet() {
        assertThat(
                        Verdicts.differences(
                                """
                                thread job 5..9 by main
                                main: J(job) 2..9
                                end 20
                                expect main -> CPU job 3
                                expect main -> EXEC job 4
                                """))
                .isEmpty();
    }

    @Test
    void blamesWhoStartedTheWakerBeforeTheWakerWasThere() {
        assertThat(
                        Verdicts.differences(
                                """
                                thread helper 30..60 by boss
                                boss: N(read db) 0..20
                                A: W(latch.await l) 10..50 by helper
                                end 80
                                expect A -> CALL boss socket.read 10
                                expect A -> EXEC boss 10
                                expect A -> EXEC helper 20
                                """))
                .isEmpty();
    }

    @Test
    void anEmptyWindowHasNoBlame() {
        BlameResult result =
                BlameEngine.analyze(
                        Drawing.parse("A: N(read db) 0..10\nend 20\n").trace(),
                        BlameOptions.wholeRecording().window(5_000_000, 5_000_000));
        assertThat(result.cellCount()).isZero();
        assertThat(result.sufferedNanos()).isZero();
    }

    @Test
    void namesNoCarrierForWhatAVirtualThreadOnItDid() {
        assertThat(
                        Verdicts.differences(
                                """
                                thread c carrier
                                A: W(latch.await l) 10..50 by c
                                end 80
                                expect A -> UNKNOWN 40
                                """))
                .isEmpty();
    }

    @Test
    void blamesTheReadOfTheProducerWhenTheConsumerWaitsForIt() {
        int user = builder.addThread("User", 1, 0, "");
        int parser = builder.addThread("Parser", 2, 0, "");
        int queue = builder.resource(ResourceTable.Kind.SYNCHRONIZER, "Queue", 1);
        int net = builder.resource(ResourceTable.Kind.SOCKET, "db:5432", 0);
        int wait = builder.addWait(user, 0, 100, Operation.QUEUE_TAKE, queue, StackTable.NONE);
        builder.addWake(wait, parser, 100, WakeKind.UNPARK, Confidence.EXACT, StackTable.NONE);
        builder.addWait(parser, 20, 100, Operation.SOCKET_READ, net, StackTable.NONE);

        BlameResult result = BlameEngine.analyze(build(100), BlameOptions.wholeRecording());

        assertThat(result.sufferedNanos()).isEqualTo(180);
        assertThat(result.sufferedNanos(user)).isEqualTo(100);
        assertThat(result.inflictedOthersNanos(parser)).isEqualTo(100);
        assertThat(result.stateNanos(parser, ThreadState.RUNNING)).isEqualTo(20);
        List<Piece> pieces = BlameQuery.pieces(result, user, 0, 100);
        assertThat(pieces).hasSize(2);
        assertThat(result.rootKind(pieces.get(0).root())).isEqualTo(RootKind.EXEC);
        assertThat(result.rootKind(pieces.get(1).root())).isEqualTo(RootKind.CALL);
        assertThat(result.rootWallNanos(pieces.get(1).root())).isEqualTo(80);
    }

    private Trace build(long durationNanos) {
        return builder.build(
                new RecordingInfo(List.of(), 0, durationNanos, 0, "", ""),
                new CaptureInfo(
                        CaptureInfo.Tier.AGENT,
                        0,
                        List.of(),
                        "none",
                        new TreeMap<>(),
                        List.of(),
                        0));
    }
}
