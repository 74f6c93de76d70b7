package dev.holdup.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.model.CaptureInfo;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LimitsTest {
    @Test
    void saysOnceWhatSeveralHooksMissForOneReason() {
        CaptureInfo capture =
                new CaptureInfo(
                        CaptureInfo.Tier.AGENT,
                        3,
                        List.of(
                                "a.A.x()V: needs Java 24",
                                "b.B.y()V: native",
                                "c.C.z()V: needs Java 24"),
                        "none",
                        new TreeMap<>(),
                        List.of(),
                        0);
        assertThat(Limits.of(capture, List.of()))
                .contains(
                        "2 hooks not live, among them a.A.x()V: needs Java 24.",
                        "Hook not live: b.B.y()V: native.");
    }

    @Test
    void saysWhatThresholdsAndThrottlingHideOfWaitsAndNothingOfTheRest() {
        TreeMap<String, Long> thresholds = new TreeMap<>();
        thresholds.put("jdk.ThreadPark", 20_000_000L);
        thresholds.put("jdk.JavaMonitorEnter", 20_000_000L);
        thresholds.put("jdk.CompilerPhase", 10_000_000_000L);
        CaptureInfo capture =
                new CaptureInfo(
                        CaptureInfo.Tier.PLAIN_JFR,
                        0,
                        List.of(),
                        "none",
                        thresholds,
                        List.of("jdk.ObjectAllocationSample", "jdk.SocketRead"),
                        0);

        assertThat(Limits.of(capture, List.of()))
                .contains(
                        "Not recorded, and counted as running, if shorter than 20 ms:"
                                + " jdk.JavaMonitorEnter, jdk.ThreadPark.",
                        "Recorded in part, and the rest counted as running: jdk.SocketRead.")
                .noneMatch(limit -> limit.contains("Compiler") || limit.contains("Allocation"));
    }
}
