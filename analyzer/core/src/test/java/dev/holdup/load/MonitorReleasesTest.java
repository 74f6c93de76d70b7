package dev.holdup.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.base.RowOrder;
import dev.holdup.load.event.Origin;
import dev.holdup.load.event.WaitRows;
import dev.holdup.model.Operation;
import org.junit.jupiter.api.Test;

class MonitorReleasesTest {
    private final WaitRows waits = new WaitRows();

    @Test
    void isTheEndOfTheWaitWhereThePreviousOwnerRan() {
        blocked(10, 20);
        assertThat(releases().latest(0, 30, 50)).isEqualTo(50);
    }

    @Test
    void isBeforeAWaitThatThePreviousOwnerWasStillInAtTheEnd() {
        blocked(42, 90);
        assertThat(releases().latest(0, 30, 50)).isEqualTo(42);
    }

    @Test
    void isTheEndWhereThePreviousOwnerWaitedWhileItHeldTheMonitor() {
        blocked(32, 45);
        assertThat(releases().latest(0, 30, 50)).isEqualTo(50);
    }

    @Test
    void isBeforeTheOutermostOfNestedWaits() {
        blocked(40, 90);
        blocked(44, 80);
        assertThat(releases().latest(0, 30, 50)).isEqualTo(40);
    }

    @Test
    void isNeverWhereThePreviousOwnerWaitedAllTheTime() {
        blocked(10, 90);
        assertThat(releases().latest(0, 30, 50)).isEqualTo(MonitorReleases.NEVER);
    }

    private void blocked(long start, long end) {
        waits.add(Origin.HOLDUP_PARK, 0, start, end, Operation.PARK.code(), -1, -1);
    }

    private MonitorReleases releases() {
        return new MonitorReleases(waits, RowOrder.of(waits.threads, waits.startNanos, 1));
    }
}
