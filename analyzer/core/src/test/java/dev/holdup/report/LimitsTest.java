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
}
