package dev.holdup.blame;

import dev.holdup.base.IntColumn;
import dev.holdup.base.TupleIndex;
import dev.holdup.model.ResourceTable;
import dev.holdup.model.StackTable;
import dev.holdup.model.ThreadState;

/**
 * What segments have in common, numbered: state, operation, resource and stack. There are few of
 * them, so all that depends on them alone is found by their number, without looking at the wait.
 */
final class SiteTable {
    /** No segment. */
    static final int NONE = -1;

    private static final int STATE = 0;
    private static final int OPERATION = 1;
    private static final int RESOURCE = 2;
    private static final int STACK = 3;

    private final CellTable cells;
    private final TupleIndex sites = new TupleIndex(4);
    private final int[] key = new int[4];
    private final IntColumn stalls = new IntColumn();

    SiteTable(CellTable cells) {
        this.cells = cells;
    }

    /** Number of a site; {@code operationCode} is NO_OPERATION outside waits. */
    int of(ThreadState state, int operationCode, int resource, int stack) {
        key[STATE] = state.ordinal();
        key[OPERATION] = operationCode;
        key[RESOURCE] = resource;
        key[STACK] = stack;
        int site = sites.intern(key);
        if (site == stalls.size()) {
            stalls.add(cells.stall(state, operationCode, stack));
        }
        return site;
    }

    /** NO_OPERATION outside waits. */
    int operationCode(int site) {
        return site == NONE ? RootTable.NO_OPERATION : sites.get(site, OPERATION);
    }

    /** What is waited for, or NONE. */
    int resource(int site) {
        return site == NONE ? ResourceTable.NONE : sites.get(site, RESOURCE);
    }

    int stack(int site) {
        return site == NONE ? StackTable.NONE : sites.get(site, STACK);
    }

    /** Number for {@link CellTable#place}. */
    int stall(int site) {
        return stalls.get(site);
    }
}
