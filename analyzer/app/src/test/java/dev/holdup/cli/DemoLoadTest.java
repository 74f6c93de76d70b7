package dev.holdup.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DemoLoadTest {
    private static final String LINE =
            "requests=823 failed=1 tookNanos=8240090046 hotRequests=816 hotP50Nanos=1076178"
                    + " hotP99Nanos=582634162 hotMaxNanos=592383219 tapeRequests=7"
                    + " tapeP50Nanos=604431414";

    @Test
    void readsTheSummaryOfTheSample() {
        DemoLoad load = DemoLoad.parse(LINE);
        assertThat(load.requests()).isEqualTo(823);
        assertThat(load.failed()).isEqualTo(1);
        assertThat(load.hotP50Nanos()).isEqualTo(1_076_178);
        assertThat(load.hotP99Nanos()).isEqualTo(582_634_162);
        assertThat(load.tapeRequests()).isEqualTo(7);
        assertThat(load.perSecond()).isBetween(99.8, 99.9);
    }

    @Test
    void saysWhichWordIsMissing() {
        assertThatThrownBy(() -> DemoLoad.parse(LINE.replace("hotP99Nanos", "p99")))
                .hasMessageContaining("hotP99Nanos=number");
    }
}
