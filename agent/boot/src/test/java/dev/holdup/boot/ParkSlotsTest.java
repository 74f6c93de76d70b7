package dev.holdup.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ParkSlotsTest {
    private static final long THREAD = 4711;

    @Test
    void tellsHowLongAThreadHasBeenParked() {
        long start = -123_456_789_012L;
        ParkSlots.park(THREAD, start);
        long word = ParkSlots.find(THREAD);
        assertThat(word).isNotZero();
        assertThat(ParkSlots.waitedNanos(word, start + 5_000_000))
                .isBetween(4_999_936L, 5_000_064L);
        assertThat(ParkSlots.clear(THREAD, start)).isEqualTo(ParkSlots.UNCLAIMED);
        assertThat(ParkSlots.find(THREAD)).isZero();
    }

    @Test
    void aParkThatBeganAfterTheActHasNotLasted() {
        long start = 987_654_321_000L;
        ParkSlots.park(THREAD, start);
        assertThat(ParkSlots.waitedNanos(ParkSlots.find(THREAD), start - 157_440)).isZero();
        assertThat(ParkSlots.clear(THREAD, start)).isEqualTo(ParkSlots.UNCLAIMED);
    }

    @Test
    void letsOneWakerClaimAPark() {
        ParkSlots.park(THREAD, 1_000);
        long word = ParkSlots.find(THREAD);
        assertThat(ParkSlots.claim(THREAD, word)).isTrue();
        assertThat(ParkSlots.claim(THREAD, word)).isFalse();
        assertThat(ParkSlots.clear(THREAD, 1_000)).isEqualTo(ParkSlots.CLAIMED);
    }

    @Test
    void noticesAnotherThreadInTheSlot() {
        long other = sameSlot();
        ParkSlots.park(THREAD, 1_000);
        ParkSlots.park(other, 2_000);
        assertThat(ParkSlots.find(THREAD)).isZero();
        assertThat(ParkSlots.clear(THREAD, 1_000)).isEqualTo(ParkSlots.TAKEN);
        assertThat(ParkSlots.clear(other, 2_000)).isEqualTo(ParkSlots.UNCLAIMED);
    }

    private static long sameSlot() {
        long other = THREAD + 1;
        while (ParkSlots.index(other) != ParkSlots.index(THREAD)) {
            other++;
        }
        return other;
    }
}
