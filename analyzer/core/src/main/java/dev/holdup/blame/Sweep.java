package dev.holdup.blame;

import dev.holdup.model.ThreadTable;
import dev.holdup.model.WaitTable;
import java.util.Arrays;
import java.util.List;

/**
 * The sweep over time (blame.md 2.12, step 3). {@link Present} is a forest: each node points at
 * what it waits for, a root is a node that points at none. When a node changes, the time since then
 * of all stalled threads behind it goes to the root they had; then it is linked anew. Chains that
 * meet a cycle or a pool leave the forest: {@link RootFinder} answers for them, thread by thread.
 */
final class Sweep {
    /** Threads between a node and the end of its chain: none, the last of the chain, more. */
    private static final int NO_THREAD = 0;

    private static final int LAST_THREAD = 1;
    private static final int DEEPER = 2;

    /** No number of anything. */
    private static final int UNKNOWN = Integer.MIN_VALUE;

    private final Links links;
    private final long toNanos;
    private final int threadCount;
    private final CellTable cells;
    private final SiteTable sites;
    private final RootNames names;
    private final Changes changes;
    private final Present present;
    private final RootFinder finder;
    private final PieceSink sink;
    private final boolean wantsCells;

    /**
     * What was last found for each thread, and for what: chains seldom change all at once. One row
     * of {@link #MEMO} numbers for each thread, which is one line of the cache.
     *
     * <pre>
     *   stop  | of: terminal, site     running | of: resource, stack
     *   path  | of: resource, rest     place   | of: stall
     * </pre>
     */
    private final int[] memo;

    private static final int MEMO = 16;
    private static final int STOP = 0;
    private static final int STOP_TERMINAL = 1;
    private static final int STOP_SITE = 2;
    private static final int RUNNING = 3;
    private static final int RUNNING_RESOURCE = 4;
    private static final int RUNNING_STACK = 5;
    private static final int PATH = 6;
    private static final int PATH_RESOURCE = 7;
    private static final int PATH_REST = 8;
    private static final int PLACE = 9;
    private static final int PLACE_STALL = 10;

    /** Until when the stall of each thread is accounted for; MAX_VALUE if it is not stalled. */
    private final long[] accounted;

    /** Marks of the walk in progress, to meet no node twice. */
    private final int[] marks;

    private int mark;
    private int[] up = new int[64];

    /** Of the chain being walked: its end, its last thread, and what stands above this place. */
    private int terminal;

    private int lastThread;
    private int end;
    private int path;
    private int mode;
    private boolean exact;

    /** The descent in progress: nodes, and for each what stands above it. */
    private int[] open = new int[64];

    private int[] openEnd = new int[64];
    private int[] openPath = new int[64];
    private byte[] openMode = new byte[64];
    private boolean[] openExact = new boolean[64];
    private int openCount;

    /** A sweep of [fromNanos, toNanos); {@code sites} and {@code names} belong together. */
    Sweep(
            Links links,
            CellTable cells,
            SiteTable sites,
            RootNames names,
            PieceSink sink,
            long fromNanos,
            long toNanos) {
        this.links = links;
        this.toNanos = toNanos;
        this.cells = cells;
        this.sites = sites;
        this.names = names;
        threadCount = links.threadCount();
        changes = new Changes(links, sites, fromNanos, toNanos);
        present = new Present(links, sites);
        finder = new RootFinder(links, present, names, cells);
        this.sink = sink;
        wantsCells = sink.wantsCells();
        accounted = new long[threadCount];
        memo = new int[threadCount * MEMO];
        Arrays.fill(memo, UNKNOWN);
        marks = new int[links.nodeCount()];
        Arrays.fill(accounted, Long.MAX_VALUE);
    }

    void run() {
        while (changes.next()) {
            int count = changes.count();
            int[] rows = changes.rows();
            for (int place = 0; place < count; ) {
                // (a) everything that changes now
                long now = changes.nanos(place);
                int next = place + 1;
                while (next < count && changes.nanos(next) == now) {
                    next++;
                }
                // (b) account for the time until now, by the links that held until now
                for (int i = place; i < next; i++) {
                    settle(rows[changes.row(i) + Changes.NODE], now);
                }
                // (c) link anew
                for (int i = place; i < next; i++) {
                    present.change(rows, changes.row(i));
                    note(rows[changes.row(i) + Changes.NODE], now);
                }
                place = next;
            }
            sink.forgetBefore(oldest());
        }
        settleAll();
        sink.finish();
    }

    /** No piece that starts before this will come. */
    private long oldest() {
        long oldest = Long.MAX_VALUE;
        for (long nanos : accounted) {
            oldest = Math.min(oldest, nanos);
        }
        return oldest;
    }

    /** The thread begins a segment or stretch: is it stalled from now on? */
    private void note(int node, long now) {
        if (node < threadCount) {
            accounted[node] = present.isStalled(node) ? now : Long.MAX_VALUE;
        }
    }

    private void settleAll() {
        for (int node = 0; node < links.nodeCount(); node++) {
            if (present.target(node) < 0) {
                settle(node, toNanos);
            }
        }
        for (int thread = 0; thread < threadCount; thread++) {
            settleAlone(thread, toNanos);
        }
    }

    /** Accounts for all stalled threads behind a node, itself included. */
    private void settle(int node, long now) {
        boolean waitedFor = present.firstEdge(node) >= 0;
        if (!waitedFor && (node >= threadCount || accounted[node] >= now)) {
            return;
        }
        int length = climb(node);
        if (length < 0) {
            settleBehind(node, now);
            return;
        }
        mode = NO_THREAD;
        end = UNKNOWN;
        path = -1;
        exact = true;
        terminal = present.target(up[length - 1]);
        openCount = 0;
        // Down the chain again, without looking aside, to the node that changed …
        for (int i = length - 1; i > 0; i--) {
            pass(up[i]);
        }
        // … and from there to all that wait for it.
        descend(node, now);
        while (openCount > 0) {
            openCount--;
            end = openEnd[openCount];
            path = openPath[openCount];
            mode = openMode[openCount];
            exact = openExact[openCount];
            descend(open[openCount], now);
        }
    }

    /** The chain from the node to its end in {@code up}; -1 if it meets a pool or a cycle. */
    private int climb(int node) {
        mark++;
        int length = 0;
        int here = node;
        while (true) {
            if (marks[here] == mark || links.isPool(here)) {
                return -1;
            }
            marks[here] = mark;
            if (length == up.length) {
                up = Arrays.copyOf(up, length * 2);
            }
            up[length++] = here;
            int target = present.target(here);
            if (target < 0) {
                return length;
            }
            here = target;
        }
    }

    /** One node further down the chain. */
    private void pass(int node) {
        exact &= present.isExact(node);
        if (node >= threadCount) {
            return;
        }
        int site = present.site(node);
        if (mode == NO_THREAD) {
            lastThread = node;
            end = terminal == Terminal.EXEC ? UNKNOWN : stop(node, site);
            mode = LAST_THREAD;
            return;
        }
        int resource = sites.resource(site);
        // Of a thread that runs the one before it says by what it is reached.
        if (mode == LAST_THREAD && terminal == Terminal.EXEC) {
            end = running(node, resource, present.actStack(node));
        }
        path = path(node, resource, path);
        mode = DEEPER;
    }

    /** Accounts for the node and opens what points at it. */
    private void descend(int node, long now) {
        if (links.isPool(node)) {
            settleBehind(node, now);
            return;
        }
        pass(node);
        if (node < threadCount && accounted[node] < now) {
            sink.add(
                    node,
                    incident(node),
                    lastThread,
                    end,
                    path,
                    place(node),
                    accounted[node],
                    now,
                    exact);
            accounted[node] = now;
        }
        for (int edge = present.firstEdge(node); edge >= 0; edge = present.nextEdge(edge)) {
            push(present.source(edge));
        }
    }

    private void push(int node) {
        if (openCount == open.length) {
            int size = openCount * 2;
            open = Arrays.copyOf(open, size);
            openEnd = Arrays.copyOf(openEnd, size);
            openPath = Arrays.copyOf(openPath, size);
            openMode = Arrays.copyOf(openMode, size);
            openExact = Arrays.copyOf(openExact, size);
        }
        open[openCount] = node;
        openEnd[openCount] = end;
        openPath[openCount] = path;
        openMode[openCount] = (byte) mode;
        openExact[openCount++] = exact;
    }

    private int stop(int thread, int site) {
        int row = thread * MEMO;
        if (memo[row + STOP_TERMINAL] != terminal || memo[row + STOP_SITE] != site) {
            memo[row + STOP_TERMINAL] = terminal;
            memo[row + STOP_SITE] = site;
            memo[row + STOP] = names.stop(terminal, site);
        }
        return memo[row + STOP];
    }

    private int running(int thread, int resource, int actStack) {
        int row = thread * MEMO;
        if (memo[row + RUNNING_RESOURCE] != resource || memo[row + RUNNING_STACK] != actStack) {
            memo[row + RUNNING_RESOURCE] = resource;
            memo[row + RUNNING_STACK] = actStack;
            memo[row + RUNNING] = names.running(resource, actStack);
        }
        return memo[row + RUNNING];
    }

    private int path(int thread, int resource, int rest) {
        if (!wantsCells) {
            return -1;
        }
        int row = thread * MEMO;
        if (memo[row + PATH_RESOURCE] != resource || memo[row + PATH_REST] != rest) {
            memo[row + PATH_RESOURCE] = resource;
            memo[row + PATH_REST] = rest;
            memo[row + PATH] = cells.path(resource, rest);
        }
        return memo[row + PATH];
    }

    private int place(int victim) {
        if (!wantsCells) {
            return -1;
        }
        int stall = sites.stall(present.site(victim));
        int row = victim * MEMO;
        if (memo[row + PLACE_STALL] != stall) {
            memo[row + PLACE_STALL] = stall;
            memo[row + PLACE] = cells.place(victim, stall);
        }
        return memo[row + PLACE];
    }

    /** A number for what the victim is stalled by now: its wait, else its segment. */
    private int incident(int victim) {
        int wait = present.waitRow(victim);
        return wait == WaitTable.NONE
                ? links.trace().waits().size() + present.segment(victim)
                : wait;
    }

    /** As {@link #settle} where chains meet pools or cycles. */
    private void settleBehind(int node, long now) {
        mark++;
        int base = openCount;
        push(node);
        marks[node] = mark;
        while (openCount > base) {
            int here = open[--openCount];
            if (here < threadCount) {
                settleAlone(here, now);
            }
            for (int edge = present.firstEdge(here); edge >= 0; edge = present.nextEdge(edge)) {
                int source = present.source(edge);
                if (marks[source] != mark) {
                    marks[source] = mark;
                    push(source);
                }
            }
        }
    }

    private void settleAlone(int victim, long now) {
        long from = accounted[victim];
        if (from >= now) {
            return;
        }
        long start = links.trace().segments().startNanos(present.segment(victim));
        List<RootFinder.Leaf> leaves = finder.find(victim, from - start, now - start);
        boolean whole = leaves.size() == 1;
        int place = place(victim);
        for (RootFinder.Leaf leaf : leaves) {
            if (whole) {
                sink.add(
                        victim,
                        incident(victim),
                        ThreadTable.NONE,
                        leaf.root(),
                        leaf.path(),
                        place,
                        from,
                        now,
                        leaf.exact());
            } else {
                sink.addShare(
                        victim,
                        incident(victim),
                        leaf.root(),
                        leaf.path(),
                        place,
                        from,
                        now,
                        leaf.nanos(),
                        leaf.exact());
            }
        }
        accounted[victim] = now;
    }
}
