package dev.holdup.query;

import java.util.Arrays;

/**
 * Cuts one lane into items for a picture whose pixels are about 2^shift nanoseconds wide. A segment
 * at least that long is an item of its own with its exact bounds; a run of shorter ones is cut at
 * multiples of 2^shift into items that carry the time of each state, so that what is too small to
 * draw is still counted. Cost O(items log n), whatever the number of segments.
 */
final class TilePainter {
    private final long[] sums = new long[LaneIndex.STATES];

    /** Adds the items of {@code lane} in [from, to) to {@code out}. */
    void paint(LaneIndex lane, long fromNanos, long toNanos, int shift, TileColumns out) {
        long resolution = 1L << shift;
        long now = Math.max(fromNanos, lane.startNanos());
        long until = Math.min(toNanos, lane.endNanos());
        if (lane.count() == 0 || now >= until) {
            return;
        }
        int row = lane.at(now);
        while (now < until) {
            if (lane.end(row) - lane.start(row) >= resolution) {
                now = single(lane, row, now, until, out);
                row++;
                continue;
            }
            long bucketEnd = Math.min(until, (now & -resolution) + resolution);
            int last = lane.lastStartingBefore(row, bucketEnd);
            boolean lastIsLong = lane.end(last) - lane.start(last) >= resolution;
            int stop = lastIsLong ? last : last + 1;
            if (stop - row == 1) {
                now = single(lane, row, now, until, out);
                row++;
                continue;
            }
            long end = lastIsLong ? lane.start(last) : Math.min(bucketEnd, lane.end(last));
            mixed(lane, row, stop, now, end, out);
            now = end;
            // A short last segment may reach into the next bucket.
            row = lastIsLong || lane.end(last) > end ? last : last + 1;
        }
    }

    private static long single(LaneIndex lane, int row, long now, long until, TileColumns out) {
        long end = Math.min(lane.end(row), until);
        out.addSingle(lane.segment(row), lane.stateCode(row), now, end);
        return end;
    }

    private void mixed(LaneIndex lane, int row, int stop, long now, long end, TileColumns out) {
        Arrays.fill(sums, 0);
        lane.addTimes(row, stop, sums);
        sums[lane.stateCode(row)] -= now - lane.start(row);
        sums[lane.stateCode(stop - 1)] -= lane.end(stop - 1) - end;
        int heaviest = lane.heaviest(row, stop);
        out.addMixed(lane.segment(heaviest), stop - row, now, end, sums);
    }
}
