package dev.holdup.report;

import dev.holdup.blame.BlameQuery;
import dev.holdup.blame.BlameResult;
import dev.holdup.blame.Hop;
import dev.holdup.blame.Piece;
import dev.holdup.model.Operation;
import dev.holdup.model.ResourceTable;
import dev.holdup.model.SegmentTable;
import dev.holdup.model.WaitTable;

/**
 * Tells whether the root held a lock that its victims waited for. A cell's path leaves out hops
 * that have no resource, so the last lock on it need not be the root's; the chain itself is asked.
 */
final class HeldLock {
    /** So many stalls of a victim are looked at; all of one cell have the same path. */
    private static final int MOST_STALLS = 64;

    private HeldLock() {}

    /**
     * Brief name of the lock the root of {@code cell} held while the victim was stopped by it;
     * empty if the victim did not wait, directly or through others, for a lock of the root.
     */
    static String of(BlameResult result, int cell) {
        String name = candidate(result, cell);
        if (name.isEmpty()) {
            return "";
        }
        int[] through = result.cellThrough(cell);
        return isOwnerEdge(result, cell, through[through.length - 1]) ? name : "";
    }

    /** Brief name of the last resource on the cell's path if it is a lock; else empty. */
    static String candidate(BlameResult result, int cell) {
        ResourceTable resources = result.trace().resources();
        int[] through = result.cellThrough(cell);
        if (through.length == 0 || !ResourceNames.isLock(resources, through[through.length - 1])) {
            return "";
        }
        return ResourceNames.brief(ResourceNames.target(resources, through[through.length - 1]));
    }

    private static boolean isOwnerEdge(BlameResult result, int cell, int lock) {
        SegmentTable segments = result.trace().segments();
        WaitTable waits = result.trace().waits();
        int victim = result.cellVictim(cell);
        int looked = 0;
        for (int segment = segments.first(victim);
                segment < segments.end(victim) && looked < MOST_STALLS;
                segment++) {
            int wait = segments.wait(segment);
            boolean isOfCell =
                    wait != WaitTable.NONE
                            && waits.stack(wait) == result.cellStack(cell)
                            && result.stateOf(segment) == result.cellState(cell);
            if (!isOfCell) {
                continue;
            }
            looked++;
            for (Piece piece :
                    BlameQuery.pieces(
                            result,
                            victim,
                            segments.startNanos(segment),
                            segments.endNanos(victim, segment))) {
                if (piece.root() == result.cellRoot(cell)) {
                    return endsAtOwner(waits, piece, lock);
                }
            }
        }
        return false;
    }

    private static boolean endsAtOwner(WaitTable waits, Piece piece, int lock) {
        if (piece.hops().size() < 2) {
            return false;
        }
        Hop beforeRoot = piece.hops().get(piece.hops().size() - 2);
        return beforeRoot.resource() == lock
                && beforeRoot.waitRow() != WaitTable.NONE
                && waits.operation(beforeRoot.waitRow()).ends() == Operation.Ends.BY_OWNER;
    }
}
