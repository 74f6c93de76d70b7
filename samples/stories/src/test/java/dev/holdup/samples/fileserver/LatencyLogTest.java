package dev.holdup.samples.fileserver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LatencyLogTest {

    @Test
    void percentilesAreRecordedValues() {
        LatencyLog log = new LatencyLog();
        for (int nanos = 100; nanos >= 1; nanos--) {
            log.record(nanos, nanos == 7 ? "lost" : "");
        }
        assertThat(log.percentile(50)).isEqualTo(50);
        assertThat(log.percentile(99)).isEqualTo(99);
        assertThat(log.percentile(100)).isEqualTo(100);
        assertThat(log.failures()).isEqualTo(1);
        assertThat(log.firstFailure()).isEqualTo("lost");
    }

    @Test
    void addsAnotherLogOfAnySize() {
        LatencyLog sum = new LatencyLog();
        LatencyLog part = new LatencyLog();
        for (int i = 0; i < 3000; i++) {
            part.record(i, "");
        }
        sum.add(part);
        sum.add(part);
        assertThat(sum.count()).isEqualTo(6000);
        assertThat(sum.percentile(100)).isEqualTo(2999);
    }

    @Test
    void saysZeroWithoutRequests() {
        assertThat(new LatencyLog().percentile(99)).isZero();
    }
}
