package dev.holdup.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.model.SegmentTable;
import dev.holdup.model.ThreadState;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TilePainterTest {
    /** The wire's columns, read independently of the writer. */
    private static final class Tile {
        final int[] starts;
        final int[] ends;
        final int[] segments;
        final int[] counts;
        final byte[] states;
        final byte[] shares;

        private Tile(int[][] columns, byte[] states, byte[] shares) {
            starts = columns[0];
            ends = columns[1];
            segments = columns[2];
            counts = columns[3];
            this.states = states;
            this.shares = shares;
        }

        static Tile read(byte[] bytes) {
            ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            byte[] magic = new byte[4];
            in.get(magic);
            assertThat(magic).isEqualTo(new byte[] {'H', 'T', 'L', '1'});
            int lanes = in.getInt();
            in.getDouble();
            in.getDouble();
            in.getInt();
            int items = in.getInt();
            in.position(in.position() + 4 * (2 * lanes + 1));
            int[][] columns = new int[4][items];
            for (int[] column : columns) {
                for (int i = 0; i < items; i++) {
                    column[i] = in.getInt();
                }
            }
            byte[] states = new byte[4 * items];
            byte[] shares = new byte[4 * items];
            in.get(states).get(shares);
            assertThat(in.remaining()).isZero();
            return new Tile(columns, states, shares);
        }
    }

    @Test
    void coversTheWindowWithoutGapAndKeepsLongSegmentsExact() {
        Random random = new Random(11);
        for (int round = 0; round < 60; round++) {
            SegmentTable segments = RandomLanes.trace(round, 1, 1 + random.nextInt(400)).segments();
            LaneIndex lane = new LaneIndex(segments, 0, segments::state);
            int shift = random.nextInt(12);
            long from = random.nextLong(lane.endNanos());
            long to = from + 1 + random.nextLong(lane.endNanos() - from);
            Tile tile = paint(lane, from, to, shift);
            long now = Math.max(from, lane.startNanos());
            for (int item = 0; item < tile.starts.length; item++) {
                assertThat(from + tile.starts[item]).isEqualTo(now);
                now = from + tile.ends[item];
                assertThat(tile.ends[item]).isGreaterThan(tile.starts[item]);
                if (tile.counts[item] > 1) {
                    assertThat(tile.ends[item] - tile.starts[item]).isLessThanOrEqualTo(1 << shift);
                }
            }
            assertThat(now).isEqualTo(Math.max(now, Math.min(to, lane.endNanos())));
            for (int row = 0; row < lane.count(); row++) {
                long start = Math.max(lane.start(row), from);
                long end = Math.min(lane.end(row), to);
                if (lane.end(row) - lane.start(row) >= 1L << shift && start < end) {
                    assertThat(hasItem(tile, lane.segment(row), start - from, end - from)).isTrue();
                }
            }
        }
    }

    @Test
    void sharesOfAMixedItemAreTheTimesOfItsStates() {
        Random random = new Random(12);
        for (int round = 0; round < 60; round++) {
            SegmentTable segments = RandomLanes.trace(round, 1, 400).segments();
            LaneIndex lane = new LaneIndex(segments, 0, segments::state);
            Tile tile = paint(lane, 0, lane.endNanos(), 6 + random.nextInt(6));
            for (int item = 0; item < tile.starts.length; item++) {
                long[] sums = new long[LaneIndex.STATES];
                lane.addTimesBetween(tile.starts[item], tile.ends[item], sums);
                int length = tile.ends[item] - tile.starts[item];
                for (int k = 4 * item; k < 4 * item + 4; k++) {
                    int share = Byte.toUnsignedInt(tile.shares[k]);
                    if (share > 0) {
                        double expected = 255.0 * sums[tile.states[k]] / length;
                        assertThat((double) share)
                                .as(ThreadState.ofCode(tile.states[k]).name())
                                .isBetween(expected - 1, Math.max(1, expected));
                    }
                }
            }
        }
    }

    @Test
    void zoomedOutAnswerHasNoMoreItemsThanPixelsAndAFew() {
        SegmentTable segments = RandomLanes.trace(5, 1, 20_000).segments();
        LaneIndex lane = new LaneIndex(segments, 0, segments::state);
        Tile tile = paint(lane, 0, lane.endNanos(), 12);
        long pixels = (lane.endNanos() >> 12) + 1;
        assertThat((long) tile.starts.length).isLessThanOrEqualTo(2 * pixels);
    }

    private static Tile paint(LaneIndex lane, long from, long to, int shift) {
        TileColumns columns = new TileColumns(from, to, 0);
        columns.beginLane(0);
        new TilePainter().paint(lane, from, to, shift, columns);
        return Tile.read(columns.encode());
    }

    private static boolean hasItem(Tile tile, int segment, long start, long end) {
        for (int item = 0; item < tile.starts.length; item++) {
            if (tile.segments[item] == segment
                    && tile.counts[item] == 1
                    && tile.starts[item] == start
                    && tile.ends[item] == end) {
                return true;
            }
        }
        return false;
    }
}
