package dev.holdup.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GateTest {
    private static final long WAITED = 1_000;

    @BeforeEach
    void arm() {
        Losses.reset();
        Switch.armed = true;
    }

    @AfterEach
    void disarm() {
        Switch.armed = false;
        Switch.exclude(new long[0]);
        Limiter.setRate(Kinds.TASK, 0);
        Losses.reset();
    }

    @Test
    void countsWhatItLetsThrough() {
        int mark = open();
        assertThat(mark).isNotNegative();
        Gate.close(mark, Kinds.TASK);
        assertThat(Losses.recordedCount(Kinds.TASK)).isEqualTo(1);
    }

    @Test
    void refusesAndCountsAProbeInsideAProbe() {
        int mark = open();
        assertThat(open()).isEqualTo(-1);
        assertThat(Losses.count(Kinds.TASK, Losses.NESTED)).isEqualTo(1);
        assertThat(Losses.nanos(Kinds.TASK, Losses.NESTED)).isEqualTo(WAITED);
        Gate.close(mark, Kinds.TASK);
        checkIsOpen();
    }

    @Test
    void countsWhatTheLimiterRefuses() {
        Limiter.setRate(Kinds.TASK, 1);
        int lost = 0;
        for (int i = 0; i < 10; i++) {
            int mark = open();
            if (mark >= 0) {
                Gate.close(mark, Kinds.TASK);
            } else {
                lost++;
            }
        }
        assertThat(lost).isBetween(7, 9);
        assertThat(Losses.count(Kinds.TASK, Losses.LIMITER)).isEqualTo(lost);
        assertThat(Losses.recordedCount(Kinds.TASK)).isEqualTo(10 - lost);
    }

    @Test
    void forgetsAMarkThatAnErrorLeftBehind() {
        long now = System.nanoTime();
        assertThat(Gate.open(Kinds.TASK, 1, WAITED, now)).isNotNegative();
        int mark = Gate.open(Kinds.TASK, 1, WAITED, now + 2_000_000_000L);
        assertThat(mark).isNotNegative();
        Gate.close(mark, Kinds.TASK);
    }

    @Test
    void saysNothingOfExcludedThreads() {
        Switch.exclude(new long[] {JdkFields.threadId(Thread.currentThread())});
        assertThat(open()).isEqualTo(-1);
        assertThat(Losses.count(Kinds.TASK, Losses.NESTED)).isZero();
        assertThat(Losses.count(Kinds.TASK, Losses.LIMITER)).isZero();
    }

    @Test
    void notesTheSelfTestInsteadOfRecordingIt() {
        SelfTestLog.clear();
        Switch.selfTest(Thread.currentThread());
        try {
            assertThat(open()).isEqualTo(-1);
            assertThat(SelfTestLog.saw(Operations.PARK)).isTrue();
        } finally {
            Switch.selfTest(null);
        }
        assertThat(Losses.recordedCount(Kinds.TASK)).isZero();
    }

    @Test
    void countsAndNamesAFailure() {
        Gate.fail(open(), Kinds.TASK, new IllegalStateException("planted"));
        assertThat(Losses.count(Kinds.TASK, Losses.ERROR)).isEqualTo(1);
        assertThat(Losses.firstError()).contains("IllegalStateException").contains("GateTest");
        checkIsOpen();
    }

    private static void checkIsOpen() {
        int mark = open();
        assertThat(mark).isNotNegative();
        Gate.close(mark, Kinds.TASK);
    }

    private static int open() {
        return Gate.open(Kinds.TASK, Operations.PARK, WAITED, System.nanoTime());
    }
}
