package dev.holdup.blame;

import dev.holdup.model.Confidence;
import dev.holdup.model.ResourceTable;
import dev.holdup.model.StackTable;
import dev.holdup.model.ThreadState;
import dev.holdup.model.ThreadTable;
import dev.holdup.model.WaitTable;
import dev.holdup.model.WakeTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Follows blockers from one thread at one instant (blame.md 2.6) by looking each of them up: the
 * drill-down. Not thread-safe.
 */
final class ChainWalker {
    private final Links links;
    private final RootTable roots;
    private final CellTable cells;
    private final LinkCursor cursor;
    private final List<Hop> hops = new ArrayList<>();

    /** What {@link #walk} found. */
    int root;

    int path;
    boolean exact;
    long untilNanos;

    ChainWalker(Links links, RootTable roots, CellTable cells) {
        this.links = links;
        this.roots = roots;
        this.cells = cells;
        cursor = new LinkCursor(links);
    }

    /** Hops of the last walk, the stalled thread first. */
    List<Hop> hops() {
        return hops;
    }

    void walk(int thread, long nanos) {
        hops.clear();
        exact = true;
        untilNanos = Long.MAX_VALUE;
        int node = thread;
        int lastResource = ResourceTable.NONE;
        int lastWake = WakeTable.NONE;
        while (true) {
            cursor.moveTo(node, nanos);
            untilNanos = Math.min(untilNanos, cursor.untilNanos);
            boolean isThread = node < links.threadCount();
            int at = isThread ? indexOf(node) : -1;
            if (at >= 0) {
                root = cycle(at);
                break;
            }
            exact &= cursor.exact;
            if (isThread) {
                hops.add(hop(node));
            }
            if (cursor.target < 0) {
                root = terminal(node, lastResource, lastWake);
                break;
            }
            if (isThread) {
                lastResource = cursor.resource;
                lastWake = cursor.wake;
            }
            node = cursor.target;
        }
        path = -1;
        for (int i = hops.size() - 2; i >= 0; i--) {
            path = cells.path(hops.get(i).resource(), path);
        }
    }

    private Hop hop(int thread) {
        return new Hop(
                thread,
                cursor.state,
                cursor.wait,
                cursor.resource,
                cursor.wake,
                cursor.exact ? Confidence.EXACT : Confidence.INFERRED);
    }

    private int indexOf(int thread) {
        for (int i = 0; i < hops.size(); i++) {
            if (hops.get(i).thread() == thread) {
                return i;
            }
        }
        return -1;
    }

    private int cycle(int from) {
        int[] members = new int[hops.size() - from];
        int resource = Integer.MAX_VALUE;
        for (int i = from; i < hops.size(); i++) {
            members[i - from] = hops.get(i).thread();
            resource = Math.min(resource, hops.get(i).resource());
        }
        Arrays.sort(members);
        return roots.intern(
                RootKind.CYCLE,
                ThreadTable.NONE,
                RootTable.NO_OPERATION,
                resource,
                StackTable.NONE,
                0,
                roots.members(members));
    }

    private int terminal(int node, int lastResource, int lastWake) {
        int thread = node < links.threadCount() ? node : ThreadTable.NONE;
        int operation = RootTable.NO_OPERATION;
        int resource = ResourceTable.NONE;
        int stack = StackTable.NONE;
        RootKind kind = Terminal.kind(cursor.target);
        if (kind == RootKind.EXEC) {
            resource = lastResource;
            stack =
                    lastWake == WakeTable.NONE
                            ? StackTable.NONE
                            : links.trace().wakes().stack(lastWake);
        } else if (cursor.wait != WaitTable.NONE) {
            operation = links.trace().waits().operation(cursor.wait).code();
            resource = links.trace().waits().resource(cursor.wait);
            stack = links.trace().waits().stack(cursor.wait);
        }
        int detail = roots.detail(Terminal.detail(cursor.target, links.vmNames()));
        return roots.intern(kind, thread, operation, resource, stack, detail, 0);
    }

    /** State of the stalled thread of the last walk. */
    ThreadState state() {
        return hops.get(0).state();
    }
}
