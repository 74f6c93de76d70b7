package dev.holdup.report;

import dev.holdup.blame.BlameResult;

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
        int[] groupOfRoot = new int[result.rootCount()];
        for (int root = 0; root < groupOfRoot.length; root++) {
            int group = groups.of(root);
            groupOfRoot[root] = group != RootGroups.NONE && isUnion[group] ? group : -1;
        }
        long[] united = result.groupWallNanos(groupOfRoot, wallNanos.length);
        for (int group = 0; group < wallNanos.length; group++) {
            wallNanos[group] = isUnion[group] ? united[group] : wallNanos[group];
        }
    }
}
