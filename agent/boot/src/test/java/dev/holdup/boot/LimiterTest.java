package dev.holdup.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LimiterTest {
    private static final long SECOND = 1_000_000_000;
    private static final long SHORT = 1_000_000;

    @AfterEach
    void liftLimit() {
        Limiter.setRate(Kinds.TASK, 0);
    }

    @Test
    void admitsABurstOfOneSecondAndThenTheRate() {
        Limiter.setRate(Kinds.TASK, 100);
        long now = System.nanoTime() + 10 * SECOND;
        assertThat(admitted(1_000, SHORT, now)).isEqualTo(100);
        assertThat(admitted(1_000, SHORT, now + SECOND / 10)).isEqualTo(10);
        assertThat(admitted(1_000, SHORT, now + 5 * SECOND)).isEqualTo(100);
    }

    @Test
    void keepsRoomForLongWaitsInAFloodOfShortOnes() {
        Limiter.setRate(Kinds.TASK, 10);
        long now = System.nanoTime() + 10 * SECOND;
        assertThat(admitted(1_000, SHORT, now)).isEqualTo(10);
        assertThat(admitted(3, Limiter.LONG_WAIT_NANOS, now)).isEqualTo(3);
    }

    @Test
    void admitsEverythingWithoutALimit() {
        Limiter.setRate(Kinds.TASK, 0);
        assertThat(admitted(10_000, SHORT, System.nanoTime())).isEqualTo(10_000);
    }

    private static int admitted(int asked, long waited, long now) {
        int admitted = 0;
        for (int i = 0; i < asked; i++) {
            if (Limiter.admits(Kinds.TASK, waited, now)) {
                admitted++;
            }
        }
        return admitted;
    }
}
