package dev.holdup.blame;

import dev.holdup.model.ResourceTable;
import dev.holdup.model.StackTable;
import dev.holdup.model.WaitTable;
import dev.holdup.model.WakeTable;
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
    private final RootNames names;
    private final Present present;
    private final RootFinder finder;
    private final PieceSink sink;
    private final boolean wantsCells;
    private final EventQueue queue;

    /**
     * What was last found for each thread, and for what: chains seldom change all at once. One row
     * of {@link #MEMO} numbers for each thread, which is one line of the cache.
     *
     * <pre>
     *   root | of: wait, wake, terminal, last    path | of: resource, rest
     *   arm  | of: root, path                        place | of: segment     cell | of: arm, place
     * </pre>
     */
    private final int[] memo;

    private static final int MEMO = 16;
    private static final int ROOT = 0;
    private static final int ROOT_WAIT = 1;
    private static final int ROOT_WAKE = 2;
    private static final int ROOT_TERMINAL = 3;
    private static final int ROOT_LAST = 4;
    private static final int PATH = 5;
    private static final int PATH_RESOURCE = 6;
    private static final int PATH_REST = 7;
    private static final int ARM = 8;
    private static final int ARM_ROOT = 9;
    private static final int ARM_PATH = 10;
    private static final int PLACE = 11;
    private static final int PLACE_SEGMENT = 12;
    private static final int CELL = 13;
    private static final int CELL_ARM = 14;
    private static final int CELL_PLACE = 15;

    /** Until when the stall of each thread is accounted for; MAX_VALUE if it is not stalled. */
    private final long[] accounted;

    /** Marks of the walk in progress, to meet no node twice. */
    private final int[] marks;

    private int mark;
    private int[] up = new int[64];
    private int[] changed = new int[64];

    /** The descent in progress: nodes, and for each what stands above it. */
    private int[] open = new int[64];

    private int[] openRoot = new int[64];
    private int[] openPath = new int[64];
    private byte[] openMode = new byte[64];
    private boolean[] openExact = new boolean[64];
    private int openCount;

    /** The chain's end during a descent. */
    private int terminal;

    private int lastThread;

    Sweep(
            Links links,
            RootTable roots,
            CellTable cells,
            PieceSink sink,
            long fromNanos,
            long toNanos) {
        this.links = links;
        this.toNanos = toNanos;
        this.cells = cells;
        threadCount = links.threadCount();
        names = new RootNames(links, roots);
        present = new Present(links);
        finder = new RootFinder(links, present, names, cells);
        this.sink = sink;
        wantsCells = sink.wantsCells();
        int nodes = links.nodeCount();
        long events = (long) links.trace().segments().size() + links.nodes().size();
        queue = new EventQueue(nodes, events, fromNanos, toNanos);
        accounted = new long[threadCount];
        memo = new int[threadCount * MEMO];
        Arrays.fill(memo, UNKNOWN);
        marks = new int[nodes];
        Arrays.fill(accounted, Long.MAX_VALUE);
        for (int node = 0; node < nodes && fromNanos < toNanos; node++) {
            queue.add(node, present.start(node, fromNanos));
            note(node, fromNanos);
        }
    }

    void run() {
        for (long now = queue.nextNanos(); now < toNanos; now = queue.nextNanos()) {
            // (a) everything that changes now
            int count = 0;
            while (queue.nextNanos() == now) {
                if (count == changed.length) {
                    changed = Arrays.copyOf(changed, count * 2);
                }
                changed[count++] = queue.take();
            }
            // (b) account for the time until now, by the links that held until now
            for (int i = 0; i < count; i++) {
                settle(changed[i], now);
            }
            // (c) link anew
            for (int i = 0; i < count; i++) {
                queue.add(changed[i], present.advance(changed[i], now));
                note(changed[i], now);
            }
            if (sink.wantsRoom()) {
                sink.forgetBefore(Arrays.stream(accounted).min().orElse(now));
            }
        }
        settleAll();
        sink.finish();
    }

    /** The thread begins a segment or stretch: is it stalled from now on? */
    private void note(int node, long now) {
        if (node < threadCount) {
            boolean stalled =
                    present.state(node).isStall() && !links.trace().threads().isCarrier(node);
            accounted[node] = stalled ? now : Long.MAX_VALUE;
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
        int mode = NO_THREAD;
        int root = -1;
        int path = -1;
        boolean exact = true;
        terminal = present.target(up[length - 1]);
        openCount = 0;
        // Down the chain again, without looking aside, to the node that changed …
        for (int i = length - 1; i > 0; i--) {
            int here = up[i];
            exact &= present.isExact(here);
            if (here < threadCount) {
                root = rootAt(here, mode, root);
                path = pathAt(here, mode, path);
                mode = mode == NO_THREAD ? LAST_THREAD : DEEPER;
            }
        }
        // … and from there to all that wait for it.
        push(node, root, path, mode, exact);
        while (openCount > 0) {
            openCount--;
            descend(now);
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
            if (present.target(here) < 0) {
                return length;
            }
            here = present.target(here);
        }
    }

    /** Accounts for the open node and opens what points at it. */
    private void descend(long now) {
        int node = open[openCount];
        int root = openRoot[openCount];
        int path = openPath[openCount];
        int mode = openMode[openCount];
        boolean exact = openExact[openCount] && present.isExact(node);
        if (links.isPool(node)) {
            settleBehind(node, now);
            return;
        }
        if (node < threadCount) {
            root = rootAt(node, mode, root);
            path = pathAt(node, mode, path);
            mode = mode == NO_THREAD ? LAST_THREAD : DEEPER;
            if (accounted[node] < now) {
                addPiece(node, root, path, exact, now);
            }
        }
        for (int edge = present.firstEdge(node); edge >= 0; edge = present.nextEdge(edge)) {
            push(present.source(edge), root, path, mode, exact);
        }
    }

    private void push(int node, int root, int path, int mode, boolean exact) {
        if (openCount == open.length) {
            int size = openCount * 2;
            open = Arrays.copyOf(open, size);
            openRoot = Arrays.copyOf(openRoot, size);
            openPath = Arrays.copyOf(openPath, size);
            openMode = Arrays.copyOf(openMode, size);
            openExact = Arrays.copyOf(openExact, size);
        }
        open[openCount] = node;
        openRoot[openCount] = root;
        openPath[openCount] = path;
        openMode[openCount] = (byte) mode;
        openExact[openCount++] = exact;
    }

    /** Root of a thread: the last of the chain names it; of an EXEC the one before has a say. */
    private int rootAt(int thread, int mode, int rootAbove) {
        if (mode == NO_THREAD) {
            lastThread = thread;
        }
        boolean decides =
                mode == NO_THREAD
                        ? terminal != Terminal.EXEC
                        : mode == LAST_THREAD && terminal == Terminal.EXEC;
        if (!decides) {
            return rootAbove;
        }
        int wait = present.waitRow(thread);
        int wake = present.wake(thread);
        int row = thread * MEMO;
        if (memo[row + ROOT_WAIT] != wait
                || memo[row + ROOT_WAKE] != wake
                || memo[row + ROOT_TERMINAL] != terminal
                || memo[row + ROOT_LAST] != lastThread) {
            memo[row + ROOT_WAIT] = wait;
            memo[row + ROOT_WAKE] = wake;
            memo[row + ROOT_TERMINAL] = terminal;
            memo[row + ROOT_LAST] = lastThread;
            memo[row + ROOT] = nameRoot(thread, wait, mode);
        }
        return memo[row + ROOT];
    }

    private int nameRoot(int thread, int wait, int mode) {
        return mode == NO_THREAD
                ? names.of(terminal, thread, wait, ResourceTable.NONE, WakeTable.NONE)
                : names.of(
                        terminal,
                        lastThread,
                        WaitTable.NONE,
                        present.resource(thread),
                        present.wake(thread));
    }

    private int pathAt(int thread, int mode, int pathAbove) {
        if (mode == NO_THREAD || !wantsCells) {
            return -1;
        }
        int resource = present.resource(thread);
        int row = thread * MEMO;
        if (memo[row + PATH_RESOURCE] != resource || memo[row + PATH_REST] != pathAbove) {
            memo[row + PATH_RESOURCE] = resource;
            memo[row + PATH_REST] = pathAbove;
            memo[row + PATH] = cells.path(resource, pathAbove);
        }
        return memo[row + PATH];
    }

    private void addPiece(int victim, int root, int path, boolean exact, long now) {
        int cell = cell(victim, root, path);
        sink.add(victim, incident(victim), cell, root, accounted[victim], now, exact);
        accounted[victim] = now;
    }

    private int cell(int victim, int root, int path) {
        if (!wantsCells) {
            return -1;
        }
        int row = victim * MEMO;
        if (memo[row + ARM_ROOT] != root || memo[row + ARM_PATH] != path) {
            memo[row + ARM_ROOT] = root;
            memo[row + ARM_PATH] = path;
            memo[row + ARM] = cells.arm(root, path);
        }
        int segment = present.segment(victim);
        if (memo[row + PLACE_SEGMENT] != segment) {
            memo[row + PLACE_SEGMENT] = segment;
            memo[row + PLACE] = place(victim);
        }
        int arm = memo[row + ARM];
        int place = memo[row + PLACE];
        if (memo[row + CELL_ARM] != arm || memo[row + CELL_PLACE] != place) {
            memo[row + CELL_ARM] = arm;
            memo[row + CELL_PLACE] = place;
            memo[row + CELL] = cells.intern(arm, place);
        }
        return memo[row + CELL];
    }

    private int place(int victim) {
        int wait = present.waitRow(victim);
        WaitTable waits = links.trace().waits();
        return cells.place(
                victim,
                present.state(victim),
                wait == WaitTable.NONE ? RootTable.NO_OPERATION : waits.operation(wait).code(),
                wait == WaitTable.NONE ? StackTable.NONE : waits.stack(wait));
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
        push(node, -1, -1, NO_THREAD, true);
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
                    push(source, -1, -1, NO_THREAD, true);
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
        for (RootFinder.Leaf leaf : leaves) {
            int cell = cell(victim, leaf.root(), leaf.path());
            if (whole) {
                sink.add(victim, incident(victim), cell, leaf.root(), from, now, leaf.exact());
            } else {
                sink.addShare(
                        victim,
                        incident(victim),
                        cell,
                        leaf.root(),
                        from,
                        now,
                        leaf.nanos(),
                        leaf.exact());
            }
        }
        accounted[victim] = now;
    }
}
