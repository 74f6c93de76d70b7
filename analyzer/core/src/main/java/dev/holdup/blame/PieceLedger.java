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
    private static final int BATCH = 512;

    private final RootTable roots;
    private final CellTable cells;
    private final RootNames names;

    /** Pieces that were added and whose roots and cells are not yet looked up. */
    private int waiting;

    private final int[] victims = new int[BATCH];
    private final int[] incidentsOf = new int[BATCH];
    private final int[] endThreads = new int[BATCH];
    private final int[] ends = new int[BATCH];
    private final int[] paths = new int[BATCH];
    private final int[] places = new int[BATCH];
    private final long[] froms = new long[BATCH];
    private final long[] tos = new long[BATCH];
    private final boolean[] exacts = new boolean[BATCH];
    private final int[] rootsFound = new int[BATCH];
    private final int[] cellsFound = new int[BATCH];

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

    PieceLedger(RootTable roots, CellTable cells, RootNames names, int threads) {
        this.roots = roots;
        this.cells = cells;
        this.names = names;
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
            int victim,
            int incident,
            int endThread,
            int end,
            int path,
            int place,
            long from,
            long to,
            boolean exact) {
        if (waiting == BATCH) {
            addWaiting();
        }
        int i = waiting++;
        victims[i] = victim;
        incidentsOf[i] = incident;
        endThreads[i] = endThread;
        ends[i] = end;
        paths[i] = path;
        places[i] = place;
        froms[i] = from;
        tos[i] = to;
        exacts[i] = exact;
    }

    private void addWaiting() {
        names.roots(endThreads, ends, waiting, rootsFound);
        cells.internAll(rootsFound, paths, places, waiting, cellsFound);
        for (int i = 0; i < waiting; i++) {
            addWhole(
                    victims[i],
                    incidentsOf[i],
                    cellsFound[i],
                    rootsFound[i],
                    froms[i],
                    tos[i],
                    exacts[i]);
        }
        waiting = 0;
    }

    private void addWhole(
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
            int root,
            int path,
            int place,
            long from,
            long to,
            long nanos,
            boolean exact) {
        addWaiting();
        int cell = cells.intern(cells.arm(root, path), place);
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
    public void forgetBefore(long nanos) {
        addWaiting();
        flushWall();
        walls.makeRoom(nanos);
    }

    /** Writes what is known only at the end. */
    @Override
    public void finish() {
        addWaiting();
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
