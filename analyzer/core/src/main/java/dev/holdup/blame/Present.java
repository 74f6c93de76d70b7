package dev.holdup.blame;

import dev.holdup.model.ResourceTable;
import dev.holdup.model.ThreadState;
import dev.holdup.model.WaitTable;
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

    /** Of each edge: the next and the one before of its list, whose it is. */
    private static final int NEXT = 0;

    private static final int PREVIOUS = 1;
    private static final int SOURCE = 2;

    /** The first edge that points at the node of the same number. */
    private static final int FIRST = 3;

    private static final int EDGE = 4;

    private final Links links;
    private final SiteTable sites;
    private final int threadCount;

    /** The last row of {@link Changes} of each node. */
    private final int[] nodes;

    private int[] edges;
    private final int[][] poolEdges;
    private int edgeCount;
    private int freeEdge = NONE;
    private int here;

    /** All nodes, none of them linked. */
    Present(Links links, SiteTable sites) {
        this.links = links;
        this.sites = sites;
        threadCount = links.threadCount();
        int count = links.nodeCount();
        nodes = new int[count * Changes.WIDTH];
        edges = new int[count * EDGE];
        Arrays.fill(edges, NONE);
        for (int node = 0; node < count; node++) {
            nodes[node * Changes.WIDTH + Changes.TARGET] = Terminal.UNKNOWN_STATE;
            edges[node * EDGE + SOURCE] = node;
        }
        poolEdges = new int[count - links.firstPool()][];
        edgeCount = count;
    }

    /** Applies a change: the node points at something else from now on. */
    void change(int[] rows, int row) {
        int node = rows[row + Changes.NODE];
        unlink(node);
        System.arraycopy(rows, row, nodes, node * Changes.WIDTH, Changes.WIDTH);
        link(node);
    }

    private void link(int node) {
        int target = target(node);
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
        int target = target(node);
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
            edges[own[i] * EDGE + NEXT] = freeEdge;
            freeEdge = own[i];
        }
    }

    private int newEdge(int source) {
        int edge = freeEdge;
        if (edge != NONE) {
            freeEdge = edges[edge * EDGE + NEXT];
        } else {
            edge = edgeCount++;
            if (edge * EDGE == edges.length) {
                edges = Arrays.copyOf(edges, edge * EDGE * 2);
            }
        }
        edges[edge * EDGE + SOURCE] = source;
        return edge;
    }

    private void linkEdge(int edge, int target) {
        int first = edges[target * EDGE + FIRST];
        edges[edge * EDGE + NEXT] = first;
        edges[edge * EDGE + PREVIOUS] = NONE;
        if (first != NONE) {
            edges[first * EDGE + PREVIOUS] = edge;
        }
        edges[target * EDGE + FIRST] = edge;
    }

    private void unlinkEdge(int edge, int target) {
        int next = edges[edge * EDGE + NEXT];
        int previous = edges[edge * EDGE + PREVIOUS];
        if (previous == NONE) {
            edges[target * EDGE + FIRST] = next;
        } else {
            edges[previous * EDGE + NEXT] = next;
        }
        if (next != NONE) {
            edges[next * EDGE + PREVIOUS] = previous;
        }
    }

    /** First edge that points at the node, or -1; {@link #source} tells whose it is. */
    int firstEdge(int node) {
        return edges[node * EDGE + FIRST];
    }

    int nextEdge(int edge) {
        return edges[edge * EDGE + NEXT];
    }

    int source(int edge) {
        return edges[edge * EDGE + SOURCE];
    }

    int target(int node) {
        return nodes[node * Changes.WIDTH + Changes.TARGET];
    }

    boolean isExact(int node) {
        return (nodes[node * Changes.WIDTH + Changes.FLAGS] & Changes.EXACT) != 0;
    }

    /** True if the thread's time is suffered, were it not for where its chain ends. */
    boolean isStalled(int thread) {
        return (nodes[thread * Changes.WIDTH + Changes.FLAGS] & Changes.STALLED) != 0;
    }

    /** Stack of the act that led to the target, or NONE. */
    int actStack(int node) {
        return nodes[node * Changes.WIDTH + Changes.STACK];
    }

    int waitRow(int thread) {
        return nodes[thread * Changes.WIDTH + Changes.WAIT];
    }

    int segment(int thread) {
        return nodes[thread * Changes.WIDTH + Changes.SEGMENT];
    }

    /** The row of the thread's present in {@link SiteTable}, or NONE. */
    int site(int thread) {
        return nodes[thread * Changes.WIDTH + Changes.SITE];
    }

    @Override
    public void moveTo(int node) {
        here = node;
    }

    @Override
    public int target() {
        return target(here);
    }

    @Override
    public boolean isExact() {
        return isExact(here);
    }

    @Override
    public int resource() {
        return here < threadCount ? sites.resource(site(here)) : ResourceTable.NONE;
    }

    @Override
    public int wake() {
        return nodes[here * Changes.WIDTH + Changes.WAKE];
    }

    @Override
    public int waitRow() {
        return here < threadCount ? waitRow(here) : WaitTable.NONE;
    }

    @Override
    public ThreadState state() {
        return here < threadCount
                ? ThreadState.ofCode(
                        nodes[here * Changes.WIDTH + Changes.FLAGS] >> Changes.STATE_SHIFT)
                : ThreadState.UNKNOWN;
    }
}
