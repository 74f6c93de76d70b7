package dev.holdup.blame;

import dev.holdup.model.SegmentTable;
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
                long until = Math.min(end, validUntil(thread, segment, now));
                addLeaves(thread, segment, now, until, sums);
                now = until;
            }
            now = segments.endNanos(thread, segment);
            segment = segments.at(thread, now);
        }
    }

    private long validUntil(int thread, int segment, long now) {
        cursor.at(now);
        long start = links.trace().segments().startNanos(segment);
        finder.find(thread, now - start, now - start + 1);
        return cursor.untilNanos();
    }

    private void addLeaves(int thread, int segment, long from, long to, Map<Cause, Long> sums) {
        cursor.at(from);
        long start = links.trace().segments().startNanos(segment);
        for (RootFinder.Leaf leaf : finder.find(thread, from - start, to - start)) {
            if (leaf.nanos() > 0) {
                sums.merge(Cause.of(roots, leaf.root()), leaf.nanos(), Long::sum);
            }
        }
    }
}
