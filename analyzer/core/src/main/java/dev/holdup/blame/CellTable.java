package dev.holdup.blame;

import dev.holdup.base.LongColumn;
import dev.holdup.base.TupleIndex;
import dev.holdup.model.ResourceTable;
import dev.holdup.model.ThreadState;

/**
 * Cells: the share of one victim's stall, in one state, operation and site, reached through the
 * same resources, that one root bears.
 */
final class CellTable {
    private static final int ROOT = 0;
    private static final int VICTIM = 1;
    private static final int STATE = 2;
    private static final int OPERATION = 3;
    private static final int STACK = 4;
    private static final int THROUGH = 5;

    private final TupleIndex index = new TupleIndex(6);
    private final int[] key = new int[6];

    /** Paths of resources as a prefix tree: (resource, rest of the path towards the root). */
    private final TupleIndex paths = new TupleIndex(2);

    private final int[] pathKey = new int[2];
    final LongColumn exactNanos = new LongColumn();
    final LongColumn inferredNanos = new LongColumn();
    final LongColumn incidents = new LongColumn();
    final LongColumn longestNanos = new LongColumn();

    /**
     * The path that begins with {@code resource}, if any, and goes on with {@code rest}, -1 for
     * none.
     */
    int path(int resource, int rest) {
        if (resource == ResourceTable.NONE) {
            return rest;
        }
        pathKey[0] = resource;
        pathKey[1] = rest;
        return paths.intern(pathKey);
    }

    int intern(int root, int victim, ThreadState state, int operationCode, int stack, int path) {
        key[ROOT] = root;
        key[VICTIM] = victim;
        key[STATE] = state.ordinal();
        key[OPERATION] = operationCode;
        key[STACK] = stack;
        key[THROUGH] = path;
        int cell = index.intern(key);
        if (cell == exactNanos.size()) {
            exactNanos.add(0);
            inferredNanos.add(0);
            incidents.add(0);
            longestNanos.add(0);
        }
        return cell;
    }

    int size() {
        return index.size();
    }

    int root(int cell) {
        return index.get(cell, ROOT);
    }

    int victim(int cell) {
        return index.get(cell, VICTIM);
    }

    ThreadState state(int cell) {
        return ThreadState.ofCode(index.get(cell, STATE));
    }

    int operationCode(int cell) {
        return index.get(cell, OPERATION);
    }

    int stack(int cell) {
        return index.get(cell, STACK);
    }

    /** Resources from the victim to the root, without those of hops that have none. */
    int[] through(int cell) {
        int count = 0;
        for (int path = index.get(cell, THROUGH); path >= 0; path = paths.get(path, 1)) {
            count++;
        }
        int[] resources = new int[count];
        int next = 0;
        for (int path = index.get(cell, THROUGH); path >= 0; path = paths.get(path, 1)) {
            resources[next++] = paths.get(path, 0);
        }
        return resources;
    }
}
