package dev.holdup.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.base.RowOrder;
import dev.holdup.load.event.ActRows;
import dev.holdup.load.event.Origin;
import dev.holdup.load.event.WaitRows;
import dev.holdup.model.Operation;
import dev.holdup.model.WakeKind;
import org.junit.jupiter.api.Test;

/** Which wake-up belongs to which park, with clocks that are read a little apart. */
class ActMatcherTest {
    private static final int WAKER = 0;
    private static final int SLEEPER = 1;
    private static final long MS = 1_000_000;

    private final WaitRows waits = new WaitRows();
    private final ActRows acts = new ActRows();

    @Test
    void findsParkWhoseEventWasDatedLateBecauseItsThreadHadNoCpu() {
        int earlier = park(10 * MS, 20 * MS);
        int park = park(30 * MS + 14_192, 2_550 * MS);
        wake(2_547 * MS, 2_517 * MS);

        ActMatcher matcher = match();

        assertThat(matcher.actOf(earlier)).isEqualTo(ActMatcher.NONE);
        assertThat(matcher.actOf(park)).isZero();
        assertThat(matcher.isMatched(0)).isTrue();
    }

    @Test
    void leavesTheNextParkAloneWhenTheOneThatEndedWasNotRecorded() {
        int next = park(30 * MS + 5_000, 50 * MS);
        wake(30 * MS, MS / 2);

        ActMatcher matcher = match();

        assertThat(matcher.actOf(next)).isEqualTo(ActMatcher.NONE);
        assertThat(matcher.isMatched(0)).isFalse();
    }

    private int park(long startNanos, long endNanos) {
        byte operation = Operation.PARK.code();
        return waits.add(Origin.HOLDUP_PARK, SLEEPER, startNanos, endNanos, operation, 0, 0);
    }

    private void wake(long atNanos, long waitedNanos) {
        acts.add(WAKER, atNanos, SLEEPER, 0, waitedNanos, WakeKind.UNPARK.code(), 0);
    }

    private ActMatcher match() {
        RowOrder order = RowOrder.of(waits.threads, waits.startNanos, 2);
        ActMatcher matcher = new ActMatcher(waits, acts, order, 2);
        matcher.run();
        return matcher;
    }
}
