package dev.holdup.report.check;

import dev.holdup.blame.BlameQuery;
import dev.holdup.blame.BlameResult;
import dev.holdup.blame.Piece;
import dev.holdup.blame.RootKind;
import dev.holdup.model.StackTable;
import dev.holdup.model.WaitTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One uninterrupted stall of one thread in one wait, whatever its causes; transitively idle time is
 * not part of it.
 *
 * @param thread the victim
 * @param waitRow the wait, or {@link WaitTable#NONE} for a stall outside of one
 * @param fromNanos start
 * @param toNanos end, exclusive
 * @param root the root that bears most of it
 * @param rootNanos how much that is
 */
record Stall(int thread, int waitRow, long fromNanos, long toNanos, int root, long rootNanos) {
    /** From this share on, in percent, the other roots are not worth a word. */
    private static final long ALMOST_ALL = 95;

    long nanos() {
        return toNanos - fromNanos;
    }

    /** True if other roots have a share that is worth a word. */
    boolean isMostly() {
        return rootNanos * 100 < nanos() * ALMOST_ALL;
    }

    /** The stalls of a thread in time order. */
    static List<Stall> of(BlameResult result, int thread) {
        List<Stall> stalls = new ArrayList<>();
        Map<Integer, Long> shares = new HashMap<>();
        int waitRow = WaitTable.NONE;
        long from = 0;
        long to = -1;
        for (Piece piece :
                BlameQuery.pieces(result, thread, result.fromNanos(), result.toNanos())) {
            if (result.rootKind(piece.root()) == RootKind.NO_WORK) {
                continue;
            }
            int row = piece.hops().get(0).waitRow();
            boolean goesOn = row == waitRow && piece.fromNanos() <= to;
            if (!goesOn) {
                addTo(stalls, thread, waitRow, from, to, shares);
                waitRow = row;
                from = piece.fromNanos();
            }
            to = piece.toNanos();
            shares.merge(piece.root(), piece.sharedNanos(), Long::sum);
        }
        addTo(stalls, thread, waitRow, from, to, shares);
        return stalls;
    }

    private static void addTo(
            List<Stall> stalls,
            int thread,
            int waitRow,
            long from,
            long to,
            Map<Integer, Long> shares) {
        int mainRoot = -1;
        long mainNanos = 0;
        for (Map.Entry<Integer, Long> share : shares.entrySet()) {
            boolean isTie = share.getValue() == mainNanos && share.getKey() < mainRoot;
            if (mainRoot < 0 || share.getValue() > mainNanos || isTie) {
                mainRoot = share.getKey();
                mainNanos = share.getValue();
            }
        }
        shares.clear();
        if (mainRoot >= 0) {
            stalls.add(new Stall(thread, waitRow, from, to, mainRoot, mainNanos));
        }
    }

    /** The victim's stack, innermost first; empty if not recorded. */
    List<String> site(BlameResult result) {
        return result.trace().stacks().texts(stack(result));
    }

    /** The victim's stack as a node of the stack table. */
    int stack(BlameResult result) {
        return waitRow == WaitTable.NONE ? StackTable.NONE : result.trace().waits().stack(waitRow);
    }

    /** The stack of the root that bears most of it. */
    List<String> rootSite(BlameResult result) {
        return result.trace().stacks().texts(result.rootStack(root));
    }
}
