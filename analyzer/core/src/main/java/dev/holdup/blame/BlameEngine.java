package dev.holdup.blame;

import dev.holdup.base.IntColumn;
import dev.holdup.base.LongColumn;
import dev.holdup.base.SortByKey;
import dev.holdup.model.SegmentTable;
import dev.holdup.model.Trace;
import dev.holdup.model.WaitTable;
import java.util.List;

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
    private final LinkCursor cursor;
    private final RootFinder finder;
    private final IntColumn pieceRoots = new IntColumn();
    private final LongColumn pieceStarts = new LongColumn();
    private final LongColumn pieceEnds = new LongColumn();

    private BlameEngine(Links links, long fromNanos, long toNanos) {
        this.links = links;
        this.fromNanos = fromNanos;
        this.toNanos = toNanos;
        cursor = new LinkCursor(links);
        finder = new RootFinder(links, cursor, new RootNames(links, roots), cells);
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
                cursor.at(now);
                long start = segments.startNanos(segment);
                // Whatever is found at this instant is valid until the cursor says otherwise.
                finder.find(thread, now - start, now - start + 1);
                long until = Math.min(end, cursor.untilNanos());
                cursor.at(now);
                // (3)
                for (RootFinder.Leaf leaf :
                        List.copyOf(finder.find(thread, now - start, until - start))) {
                    add(leaf, thread, segment, now, until);
                }
                now = until;
            }
        }
    }

    private void add(RootFinder.Leaf leaf, int victim, int segment, long from, long to) {
        WaitTable waits = links.trace().waits();
        int wait = links.trace().segments().wait(segment);
        int operation = wait < 0 ? RootTable.NO_OPERATION : waits.operation(wait).code();
        int stack = wait < 0 ? -1 : waits.stack(wait);
        int root = leaf.root();
        int cell = cells.intern(root, victim, links.state(segment), operation, stack, leaf.path());
        LongColumn column = leaf.exact() ? cells.exactNanos : cells.inferredNanos;
        column.set(cell, column.get(cell) + leaf.nanos());
        cells.incidents.set(cell, cells.incidents.get(cell) + 1);
        cells.longestNanos.set(cell, Math.max(cells.longestNanos.get(cell), leaf.nanos()));
        roots.incidents.set(root, roots.incidents.get(root) + 1);
        roots.longestNanos.set(root, Math.max(roots.longestNanos.get(root), leaf.nanos()));
        pieceRoots.add(root);
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
