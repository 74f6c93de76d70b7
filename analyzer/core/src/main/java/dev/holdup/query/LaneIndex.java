package dev.holdup.query;

import dev.holdup.model.SegmentTable;
import dev.holdup.model.ThreadState;
import java.util.Arrays;

/**
 * Aggregation over the segments of one thread: answers "what happened between two instants" in
 * O(log n), for any two instants. Segments stand in blocks of {@value #BLOCK}; for each block there
 * is
 *
 * <ul>
 *   <li>per state that occurs in the lane: time in that state before the block (a running sum), so
 *       the sum over any range of blocks is one subtraction;
 *   <li>a node of an implicit binary tree (children of n are 2n and 2n + 1, leaves are the blocks)
 *       with the heaviest segment below it.
 * </ul>
 *
 * That is about 3 bytes a segment. Immutable; safe for use by many threads. Rows of this class are
 * counted from the lane's first segment.
 */
final class LaneIndex {
    static final int BLOCK = 16;
    static final int STATES = ThreadState.values().length;

    private final SegmentTable segments;
    private final int thread;
    private final int first;
    private final int count;
    private final long endNanos;
    private final byte[] states;
    private final byte[] columnOfState = new byte[STATES];
    private final byte[] stateOfColumn;
    private final long[][] sumBefore;
    private final int leaves;
    private final int[] heaviest;

    LaneIndex(SegmentTable segments, int thread, StateSource source) {
        this.segments = segments;
        this.thread = thread;
        first = segments.first(thread);
        count = segments.end(thread) - first;
        endNanos = count == 0 ? 0 : segments.endNanos(thread, first + count - 1);
        states = new byte[count];
        Arrays.fill(columnOfState, (byte) -1);
        byte[] found = new byte[STATES];
        int columns = 0;
        for (int row = 0; row < count; row++) {
            byte state = source.stateOf(first + row).code();
            states[row] = state;
            if (columnOfState[state] < 0) {
                columnOfState[state] = (byte) columns;
                found[columns++] = state;
            }
        }
        stateOfColumn = Arrays.copyOf(found, columns);
        int blocks = (count + BLOCK - 1) / BLOCK;
        sumBefore = new long[columns][blocks + 1];
        leaves = Math.max(1, Integer.highestOneBit(Math.max(1, blocks) * 2 - 1));
        heaviest = new int[2 * leaves];
        fill(blocks);
    }

    private void fill(int blocks) {
        Arrays.fill(heaviest, -1);
        for (int block = 0; block < blocks; block++) {
            for (long[] sums : sumBefore) {
                sums[block + 1] = sums[block];
            }
            int best = -1;
            for (int row = block * BLOCK; row < Math.min(count, (block + 1) * BLOCK); row++) {
                sumBefore[columnOfState[states[row]]][block + 1] += end(row) - start(row);
                best = heavier(best, row);
            }
            heaviest[leaves + block] = best;
        }
        for (int node = leaves - 1; node > 0; node--) {
            heaviest[node] = heavier(heaviest[2 * node], heaviest[2 * node + 1]);
        }
    }

    int count() {
        return count;
    }

    /** First instant of the lane; 0 if it is empty. */
    long startNanos() {
        return count == 0 ? 0 : start(0);
    }

    long endNanos() {
        return endNanos;
    }

    long start(int row) {
        return segments.startNanos(first + row);
    }

    long end(int row) {
        return row + 1 < count ? segments.startNanos(first + row + 1) : endNanos;
    }

    /** Row in the model's segment table. */
    int segment(int row) {
        return first + row;
    }

    int stateCode(int row) {
        return states[row];
    }

    int thread() {
        return thread;
    }

    /** The row whose segment contains the instant, or -1 outside the lane. */
    int at(long nanos) {
        if (count == 0 || nanos < start(0) || nanos >= endNanos) {
            return -1;
        }
        return lastStartingBefore(0, nanos + 1);
    }

    /**
     * The last row that starts before the instant, searched from {@code from}, which does; gallops,
     * so near rows cost little.
     */
    int lastStartingBefore(int from, long nanos) {
        int step = 1;
        int low = from;
        while (low + step < count && start(low + step) < nanos) {
            low += step;
            step *= 2;
        }
        int high = Math.min(count, low + step);
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (start(middle) < nanos) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Adds to {@code sums}, by state code, the time of rows [from, to). */
    void addTimes(int from, int to, long[] sums) {
        int row = from;
        int firstBlock = (from + BLOCK - 1) / BLOCK;
        int endBlock = to / BLOCK;
        if (firstBlock < endBlock) {
            for (; row < firstBlock * BLOCK; row++) {
                sums[states[row]] += end(row) - start(row);
            }
            for (int column = 0; column < sumBefore.length; column++) {
                sums[stateOfColumn[column]] +=
                        sumBefore[column][endBlock] - sumBefore[column][firstBlock];
            }
            row = endBlock * BLOCK;
        }
        for (; row < to; row++) {
            sums[states[row]] += end(row) - start(row);
        }
    }

    /** Adds to {@code sums}, by state code, the time between two instants. */
    void addTimesBetween(long fromNanos, long toNanos, long[] sums) {
        long from = Math.max(fromNanos, startNanos());
        long to = Math.min(toNanos, endNanos);
        if (count == 0 || from >= to) {
            return;
        }
        int firstRow = at(from);
        int lastRow = lastStartingBefore(firstRow, to);
        addTimes(firstRow, lastRow + 1, sums);
        sums[states[firstRow]] -= from - start(firstRow);
        sums[states[lastRow]] -= end(lastRow) - to;
    }

    /**
     * The heaviest row of [from, to), from &lt; to: the longest stall if there is one, else the
     * longest of all. What a reader is after must not drown in what surrounds it.
     */
    int heaviest(int from, int to) {
        int best = -1;
        int row = from;
        int firstBlock = (from + BLOCK - 1) / BLOCK;
        int endBlock = to / BLOCK;
        if (firstBlock < endBlock) {
            for (; row < firstBlock * BLOCK; row++) {
                best = heavier(best, row);
            }
            int low = firstBlock + leaves;
            int high = endBlock + leaves;
            while (low < high) {
                if ((low & 1) == 1) {
                    best = heavier(best, heaviest[low++]);
                }
                if ((high & 1) == 1) {
                    best = heavier(best, heaviest[--high]);
                }
                low >>= 1;
                high >>= 1;
            }
            row = endBlock * BLOCK;
        }
        for (; row < to; row++) {
            best = heavier(best, row);
        }
        return best;
    }

    private int heavier(int a, int b) {
        if (a < 0 || b < 0) {
            return Math.max(a, b);
        }
        boolean stallA = ThreadState.ofCode(states[a]).isStall();
        boolean stallB = ThreadState.ofCode(states[b]).isStall();
        if (stallA != stallB) {
            return stallA ? a : b;
        }
        long lengthA = end(a) - start(a);
        long lengthB = end(b) - start(b);
        // The earlier one of two equal ones, so that the answer does not depend on the tree's
        // shape.
        if (lengthA != lengthB) {
            return lengthA > lengthB ? a : b;
        }
        return Math.min(a, b);
    }
}
