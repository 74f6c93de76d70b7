package dev.holdup.report.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.blame.BlameEngine;
import dev.holdup.blame.BlameOptions;
import dev.holdup.drawing.Drawing;
import dev.holdup.model.CaptureInfo;
import dev.holdup.model.RecordingInfo;
import dev.holdup.model.TraceBuilder;
import dev.holdup.report.check.Verdict.Outcome;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CheckerTest {
    private static final String SLEEP_UNDER_LOCK =
            """
            worker: B(m) 10..70 by holder at com.acme.Work.run
            holder: holds m 0..70, S 5..65 at com.acme.Hold.run
            end 100
            """;

    @Test
    void findsTheStallThatIsTooLongAndItsCause() {
        Verdict verdict = check(SLEEP_UNDER_LOCK, "max-stall 59ms threads worker");

        assertThat(verdict.outcome()).isEqualTo(Outcome.BROKEN);
        assertThat(verdict.text()).isEqualTo("1 stall is longer than 59 ms, the longest 60 ms");
        assertThat(verdict.evidence())
                .containsExactly(
                        "`worker` was stalled 60 ms at 10 ms in monitor.enter at com.acme.Work.run,"
                                + " mostly because `holder` held the lock on `m` while sleeping at"
                                + " com.acme.Hold.run.");
    }

    @Test
    void keepsAStallOfExactlyTheLimit() {
        assertThat(check(SLEEP_UNDER_LOCK, "max-stall 60ms").outcome()).isEqualTo(Outcome.KEPT);
    }

    @Test
    void looksAtTheVictimsSiteAndAtTheRoots() {
        assertThat(check(SLEEP_UNDER_LOCK, "max-stall 1ms threads worker site acme.Hold").outcome())
                .isEqualTo(Outcome.BROKEN);
        assertThat(check(SLEEP_UNDER_LOCK, "max-stall 1ms threads worker site acme.Work").outcome())
                .isEqualTo(Outcome.BROKEN);
        assertThat(check(SLEEP_UNDER_LOCK, "max-stall 1ms site acme.Other").outcome())
                .isEqualTo(Outcome.KEPT);
    }

    @Test
    void judgesNobodyWhoseNameDoesNotMatch() {
        assertThat(check(SLEEP_UNDER_LOCK, "max-stall 1ms threads nobody").outcome())
                .isEqualTo(Outcome.KEPT);
    }

    @Test
    void measuresTheShareOfTimeThatIsNotIdle() {
        String drawing = "a: S 0..25, I() 50..100\nend 100\n";

        assertThat(check(drawing, "max-share 50%").outcome()).isEqualTo(Outcome.KEPT);
        Verdict verdict = check(drawing, "max-share 49.9%");
        assertThat(verdict.outcome()).isEqualTo(Outcome.BROKEN);
        assertThat(verdict.text()).isEqualTo("25 ms of 50 ms were suffered, 50.0 %");
    }

    @Test
    void findsADeadlock() {
        Verdict verdict =
                check(
                        """
                        a: holds x 0..100, B(y) 30..100 owner b
                        b: holds y 0..100, B(x) 40..100 owner a
                        end 100
                        """,
                        "no-deadlock");

        assertThat(verdict.outcome()).isEqualTo(Outcome.BROKEN);
        assertThat(verdict.evidence()).singleElement().asString().contains("`a` and `b`");
    }

    @Test
    void findsNoDeadlockInAConvoy() {
        assertThat(check(SLEEP_UNDER_LOCK, "no-deadlock").outcome()).isEqualTo(Outcome.KEPT);
    }

    @Test
    void findsAVirtualThreadThatBlocksItsCarrier() {
        Verdict verdict =
                check(
                        """
                        thread v virtual
                        thread c carrier
                        v: N(read db:5432) 10..40 at com.acme.Db.query
                        mount v on c 0..50
                        end 100
                        """,
                        "no-pinning");

        assertThat(verdict.outcome()).isEqualTo(Outcome.BROKEN);
        assertThat(verdict.evidence())
                .containsExactly(
                        "`v` blocked its carrier 30 ms at 10 ms in socket.read at com.acme.Db.query");
    }

    @Test
    void letsAVirtualThreadThatUnmountsWait() {
        assertThat(
                        check(
                                        """
                                        thread v virtual
                                        thread c carrier
                                        v: N(read db:5432) 10..40
                                        mount v on c 0..10
                                        mount v on c 40..50
                                        end 100
                                        """,
                                        "no-pinning")
                                .outcome())
                .isEqualTo(Outcome.KEPT);
    }

    @Test
    void saysNotRecordedIfShorterStallsThanTheLimitAreNot() {
        TreeMap<String, Long> thresholds = new TreeMap<>();
        thresholds.put("jdk.ThreadPark", 20_000_000L);
        thresholds.put("jdk.CompilerPhase", 10_000_000_000L);
        TraceBuilder builder = new TraceBuilder();
        builder.addThread("a", 1, 0, "");
        List<Verdict> verdicts =
                Checker.check(
                        BlameEngine.analyze(
                                builder.build(
                                        new RecordingInfo(List.of(), 0, 1_000_000, 0, "", ""),
                                        new CaptureInfo(
                                                CaptureInfo.Tier.PLAIN_JFR,
                                                0,
                                                List.of(),
                                                "none",
                                                thresholds,
                                                List.of(),
                                                0)),
                                BlameOptions.wholeRecording()),
                        List.of(Rule.parse("max-stall 10ms"), Rule.parse("max-stall 1s")));

        assertThat(verdicts.get(0).outcome()).isEqualTo(Outcome.NOT_RECORDED);
        assertThat(verdicts.get(0).text()).contains("jdk.ThreadPark shorter than 20 ms");
        assertThat(verdicts.get(1).outcome()).isEqualTo(Outcome.KEPT);
    }

    private static Verdict check(String drawing, String rule) {
        return Checker.check(
                        BlameEngine.analyze(
                                Drawing.parse(drawing).trace(), BlameOptions.wholeRecording()),
                        List.of(Rule.parse(rule)))
                .get(0);
    }
}
