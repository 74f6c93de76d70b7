package dev.holdup.blame;

import dev.holdup.base.PairIndex;
import dev.holdup.base.TupleIndex;
import dev.holdup.model.ResourceTable;
import dev.holdup.model.ThreadState;
import java.util.Arrays;

/**
 * Cells: the share of one victim's stall, in one state, operation and site, reached through the
 * same resources, that one root bears. A cell is a pair of an <em>arm</em> (root, path) and a
 * <em>place</em> (victim and its <em>stall</em>: state, operation, stack); what is measured stands
 * in one row of five numbers, side by side because they are touched together.
 */
final class CellTable {
    private static final int STATE = 0;
    private static final int OPERATION = 1;
    private static final int STACK = 2;

    private static final int EXACT = 0;
    private static final int INFERRED = 1;
    private static final int INCIDENTS = 2;
    private static final int LONGEST = 3;
    private static final int LAST_INCIDENT = 4;
    private static final int ROW = 5;

    /** What victims may be stalled in: state, operation, stack. */
    private final TupleIndex stalls = new TupleIndex(3);

    private final int[] stallKey = new int[3];

    /** Pairs of a victim and a stall. */
    private final PairIndex places = new PairIndex();

    private final PairIndex arms = new PairIndex();
    private final PairIndex cells = new PairIndex();

    /** Paths of resources as a prefix tree: (resource, rest of the path towards the root). */
    private final PairIndex paths = new PairIndex();

    private long[] rows = new long[64 * ROW];
    private int[] armsFound = {};

    /**
     * The path that begins with {@code resource}, if any, and goes on with {@code rest}, -1 for
     * none.
     */
    int path(int resource, int rest) {
        return resource == ResourceTable.NONE ? rest : paths.intern(resource, rest);
    }

    /** Number of what a victim may be stalled in, for {@link #place}. */
    int stall(ThreadState state, int operationCode, int stack) {
        stallKey[STATE] = state.ordinal();
        stallKey[OPERATION] = operationCode;
        stallKey[STACK] = stack;
        return stalls.intern(stallKey);
    }

    /** Number of a victim's place, for {@link #intern}. */
    int place(int victim, int stall) {
        return places.intern(victim, stall);
    }

    /** Number of a root reached by a path, for {@link #intern}. */
    int arm(int root, int path) {
        return arms.intern(root, path);
    }

    int intern(int arm, int place) {
        int cell = cells.intern(arm, place);
        reserve();
        return cell;
    }

    /** As {@link #arm} and {@link #intern} for {@code count} cells; {@code found} gets them. */
    void internAll(int[] roots, int[] paths, int[] victimPlaces, int count, int[] found) {
        if (armsFound.length < count) {
            armsFound = new int[count];
        }
        arms.internAll(roots, paths, count, armsFound);
        cells.internAll(armsFound, victimPlaces, count, found);
        reserve();
    }

    private void reserve() {
        long needed = cells.size() * (long) ROW;
        if (needed > rows.length) {
            long longer = Math.max(needed, rows.length * 2L);
            rows = Arrays.copyOf(rows, (int) Math.min(Integer.MAX_VALUE - 8L, longer));
        }
    }

    /** Adds time; true if the incident is not the one added last. */
    boolean add(int cell, long nanos, boolean exact, long runNanos, int incident) {
        int row = cell * ROW;
        rows[row + (exact ? EXACT : INFERRED)] += nanos;
        if (runNanos > rows[row + LONGEST]) {
            rows[row + LONGEST] = runNanos;
        }
        if (rows[row + LAST_INCIDENT] == incident + 1L) {
            return false;
        }
        rows[row + LAST_INCIDENT] = incident + 1L;
        rows[row + INCIDENTS]++;
        return true;
    }

    int size() {
        return cells.size();
    }

    int root(int cell) {
        return arms.first(cells.first(cell));
    }

    private int stall(int cell) {
        return places.second(cells.second(cell));
    }

    int victim(int cell) {
        return places.first(cells.second(cell));
    }

    ThreadState state(int cell) {
        return ThreadState.ofCode(stalls.get(stall(cell), STATE));
    }

    int operationCode(int cell) {
        return stalls.get(stall(cell), OPERATION);
    }

    int stack(int cell) {
        return stalls.get(stall(cell), STACK);
    }

    /** A number that cells of one victim, in one state, operation and site have in common. */
    int place(int cell) {
        return cells.second(cell);
    }

    long exactNanos(int cell) {
        return rows[cell * ROW + EXACT];
    }

    long inferredNanos(int cell) {
        return rows[cell * ROW + INFERRED];
    }

    long incidents(int cell) {
        return rows[cell * ROW + INCIDENTS];
    }

    long longestNanos(int cell) {
        return rows[cell * ROW + LONGEST];
    }

    /** Resources from the victim to the root, without those of hops that have none. */
    int[] through(int cell) {
        int first = arms.second(cells.first(cell));
        int count = 0;
        for (int path = first; path >= 0; path = paths.second(path)) {
            count++;
        }
        int[] resources = new int[count];
        int next = 0;
        for (int path = first; path >= 0; path = paths.second(path)) {
            resources[next++] = paths.first(path);
        }
        return resources;
    }
}
