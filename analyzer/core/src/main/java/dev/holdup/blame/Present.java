package dev.holdup.blame;

import dev.holdup.model.ResourceTable;
import dev.holdup.model.SegmentTable;
import dev.holdup.model.ThreadState;
import dev.holdup.model.ThreadTable;
import dev.holdup.model.WaitTable;
import dev.holdup.model.WakeTable;
import java.util.Arrays;

/**
 * Where every node points at the sweep's present instant, and the other way round: who points at a
 * node. Each node keeps its wanted target even if that closes a cycle, so nothing has to be linked
 * anew when a cycle opens (the pitfall of blame.md 2.12, step 4).
 *
 * <p>Who points at a node is a doubly linked list of edges. Edge n, for a node n that is no pool,
 * is the one from n to its target; edges from pools to their occupants have higher numbers.
 */
final class Present implements LinkView {
    private static final int NONE = -1;

    private final Links links;
    private final SegmentTable segments;
    private final ThreadTable threads;
    private final WaitTable waits;
    private final int threadCount;

    private final int[] targets;
    private final boolean[] exacts;
    private final int[] wakes;
    private final int[] rows;
    private final int[] segmentOf;
    private final int[] waitRows;
    private final ThreadState[] states;

    private final int[] firstEdge;
    private int[] nextEdge;
    private int[] previousEdge;
    private int[] sourceOf;
    private final int[][] poolEdges;
    private int edges;
    private int freeEdge = NONE;
    private int here;

    Present(Links links) {
        this.links = links;
        segments = links.trace().segments();
        threads = links.trace().threads();
        waits = links.trace().waits();
        threadCount = threads.size();
        int nodes = links.nodeCount();
        targets = new int[nodes];
        exacts = new boolean[nodes];
        wakes = new int[nodes];
        rows = new int[nodes];
        segmentOf = new int[threadCount];
        waitRows = new int[threadCount];
        states = new ThreadState[threadCount];
        firstEdge = filled(nodes);
        nextEdge = filled(nodes);
        previousEdge = filled(nodes);
        sourceOf = new int[nodes];
        for (int node = 0; node < nodes; node++) {
            sourceOf[node] = node;
        }
        poolEdges = new int[nodes - links.firstPool()][];
        edges = nodes;
    }

    private static int[] filled(int size) {
        int[] values = new int[size];
        Arrays.fill(values, NONE);
        return values;
    }

    /** Places a node at the instant and links it; returns when it changes next. */
    long start(int node, long nanos) {
        if (node < threadCount) {
            int segment = segments.at(node, nanos);
            boolean over = segment < 0 && nanos >= threads.startNanos(node);
            segmentOf[node] = segment >= 0 ? segment : over ? NONE : segments.first(node) - 1;
            rows[node] = NONE;
            return enter(node, nanos, over);
        }
        Stretches nodes = links.nodes();
        rows[node] = nodes.at(node - threadCount, nanos);
        return readRow(node);
    }

    /**
     * Moves a node on to the instant, at which it changes, and links it; returns the next change.
     */
    long advance(int node, long nanos) {
        unlink(node);
        if (node >= threadCount) {
            Stretches nodes = links.nodes();
            int end = nodes.end(node - threadCount);
            while (rows[node] + 1 < end && nodes.start(rows[node] + 1) <= nanos) {
                rows[node]++;
            }
            return readRow(node);
        }
        int end = segments.end(node);
        while (segmentOf[node] + 1 < end && segments.startNanos(segmentOf[node] + 1) <= nanos) {
            segmentOf[node]++;
            rows[node] = NONE;
        }
        return enter(node, nanos, nanos >= threads.endNanos(node));
    }

    /** The thread's segment is known: reads its state and its stretch. */
    private long enter(int thread, long nanos, boolean over) {
        int segment = segmentOf[thread];
        exacts[thread] = true;
        wakes[thread] = WakeTable.NONE;
        waitRows[thread] = WaitTable.NONE;
        if (over || segment < segments.first(thread)) {
            states[thread] = ThreadState.UNKNOWN;
            targets[thread] = over ? Terminal.UNKNOWN_DEAD : links.targetBeforeStart(thread);
            return over ? Long.MAX_VALUE : threads.startNanos(thread);
        }
        long until = segments.endNanos(thread, segment);
        ThreadState state = links.state(segment);
        states[thread] = state;
        int wait = segments.wait(segment);
        waitRows[thread] = wait;
        if (wait == WaitTable.NONE) {
            targets[thread] = links.targetWithoutWait(thread, state, segments.startNanos(segment));
        } else {
            until = Math.min(until, enterStretch(thread, wait, nanos));
        }
        link(thread);
        return until;
    }

    private long enterStretch(int thread, int wait, long nanos) {
        Stretches stretches = links.waits();
        int first = stretches.first(wait);
        int end = stretches.end(wait);
        int row = rows[thread] < first || rows[thread] >= end ? first : rows[thread];
        while (row + 1 < end && stretches.start(row + 1) <= nanos) {
            row++;
        }
        rows[thread] = row;
        targets[thread] = stretches.target(row);
        exacts[thread] = stretches.isExact(row);
        wakes[thread] = stretches.wake(row);
        return row + 1 < end ? stretches.start(row + 1) : Long.MAX_VALUE;
    }

    private long readRow(int node) {
        Stretches nodes = links.nodes();
        int owner = node - threadCount;
        int row = rows[node];
        boolean none = row < nodes.first(owner);
        targets[node] = none ? Terminal.UNKNOWN_OWNER : nodes.target(row);
        exacts[node] = none || nodes.isExact(row);
        wakes[node] = none ? WakeTable.NONE : nodes.wake(row);
        link(node);
        return row + 1 < nodes.end(owner) ? nodes.start(row + 1) : Long.MAX_VALUE;
    }

    private void link(int node) {
        int target = targets[node];
        if (target < 0) {
            return;
        }
        if (!links.isPool(node)) {
            linkEdge(node, target);
            return;
        }
        PoolSets sets = links.sets();
        int[] own = new int[sets.end(target) - sets.first(target)];
        for (int i = 0; i < own.length; i++) {
            own[i] = newEdge(node);
            linkEdge(own[i], sets.member(sets.first(target) + i));
        }
        poolEdges[node - links.firstPool()] = own;
    }

    private void unlink(int node) {
        int target = targets[node];
        if (target < 0) {
            return;
        }
        if (!links.isPool(node)) {
            unlinkEdge(node, target);
            return;
        }
        int[] own = poolEdges[node - links.firstPool()];
        for (int i = 0; i < own.length; i++) {
            unlinkEdge(own[i], links.sets().member(links.sets().first(target) + i));
            nextEdge[own[i]] = freeEdge;
            freeEdge = own[i];
        }
    }

    private int newEdge(int source) {
        int edge = freeEdge;
        if (edge != NONE) {
            freeEdge = nextEdge[edge];
        } else {
            edge = edges++;
            if (edge == nextEdge.length) {
                nextEdge = Arrays.copyOf(nextEdge, edge * 2);
                previousEdge = Arrays.copyOf(previousEdge, edge * 2);
                sourceOf = Arrays.copyOf(sourceOf, edge * 2);
            }
        }
        sourceOf[edge] = source;
        return edge;
    }

    private void linkEdge(int edge, int target) {
        int first = firstEdge[target];
        nextEdge[edge] = first;
        previousEdge[edge] = NONE;
        if (first != NONE) {
            previousEdge[first] = edge;
        }
        firstEdge[target] = edge;
    }

    private void unlinkEdge(int edge, int target) {
        int next = nextEdge[edge];
        int previous = previousEdge[edge];
        if (previous == NONE) {
            firstEdge[target] = next;
        } else {
            nextEdge[previous] = next;
        }
        if (next != NONE) {
            previousEdge[next] = previous;
        }
    }

    /** First edge that points at the node, or -1; {@link #source} tells whose it is. */
    int firstEdge(int node) {
        return firstEdge[node];
    }

    int nextEdge(int edge) {
        return nextEdge[edge];
    }

    int source(int edge) {
        return sourceOf[edge];
    }

    int target(int node) {
        return targets[node];
    }

    boolean isExact(int node) {
        return exacts[node];
    }

    int wake(int node) {
        return wakes[node];
    }

    int waitRow(int thread) {
        return waitRows[thread];
    }

    int segment(int thread) {
        return segmentOf[thread];
    }

    ThreadState state(int thread) {
        return states[thread];
    }

    int resource(int thread) {
        int wait = waitRows[thread];
        return wait == WaitTable.NONE ? ResourceTable.NONE : waits.resource(wait);
    }

    @Override
    public void moveTo(int node) {
        here = node;
    }

    @Override
    public int target() {
        return targets[here];
    }

    @Override
    public boolean isExact() {
        return exacts[here];
    }

    @Override
    public int resource() {
        return here < threadCount ? resource(here) : ResourceTable.NONE;
    }

    @Override
    public int wake() {
        return wakes[here];
    }

    @Override
    public int waitRow() {
        return here < threadCount ? waitRows[here] : WaitTable.NONE;
    }

    @Override
    public ThreadState state() {
        return here < threadCount ? states[here] : ThreadState.UNKNOWN;
    }
}
