package dev.holdup.blame;

import dev.holdup.model.Trace;

/**
 * Blame over a window of a trace (blame.md 2.12).
 *
 * <ol>
 *   <li>cut the window to the recording;
 *   <li>resolve every edge: which waits are idle, who owned, owed, released or occupied what, when
 *       ({@link LinkResolver});
 *   <li>sweep over time and give each instant of each stall to its root ({@link Sweep});
 *   <li>freeze the roots, so that many threads may ask;
 *   <li>sum up per thread ({@link ThreadLedger}).
 * </ol>
 */
public final class BlameEngine {
    private BlameEngine() {}

    /** Analyses a window; pure: the same trace and options give the same result. */
    public static BlameResult analyze(Trace trace, BlameOptions options) {
        // (2)
        Links links = LinkResolver.resolve(trace, options);
        return analyze(links, options.fromNanos(), options.toNanos());
    }

    /**
     * Analyses another window of the same trace under the same rules; costs the sweep of that
     * window alone, because the edges are resolved already.
     */
    public static BlameResult analyze(BlameResult known, long fromNanos, long toNanos) {
        return analyze(known.links(), fromNanos, toNanos);
    }

    private static BlameResult analyze(Links links, long fromNanos, long toNanos) {
        // (1)
        long end = Math.max(0, Math.min(toNanos, links.trace().recording().durationNanos()));
        long start = Math.max(0, Math.min(fromNanos, end));
        RootTable roots = new RootTable();
        CellTable cells = new CellTable();
        // (3)
        SiteTable sites = new SiteTable(cells);
        RootNames names = new RootNames(links, roots, sites);
        PieceLedger pieces = new PieceLedger(roots, cells, names, links.threadCount());
        new Sweep(links, cells, sites, names, pieces, start, end).run();
        // (4)
        roots.freeze();
        // (5)
        ThreadLedger ledger = ThreadLedger.of(links, start, end, roots, cells);
        return new BlameResult(links, start, end, roots, cells, ledger);
    }
}
