package dev.holdup.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.model.SegmentTable;
import dev.holdup.model.Trace;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class GroupIndexTest {
    @Test
    void itemsCarryTheTimesOfItsThreadsTogetherAtEveryResolution() {
        Random random = new Random(3);
        for (int round = 0; round < 60; round++) {
            Trace trace = RandomLanes.trace(round, 1 + random.nextInt(7), 1 + random.nextInt(150));
            int[] threads = IntStream.range(0, trace.threads().size()).toArray();
            SegmentTable segments = trace.segments();
            GroupIndex group = GroupIndex.of(segments, threads, segments::state);
            // Coarser than the grid, and finer, so that both ways of counting are met.
            int shift = Math.max(0, group.gridShift() + random.nextInt(7) - 3);
            long from = (random.nextLong(1 + group.endNanos() / 2) >> shift) << shift;
            long to = Math.min(group.endNanos(), from + ((1L + random.nextInt(60)) << shift));
            for (Item item : items(group, from, to, shift)) {
                long[] expected = new long[LaneIndex.STATES];
                for (int thread : threads) {
                    new LaneIndex(segments, thread, segments::state)
                            .addTimesBetween(item.start, item.end, expected);
                }
                long all = (item.end - item.start) * group.peak();
                for (int k = 0; k < TileColumns.MIX; k++) {
                    if (item.shares[k] > 0) {
                        assertThat(item.shares[k])
                                .isEqualTo((int) Math.max(1, expected[item.states[k]] * 255 / all));
                    }
                }
            }
        }
    }

    @Test
    void paintedItemsFollowEachOtherWithoutOverlapAndLeaveNoLiveInstantOut() {
        for (int round = 0; round < 40; round++) {
            Trace trace = RandomLanes.trace(round, 4, 120);
            SegmentTable segments = trace.segments();
            GroupIndex group = GroupIndex.of(segments, new int[] {0, 1, 2, 3}, segments::state);
            for (int shift : new int[] {3, 7, 11}) {
                long now = 0;
                for (Item item : items(group, 0, group.endNanos(), shift)) {
                    assertThat(item.start).isGreaterThanOrEqualTo(now);
                    assertThat(item.end).isGreaterThan(item.start);
                    now = item.end;
                }
                assertThat(now).isEqualTo(group.endNanos());
            }
        }
    }

    @Test
    void peakIsTheLargestNumberAliveAtOnce() {
        for (int round = 0; round < 40; round++) {
            Trace trace = RandomLanes.trace(round, 6, 9);
            SegmentTable segments = trace.segments();
            int[] threads = {0, 1, 2, 3, 4, 5};
            int most = 0;
            for (long at = 0; at < trace.recording().durationNanos(); at++) {
                int alive = 0;
                for (int thread : threads) {
                    alive += segments.at(thread, at) >= 0 ? 1 : 0;
                }
                most = Math.max(most, alive);
            }
            assertThat(GroupIndex.of(segments, threads, segments::state).peak()).isEqualTo(most);
        }
    }

    private static final class Item {
        private final long start;
        private final long end;
        private final int[] states;
        private final int[] shares;

        Item(long start, long end, int[] states, int[] shares) {
            this.start = start;
            this.end = end;
            this.states = states;
            this.shares = shares;
        }
    }

    private static List<Item> items(GroupIndex group, long from, long to, int shift) {
        TileColumns columns = new TileColumns(from, to, 0);
        columns.beginLane(-2);
        group.paint(from, to, shift, columns);
        ByteBuffer in = ByteBuffer.wrap(columns.encode()).order(ByteOrder.LITTLE_ENDIAN);
        int count = in.getInt(28);
        int starts = 32 + 4 + 8;
        List<Item> items = new ArrayList<>();
        for (int item = 0; item < count; item++) {
            int[] states = new int[TileColumns.MIX];
            int[] shares = new int[TileColumns.MIX];
            for (int k = 0; k < TileColumns.MIX; k++) {
                int at = starts + 16 * count + TileColumns.MIX * item + k;
                states[k] = in.get(at);
                shares[k] = in.get(at + TileColumns.MIX * count) & 0xff;
            }
            items.add(
                    new Item(
                            from + in.getInt(starts + 4 * item),
                            from + in.getInt(starts + 4 * (count + item)),
                            states,
                            shares));
        }
        return items;
    }
}
