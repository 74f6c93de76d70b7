package dev.holdup.blame;

import dev.holdup.model.SegmentTable;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * Follows the chain of one thread through a stretch of time, whatever state the thread is in, and
 * sums up where it ends. For the ledgers beside the blame table; not thread-safe.
 */
final class ChainWalk {
    private final Links links;
    private final RootTable roots = new RootTable();
    private final LinkCursor cursor;
    private final RootFinder finder;

    ChainWalk(Links links) {
        this.links = links;
        cursor = new LinkCursor(links);
        finder = new RootFinder(links, cursor, new RootNames(links, roots), new CellTable());
    }

    /** Adds the causes of the thread's segments that count, within [from, to). */
    void add(int thread, long from, long to, IntPredicate counts, Map<Cause, Long> sums) {
        SegmentTable segments = links.trace().segments();
        long now = Math.max(from, links.trace().threads().startNanos(thread));
        int segment = segments.at(thread, now);
        while (segment >= 0 && now < to) {
            long end = Math.min(to, segments.endNanos(thread, segment));
            while (now < end && counts.test(segment)) {
                now = addOne(thread, segment, now, end, sums);
            }
            now = segments.endNanos(thread, segment);
            segment = segments.at(thread, now);
        }
    }

    /** Adds the time until the chain changes, at most until {@code end}; returns until when. */
    private long addOne(int thread, int segment, long now, long end, Map<Cause, Long> sums) {
        cursor.at(now);
        long start = links.trace().segments().startNanos(segment);
        List<RootFinder.Leaf> leaves = finder.find(thread, now - start, now - start + 1);
        long until = Math.min(end, cursor.untilNanos());
        if (leaves.size() == 1) {
            add(leaves.get(0).root(), until - now, sums);
            return until;
        }
        cursor.at(now);
        for (RootFinder.Leaf leaf : finder.find(thread, now - start, until - start)) {
            if (leaf.nanos() > 0) {
                add(leaf.root(), leaf.nanos(), sums);
            }
        }
        return until;
    }

    private void add(int root, long nanos, Map<Cause, Long> sums) {
        sums.merge(Cause.of(roots, root), nanos, Long::sum);
    }
}
