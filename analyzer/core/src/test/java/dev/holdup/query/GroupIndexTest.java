package dev.holdup.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.model.SegmentTable;
import dev.holdup.model.Trace;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class GroupIndexTest {
    @Test
    void timesBetweenInstantsAreThoseOfItsThreadsTogether() {
        Random random = new Random(3);
        for (int round = 0; round < 40; round++) {
            Trace trace = RandomLanes.trace(round, 1 + random.nextInt(7), 1 + random.nextInt(150));
            int[] threads = IntStream.range(0, trace.threads().size()).toArray();
            SegmentTable segments = trace.segments();
            GroupIndex group = GroupIndex.of(segments, threads, segments::state);
            long now = random.nextLong(500);
            GroupIndex.Cursor cursor = group.new Cursor(now);
            long[] before = cursor.times().clone();
            for (int step = 0; step < 30; step++) {
                long next = now + random.nextLong(1 + group.endNanos() / 8);
                cursor.moveTo(next);
                long[] expected = new long[LaneIndex.STATES];
                for (int thread : threads) {
                    new LaneIndex(segments, thread, segments::state)
                            .addTimesBetween(now, next, expected);
                }
                for (int state = 0; state < expected.length; state++) {
                    assertThat(cursor.times()[state] - before[state]).isEqualTo(expected[state]);
                }
                before = cursor.times().clone();
                now = next;
            }
        }
    }

    @Test
    void paintedItemsCoverTheGroupsLifeWithoutOverlap() {
        for (int round = 0; round < 40; round++) {
            Trace trace = RandomLanes.trace(round, 4, 120);
            SegmentTable segments = trace.segments();
            GroupIndex group = GroupIndex.of(segments, new int[] {0, 1, 2, 3}, segments::state);
            TileColumns columns = new TileColumns(0, group.endNanos(), 0);
            columns.beginLane(-2);
            group.paint(0, group.endNanos(), 7, columns);
            assertThat(columns.items()).isPositive();
            assertThat(columns.items()).isLessThanOrEqualTo((int) (group.endNanos() >> 7) + 2);
        }
    }
}
