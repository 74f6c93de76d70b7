package dev.holdup.query;

import dev.holdup.base.ByteColumn;
import dev.holdup.base.IntColumn;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * One answer with the items of some lanes, as columns; web-ui/src/api/tileCodec.ts reads it. Little
 * endian, every column aligned to its width, so that the browser lays typed arrays over the bytes.
 *
 * <pre>
 *   byte  0        4        8                 16                24        28        32
 *         +--------+--------+-----------------+-----------------+---------+---------+
 *         | "HTL1" | lanes  | fromNanos (f64) | toNanos (f64)   | tick    | items   |
 *         |  u32   |  L u32 |                 |                 | shift   |  N u32  |
 *         +--------+--------+-----------------+-----------------+---------+---------+
 *   then  laneIds     i32[L]      thread row; -2 - g for group g, whose segments are -1;
 *                                 -1 000 000 000 - r for resource r, whose segments are its owners
 *         firstItem   u32[L + 1]  items of lane i are firstItem[i] … firstItem[i + 1] - 1
 *         starts      u32[N]      (instant - fromNanos) &gt;&gt; tickShift
 *         ends        u32[N]      likewise, exclusive
 *         segments    i32[N]      segment row of the item, or of the heaviest one in it
 *         counts      u32[N]      1: exactly one segment; more: several, too short to draw apart
 *         mixStates   u8[4 N]     up to four states, the ones with the most time, in code order
 *         mixShares   u8[4 N]     their shares of the item in 1/255; 0 = not used
 * </pre>
 */
final class TileColumns {
    private static final int MAGIC = 0x314C5448;
    private static final int HEADER_BYTES = 32;
    static final int MIX = 4;

    private final IntColumn laneIds = new IntColumn();
    private final IntColumn firstItem = new IntColumn();
    private final IntColumn starts = new IntColumn();
    private final IntColumn ends = new IntColumn();
    private final IntColumn segments = new IntColumn();
    private final IntColumn counts = new IntColumn();
    private final ByteColumn mixStates = new ByteColumn();
    private final ByteColumn mixShares = new ByteColumn();
    private final long fromNanos;
    private final long toNanos;
    private final int tickShift;

    TileColumns(long fromNanos, long toNanos, int tickShift) {
        this.fromNanos = fromNanos;
        this.toNanos = toNanos;
        this.tickShift = tickShift;
    }

    void beginLane(int laneId) {
        laneIds.add(laneId);
        firstItem.add(starts.size());
    }

    int items() {
        return starts.size();
    }

    void addSingle(int segment, int state, long start, long end) {
        add(segment, 1, start, end);
        mixStates.add((byte) state);
        mixShares.add((byte) 255);
        for (int i = 1; i < MIX; i++) {
            mixStates.add((byte) 0);
            mixShares.add((byte) 0);
        }
    }

    /** An item of a blocking strip: {@code waiters} threads wait; there is no segment. */
    void addBlocking(int waiters, long start, long end) {
        add(-1, waiters, start, end);
        for (int i = 0; i < MIX; i++) {
            mixStates.add((byte) 0);
            mixShares.add((byte) 0);
        }
    }

    /**
     * An item of a lock's lane: {@code owner} is a thread's row, which stands where segments do.
     */
    void addOwner(int owner, int count, long start, long end) {
        add(owner, count, start, end);
        for (int i = 0; i < MIX; i++) {
            mixStates.add((byte) 0);
            mixShares.add((byte) 0);
        }
    }

    /**
     * An item of a group: shares are of the time {@code peak} threads would have, so they sum to
     * less than the whole where fewer are alive.
     */
    void addDensity(int peak, long start, long end, long[] sums) {
        boolean empty = true;
        for (long sum : sums) {
            empty &= sum == 0;
        }
        if (!empty) {
            add(-1, peak, start, end);
            addMix(sums, (end - start) * peak);
        }
    }

    /** {@code sums}: time by state code within the item; the four largest are kept. */
    void addMixed(int segment, int count, long start, long end, long[] sums) {
        add(segment, count, start, end);
        long length = 0;
        for (long sum : sums) {
            length += sum;
        }
        addMix(sums, length);
    }

    private void addMix(long[] sums, long length) {
        long threshold = fourthLargest(sums);
        int used = 0;
        for (int state = 0; state < sums.length && used < MIX; state++) {
            if (sums[state] > 0 && sums[state] >= threshold) {
                mixStates.add((byte) state);
                mixShares.add((byte) Math.max(1, sums[state] * 255 / length));
                used++;
            }
        }
        for (; used < MIX; used++) {
            mixStates.add((byte) 0);
            mixShares.add((byte) 0);
        }
    }

    private static long fourthLargest(long[] sums) {
        long[] largest = new long[MIX];
        for (long sum : sums) {
            for (int place = 0; place < MIX; place++) {
                if (sum > largest[place]) {
                    System.arraycopy(largest, place, largest, place + 1, MIX - 1 - place);
                    largest[place] = sum;
                    break;
                }
            }
        }
        return largest[MIX - 1];
    }

    private void add(int segment, int count, long start, long end) {
        starts.add((int) ((start - fromNanos) >> tickShift));
        ends.add((int) ((end - fromNanos) >> tickShift));
        segments.add(segment);
        counts.add(count);
    }

    byte[] encode() {
        int lanes = laneIds.size();
        int items = starts.size();
        int size = HEADER_BYTES + 4 * lanes + 4 * (lanes + 1) + items * (4 * 4 + 2 * MIX);
        ByteBuffer out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(MAGIC).putInt(lanes).putDouble((double) fromNanos).putDouble((double) toNanos);
        out.putInt(tickShift).putInt(items);
        put(out, laneIds);
        put(out, firstItem);
        out.putInt(items);
        put(out, starts);
        put(out, ends);
        put(out, segments);
        put(out, counts);
        out.put(mixStates.toArray()).put(mixShares.toArray());
        return out.array();
    }

    private static void put(ByteBuffer out, IntColumn column) {
        for (int i = 0; i < column.size(); i++) {
            out.putInt(column.get(i));
        }
    }
}
