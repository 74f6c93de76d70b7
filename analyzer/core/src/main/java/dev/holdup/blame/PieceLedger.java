package dev.holdup.blame;

import dev.holdup.base.IntColumn;
import dev.holdup.base.LongColumn;
import dev.holdup.base.TupleIndex;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Adds pieces of stalls to their cells and roots. Pieces arrive in order of their end; a piece that
 * continues the one before it (same victim, incident and cell) counts as one with it, so that it
 * does not matter where the sweep cut.
 */
final class PieceLedger {
    private final RootTable roots;
    private final CellTable cells;

    /** The run of pieces each victim is in: its cell, incident, end and length. */
    private final int[] runCell;

    private final int[] runIncident;
    private final long[] runEnd;
    private final long[] runLength;

    /** The same for cells of shared pieces, of which a victim has several at a time. */
    private final Map<Integer, long[]> sharedRuns = new HashMap<>();

    private final IntColumn lastIncidentOfCell = new IntColumn();
    private final IntColumn pairOfCell = new IntColumn();
    private final TupleIndex pairs = new TupleIndex(2);
    private final int[] pair = new int[2];
    private final IntColumn lastIncidentOfPair = new IntColumn();
    private final Walls walls = new Walls();

    PieceLedger(RootTable roots, CellTable cells, int threads) {
        this.roots = roots;
        this.cells = cells;
        runCell = new int[threads];
        runIncident = new int[threads];
        runEnd = new long[threads];
        runLength = new long[threads];
        Arrays.fill(runCell, -1);
    }

    /** Adds [from, to) of one victim to a cell, whole. */
    void add(int victim, int incident, int cell, int root, long from, long to, boolean exact) {
        count(victim, incident, cell, root);
        addNanos(cell, to - from, exact);
        runLength[victim] = to - from + lengthUntil(victim, incident, cell, from);
        runCell[victim] = cell;
        runIncident[victim] = incident;
        runEnd[victim] = to;
        noteLongest(cell, runLength[victim]);
        walls.add(root, from, to);
    }

    /** Adds a share of {@code nanos} of [from, to); the cell belongs to the one victim. */
    void addShare(
            int victim,
            int incident,
            int cell,
            int root,
            long from,
            long to,
            long nanos,
            boolean exact) {
        count(victim, incident, cell, root);
        addNanos(cell, nanos, exact);
        long[] run = sharedRuns.computeIfAbsent(cell, none -> new long[3]);
        // Two occupants may lead to one cell: then this share belongs to the same stretch.
        boolean again = run[0] == to && run[1] == incident;
        long length = nanos + (again ? run[2] : lengthUntil(victim, incident, cell, from));
        run[0] = to;
        run[1] = incident;
        run[2] = length;
        noteLongest(cell, length);
        walls.add(root, from, to);
    }

    /** Length of the run of this cell that ends at the instant, whole or shared; 0 if none does. */
    private long lengthUntil(int victim, int incident, int cell, long nanos) {
        if (runCell[victim] == cell && runEnd[victim] == nanos && runIncident[victim] == incident) {
            return runLength[victim];
        }
        long[] run = sharedRuns.isEmpty() ? null : sharedRuns.get(cell);
        return run != null && run[0] == nanos && run[1] == incident ? run[2] : 0;
    }

    private void addNanos(int cell, long nanos, boolean exact) {
        LongColumn column = exact ? cells.exactNanos : cells.inferredNanos;
        column.set(cell, column.get(cell) + nanos);
    }

    private void noteLongest(int cell, long nanos) {
        if (nanos > cells.longestNanos.get(cell)) {
            cells.longestNanos.set(cell, nanos);
        }
    }

    private void count(int victim, int incident, int cell, int root) {
        if (cell == lastIncidentOfCell.size()) {
            lastIncidentOfCell.add(-1);
            pairOfCell.add(pair(root, victim));
        }
        if (lastIncidentOfCell.get(cell) == incident) {
            return;
        }
        lastIncidentOfCell.set(cell, incident);
        cells.incidents.set(cell, cells.incidents.get(cell) + 1);
        int index = pairOfCell.get(cell);
        if (lastIncidentOfPair.get(index) != incident) {
            lastIncidentOfPair.set(index, incident);
            roots.incidents.set(root, roots.incidents.get(root) + 1);
        }
    }

    /** A wait counts once for a root, by however many paths it reaches it. */
    private int pair(int root, int victim) {
        pair[0] = root;
        pair[1] = victim;
        int index = pairs.intern(pair);
        if (index == lastIncidentOfPair.size()) {
            lastIncidentOfPair.add(-1);
        }
        return index;
    }

    /** True from time to time: then {@link #forgetBefore} makes room. */
    boolean wantsRoom() {
        return walls.wantsRoom();
    }

    /** No piece added from now on starts before the instant. */
    void forgetBefore(long nanos) {
        walls.forgetBefore(nanos);
    }

    /** Writes what is known only at the end. */
    void finish() {
        for (int root = 0; root < roots.size(); root++) {
            roots.wallNanos.set(root, walls.nanos(root));
        }
        for (int cell = 0; cell < cells.size(); cell++) {
            int root = cells.root(cell);
            long longest = Math.max(roots.longestNanos.get(root), cells.longestNanos.get(cell));
            roots.longestNanos.set(root, longest);
        }
    }
}
