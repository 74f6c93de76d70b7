package dev.holdup.blame;

import java.util.ArrayList;
import java.util.List;

/** Questions about one thread of a result: why was it stalled, then and there. */
public final class BlameQuery {
    private BlameQuery() {}

    /** The chain of {@code thread} at the instant. */
    public static Chain explain(BlameResult result, int thread, long nanos) {
        boolean lives =
                nanos >= result.trace().threads().startNanos(thread)
                        && nanos < result.trace().threads().endNanos(thread);
        if (!lives) {
            return new Chain(Chain.NO_ROOT, List.of());
        }
        ChainWalker walker = walker(result);
        walker.walk(thread, nanos);
        boolean stalled =
                walker.state().isStall()
                        && !result.trace().threads().isCarrier(thread)
                        && nanos >= result.fromNanos()
                        && nanos < result.toNanos();
        return new Chain(stalled ? walker.root : Chain.NO_ROOT, walker.hops());
    }

    /**
     * The pieces of all stalls of {@code thread} within [fromNanos, toNanos) and the analysed
     * window, in time order.
     */
    public static List<Piece> pieces(BlameResult result, int thread, long fromNanos, long toNanos) {
        List<Piece> pieces = new ArrayList<>();
        if (result.trace().threads().isCarrier(thread)) {
            return pieces;
        }
        ChainWalker walker = walker(result);
        long now =
                Math.max(
                        Math.max(fromNanos, result.fromNanos()),
                        result.trace().threads().startNanos(thread));
        long end =
                Math.min(
                        Math.min(toNanos, result.toNanos()),
                        result.trace().threads().endNanos(thread));
        while (now < end) {
            walker.walk(thread, now);
            long until = Math.min(end, walker.untilNanos);
            if (walker.state().isStall()) {
                pieces.add(new Piece(walker.root, now, until, until - now, walker.hops()));
            }
            now = until;
        }
        return pieces;
    }

    private static ChainWalker walker(BlameResult result) {
        return new ChainWalker(result.links(), result.roots(), new CellTable());
    }
}
