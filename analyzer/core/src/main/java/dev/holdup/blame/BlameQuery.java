package dev.holdup.blame;

import java.util.ArrayList;
import java.util.List;

/** Questions about one thread of a result: why was it stalled, then and there. */
public final class BlameQuery {
    private final BlameResult result;
    private final int thread;
    private final LinkCursor cursor;
    private final RootFinder finder;

    private BlameQuery(BlameResult result, int thread) {
        this.result = result;
        this.thread = thread;
        cursor = new LinkCursor(result.links());
        RootNames names = new RootNames(result.links(), result.roots());
        finder = new RootFinder(result.links(), cursor, names, new CellTable());
    }

    /**
     * The chain of {@code thread} at the instant; of a stall shared by several roots the chain that
     * instant belongs to.
     */
    public static Chain explain(BlameResult result, int thread, long nanos) {
        int segment = result.trace().segments().at(thread, nanos);
        if (segment < 0) {
            return new Chain(Chain.NO_ROOT, List.of());
        }
        boolean stalled =
                result.stateOf(segment).isStall()
                        && !result.trace().threads().isCarrier(thread)
                        && nanos >= result.fromNanos()
                        && nanos < result.toNanos();
        for (RootFinder.Leaf leaf : new BlameQuery(result, thread).leaves(segment, nanos, 1)) {
            if (leaf.nanos() == 1) {
                return new Chain(stalled ? leaf.root() : Chain.NO_ROOT, leaf.hops());
            }
        }
        throw new IllegalStateException(
                "chain of thread " + thread + " at " + nanos + " ns: expected one, found none");
    }

    /**
     * The pieces of all stalls of {@code thread} within [fromNanos, toNanos) and the analysed
     * window, in time order.
     */
    public static List<Piece> pieces(BlameResult result, int thread, long fromNanos, long toNanos) {
        List<Piece> pieces = new ArrayList<>();
        if (!result.trace().threads().isCarrier(thread)) {
            BlameQuery query = new BlameQuery(result, thread);
            long from = Math.max(fromNanos, result.fromNanos());
            query.addPieces(from, Math.min(toNanos, result.toNanos()), pieces);
        }
        return pieces;
    }

    private void addPieces(long fromNanos, long toNanos, List<Piece> pieces) {
        long now = Math.max(fromNanos, result.trace().threads().startNanos(thread));
        int segment = result.trace().segments().at(thread, now);
        while (segment >= 0 && now < toNanos) {
            long end = result.trace().segments().endNanos(thread, segment);
            while (result.stateOf(segment).isStall() && now < Math.min(end, toNanos)) {
                leaves(segment, now, 1);
                long until = Math.min(Math.min(end, toNanos), cursor.untilNanos());
                for (RootFinder.Leaf leaf : leaves(segment, now, until - now)) {
                    pieces.add(new Piece(leaf.root(), now, until, leaf.nanos(), leaf.hops()));
                }
                now = until;
            }
            now = end;
            segment = result.trace().segments().at(thread, now);
        }
    }

    private List<RootFinder.Leaf> leaves(int segment, long nanos, long length) {
        cursor.at(nanos);
        long start = result.trace().segments().startNanos(segment);
        return finder.find(thread, nanos - start, nanos - start + length);
    }
}
