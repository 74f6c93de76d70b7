package dev.holdup.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.model.SegmentTable;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class LaneIndexTest {
    @Test
    void sumsTimesBetweenAnyTwoInstantsAsCountingDoes() {
        Random random = new Random(7);
        for (int round = 0; round < 40; round++) {
            SegmentTable segments = RandomLanes.trace(round, 1, 1 + random.nextInt(300)).segments();
            LaneIndex lane = new LaneIndex(segments, 0, segments::state);
            for (int i = 0; i < 50; i++) {
                long a = random.nextLong(lane.endNanos() + 100) - 50;
                long b = random.nextLong(lane.endNanos() + 100) - 50;
                long[] sums = new long[LaneIndex.STATES];
                lane.addTimesBetween(Math.min(a, b), Math.max(a, b), sums);
                assertThat(sums).isEqualTo(counted(segments, Math.min(a, b), Math.max(a, b)));
            }
        }
    }

    @Test
    void findsTheLongestStallOfARange() {
        Random random = new Random(8);
        for (int round = 0; round < 40; round++) {
            SegmentTable segments = RandomLanes.trace(round, 1, 1 + random.nextInt(300)).segments();
            LaneIndex lane = new LaneIndex(segments, 0, segments::state);
            int from = random.nextInt(lane.count());
            int to = from + 1 + random.nextInt(lane.count() - from);
            long longest = -1;
            boolean stall = false;
            for (int row = from; row < to; row++) {
                stall |= segments.state(row).isStall();
            }
            for (int row = from; row < to; row++) {
                if (!stall || segments.state(row).isStall()) {
                    longest = Math.max(longest, lane.end(row) - lane.start(row));
                }
            }
            int found = lane.heaviest(from, to);
            assertThat(found).isBetween(from, to - 1);
            assertThat(lane.end(found) - lane.start(found)).isEqualTo(longest);
            assertThat(segments.state(found).isStall()).isEqualTo(stall);
        }
    }

    @Test
    void knowsWhichRowHoldsAnInstantAndThatNoneDoesOutside() {
        SegmentTable segments = RandomLanes.trace(3, 1, 200).segments();
        LaneIndex lane = new LaneIndex(segments, 0, segments::state);
        assertThat(lane.at(lane.startNanos() - 1)).isEqualTo(-1);
        assertThat(lane.at(lane.endNanos())).isEqualTo(-1);
        for (int row = 0; row < lane.count(); row++) {
            assertThat(lane.at(lane.start(row))).isEqualTo(row);
            assertThat(lane.at(lane.end(row) - 1)).isEqualTo(row);
        }
    }

    private static long[] counted(SegmentTable segments, long from, long to) {
        long[] sums = new long[LaneIndex.STATES];
        for (int segment = 0; segment < segments.size(); segment++) {
            long start = Math.max(from, segments.startNanos(segment));
            long end = Math.min(to, segments.endNanos(0, segment));
            sums[segments.state(segment).code()] += Math.max(0, end - start);
        }
        return sums;
    }
}
