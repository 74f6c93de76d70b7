package dev.holdup.report;

import dev.holdup.base.IntColumn;
import dev.holdup.base.LongColumn;
import dev.holdup.base.SortByKey;
import dev.holdup.blame.BlameQuery;
import dev.holdup.blame.BlameResult;
import dev.holdup.blame.Piece;
import java.util.Set;
import java.util.TreeSet;

/**
 * Wall time of a row: the time during which any of its roots stalled anybody. Roots of one row may
 * be active at the same time, so their wall times must be united, not added.
 */
final class GroupWall {
    private GroupWall() {}

    /** Wall time by group. */
    static long[] of(BlameResult result, RootGroups groups) {
        long[] wallNanos = new long[groups.count()];
        boolean[] isUnion = new boolean[groups.count()];
        boolean anyUnion = false;
        for (int group = 0; group < wallNanos.length; group++) {
            isUnion[group] = groups.roots(group).size() > 1;
            anyUnion |= isUnion[group];
            if (!isUnion[group]) {
                wallNanos[group] = result.rootWallNanos(groups.roots(group).get(0));
            }
        }
        if (anyUnion) {
            addUnions(result, groups, isUnion, wallNanos);
        }
        return wallNanos;
    }

    private static void addUnions(
            BlameResult result, RootGroups groups, boolean[] isUnion, long[] wallNanos) {
        IntColumn pieceGroups = new IntColumn();
        LongColumn starts = new LongColumn();
        LongColumn ends = new LongColumn();
        for (int victim : victims(result, groups, isUnion)) {
            for (Piece piece :
                    BlameQuery.pieces(result, victim, result.fromNanos(), result.toNanos())) {
                int group = groups.of(piece.root());
                if (group != RootGroups.NONE && isUnion[group]) {
                    pieceGroups.add(group);
                    starts.add(piece.fromNanos());
                    ends.add(piece.toNanos());
                }
            }
        }
        int[] order = new int[starts.size()];
        for (int piece = 0; piece < order.length; piece++) {
            order[piece] = piece;
        }
        SortByKey.sort(order, starts.toArray());
        long[] coveredUntil = new long[wallNanos.length];
        for (int piece : order) {
            int group = pieceGroups.get(piece);
            long from = Math.max(coveredUntil[group], starts.get(piece));
            long to = ends.get(piece);
            if (to > from) {
                wallNanos[group] += to - from;
                coveredUntil[group] = to;
            }
        }
    }

    private static Set<Integer> victims(BlameResult result, RootGroups groups, boolean[] isUnion) {
        Set<Integer> victims = new TreeSet<>();
        for (int cell = 0; cell < result.cellCount(); cell++) {
            int group = groups.of(result.cellRoot(cell));
            if (group != RootGroups.NONE && isUnion[group]) {
                victims.add(result.cellVictim(cell));
            }
        }
        return victims;
    }
}
