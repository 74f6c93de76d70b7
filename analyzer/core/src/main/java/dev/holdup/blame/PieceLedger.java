package dev.holdup.blame;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Adds pieces of stalls to their cells and roots. Pieces arrive in order of their end; a piece that
 * continues the one before it (same victim, incident and cell) counts as one with it, so that it
 * does not matter where the sweep cut.
 */
final class PieceLedger implements PieceSink {
    private final RootTable roots;
    private final CellTable cells;

    /** The run of pieces each victim is in: its cell, incident, end and length. */
    private final int[] runCell;

    private final int[] runIncident;
    private final long[] runEnd;
    private final long[] runLength;

    /** The same for cells of shared pieces, of which a victim has several at a time. */
    private final Map<Integer, long[]> sharedRuns = new HashMap<>();

    private final RootIncidents incidents;
    private final Walls walls = new Walls();

    /** Pieces of one root with one end, not yet added to the walls: the earliest start of them. */
    private int wallRoot = -1;

    private long wallFrom;
    private long wallTo;

    PieceLedger(RootTable roots, CellTable cells, int threads) {
        this.roots = roots;
        this.cells = cells;
        incidents = new RootIncidents(roots, threads);
        runCell = new int[threads];
        runIncident = new int[threads];
        runEnd = new long[threads];
        runLength = new long[threads];
        Arrays.fill(runCell, -1);
    }

    @Override
    public boolean wantsCells() {
        return true;
    }

    @Override
    public void add(
            int victim, int incident, int cell, int root, long from, long to, boolean exact) {
        long length = to - from + lengthUntil(victim, incident, cell, from);
        runLength[victim] = length;
        runCell[victim] = cell;
        runIncident[victim] = incident;
        runEnd[victim] = to;
        if (cells.add(cell, to - from, exact, length, incident)) {
            incidents.add(root, victim, incident);
        }
        addWall(root, from, to);
    }

    @Override
    public void addShare(
            int victim,
            int incident,
            int cell,
            int root,
            long from,
            long to,
            long nanos,
            boolean exact) {
        long[] run = sharedRuns.computeIfAbsent(cell, none -> new long[3]);
        // Two occupants may lead to one cell: then this share belongs to the same stretch.
        boolean again = run[0] == to && run[1] == incident;
        long length = nanos + (again ? run[2] : lengthUntil(victim, incident, cell, from));
        run[0] = to;
        run[1] = incident;
        run[2] = length;
        if (cells.add(cell, nanos, exact, length, incident)) {
            incidents.add(root, victim, incident);
        }
        addWall(root, from, to);
    }

    /** Length of the run of this cell that ends at the instant, whole or shared; 0 if none does. */
    private long lengthUntil(int victim, int incident, int cell, long nanos) {
        if (runCell[victim] == cell && runEnd[victim] == nanos && runIncident[victim] == incident) {
            return runLength[victim];
        }
        long[] run = sharedRuns.isEmpty() ? null : sharedRuns.get(cell);
        return run != null && run[0] == nanos && run[1] == incident ? run[2] : 0;
    }

    private void addWall(int root, long from, long to) {
        if (root == wallRoot && to == wallTo) {
            wallFrom = Math.min(wallFrom, from);
            return;
        }
        flushWall();
        wallRoot = root;
        wallFrom = from;
        wallTo = to;
    }

    private void flushWall() {
        if (wallRoot >= 0) {
            walls.add(wallRoot, wallFrom, wallTo);
            wallRoot = -1;
        }
    }

    @Override
    public boolean wantsRoom() {
        return walls.wantsRoom();
    }

    @Override
    public void forgetBefore(long nanos) {
        flushWall();
        walls.forgetBefore(nanos);
    }

    /** Writes what is known only at the end. */
    @Override
    public void finish() {
        flushWall();
        for (int root = 0; root < roots.size(); root++) {
            roots.wallNanos.set(root, walls.nanos(root));
        }
        for (int cell = 0; cell < cells.size(); cell++) {
            int root = cells.root(cell);
            long longest = Math.max(roots.longestNanos.get(root), cells.longestNanos(cell));
            roots.longestNanos.set(root, longest);
        }
    }
}
