package dev.holdup.blame;

import dev.holdup.base.IntColumn;
import dev.holdup.base.LongColumn;
import dev.holdup.base.SortByKey;
import dev.holdup.model.SegmentTable;
import dev.holdup.model.ThreadState;
import dev.holdup.model.Trace;
import dev.holdup.model.WaitTable;

/**
 * Blame over a window of a trace.
 *
 * <ol>
 *   <li>decide which waits are idle and resolve every edge ({@link LinkResolver});
 *   <li>follow the chain of every stall of every thread, piece by piece;
 *   <li>add each piece to its cell and its root;
 *   <li>sum up per thread.
 * </ol>
 */
public final class BlameEngine {
    private final Links links;
    private final long fromNanos;
    private final long toNanos;
    private final RootTable roots = new RootTable();
    private final CellTable cells = new CellTable();
    private final ChainWalker walker;
    private final IntColumn pieceRoots = new IntColumn();
    private final LongColumn pieceStarts = new LongColumn();
    private final LongColumn pieceEnds = new LongColumn();

    private BlameEngine(Links links, long fromNanos, long toNanos) {
        this.links = links;
        this.fromNanos = fromNanos;
        this.toNanos = toNanos;
        walker = new ChainWalker(links, roots, cells);
    }

    /** Analyses a window; pure: the same trace and options give the same result. */
    public static BlameResult analyze(Trace trace, BlameOptions options) {
        long end = Math.min(options.toNanos(), trace.recording().durationNanos());
        long start = Math.min(options.fromNanos(), end);
        // (1)
        Links links = LinkResolver.resolve(trace, options.idleRules());
        return new BlameEngine(links, start, end).run();
    }

    private BlameResult run() {
        Trace trace = links.trace();
        for (int thread = 0; thread < trace.threads().size(); thread++) {
            if (!trace.threads().isCarrier(thread)) {
                // (2)
                followStalls(thread);
            }
        }
        addWalls();
        roots.freeze();
        // (4)
        ThreadLedger ledger = ThreadLedger.of(links, fromNanos, toNanos, roots, cells);
        return new BlameResult(links, fromNanos, toNanos, roots, cells, ledger);
    }

    private void followStalls(int thread) {
        SegmentTable segments = links.trace().segments();
        for (int segment = segments.first(thread); segment < segments.end(thread); segment++) {
            if (!links.state(segment).isStall()) {
                continue;
            }
            long now = Math.max(fromNanos, segments.startNanos(segment));
            long end = Math.min(toNanos, segments.endNanos(thread, segment));
            while (now < end) {
                walker.walk(thread, now);
                long until = Math.min(end, walker.untilNanos);
                // (3)
                add(thread, segments.wait(segment), now, until);
                now = until;
            }
        }
    }

    private void add(int victim, int wait, long from, long to) {
        WaitTable waits = links.trace().waits();
        ThreadState state = walker.state();
        int operation = wait < 0 ? RootTable.NO_OPERATION : waits.operation(wait).code();
        int stack = wait < 0 ? -1 : waits.stack(wait);
        int cell = cells.intern(walker.root, victim, state, operation, stack, walker.path);
        LongColumn column = walker.exact ? cells.exactNanos : cells.inferredNanos;
        column.set(cell, column.get(cell) + to - from);
        cells.incidents.set(cell, cells.incidents.get(cell) + 1);
        cells.longestNanos.set(cell, Math.max(cells.longestNanos.get(cell), to - from));
        roots.incidents.set(walker.root, roots.incidents.get(walker.root) + 1);
        roots.longestNanos.set(
                walker.root, Math.max(roots.longestNanos.get(walker.root), to - from));
        pieceRoots.add(walker.root);
        pieceStarts.add(from);
        pieceEnds.add(to);
    }

    /** Union of the pieces of each root. */
    private void addWalls() {
        int[] order = new int[pieceRoots.size()];
        for (int piece = 0; piece < order.length; piece++) {
            order[piece] = piece;
        }
        SortByKey.sort(order, pieceStarts.toArray());
        long[] coveredUntil = new long[roots.size()];
        for (int piece : order) {
            int root = pieceRoots.get(piece);
            long from = Math.max(coveredUntil[root], pieceStarts.get(piece));
            long to = pieceEnds.get(piece);
            if (to > from) {
                roots.wallNanos.set(root, roots.wallNanos.get(root) + to - from);
                coveredUntil[root] = to;
            }
        }
    }
}
