package dev.holdup.blame;

import dev.holdup.model.Confidence;
import dev.holdup.model.ResourceTable;
import dev.holdup.model.ThreadState;
import dev.holdup.model.WakeTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Follows blockers from one thread at one instant to its root or, through pools whose server is not
 * known, to its roots (blame.md 2.6 to 2.8). General and unhurried: the sweep calls it only where a
 * chain meets a pool or a cycle, the drill-down always. Not thread-safe.
 *
 * <p>Shares: instant number n of a victim's segment, counted from the segment's start, belongs to
 * occupant n mod k of the k eligible ones, and is instant n div k of that occupant's part. So
 * shares are integers that sum exactly, differ by at most 1 ns from equal ones, and do not depend
 * on how the window is cut.
 */
final class RootFinder {
    /** One root found, with the path to it and its share. */
    record Leaf(int root, int path, boolean exact, long nanos, List<Hop> hops) {}

    private final Links links;
    private final LinkView view;
    private final RootNames names;
    private final CellTable cells;
    private final List<Hop> hops = new ArrayList<>();
    private final Set<Integer> onChain = new HashSet<>();
    private final List<Leaf> leaves = new ArrayList<>();

    RootFinder(Links links, LinkView view, RootNames names, CellTable cells) {
        this.links = links;
        this.view = view;
        this.names = names;
        this.cells = cells;
    }

    /**
     * Roots of {@code thread} over instants [fromCount, toCount) of its segment, during which
     * nothing on its chains changes. Roots that get no whole nanosecond are listed with 0.
     */
    List<Leaf> find(int thread, long fromCount, long toCount) {
        hops.clear();
        onChain.clear();
        leaves.clear();
        follow(thread, fromCount, toCount, true);
        return leaves;
    }

    /** State of the thread asked about last. */
    ThreadState state() {
        return hops.get(0).state();
    }

    private void follow(int from, long fromCount, long toCount, boolean exactSoFar) {
        int depth = hops.size();
        boolean exact = exactSoFar;
        int node = from;
        while (true) {
            if (onChain.contains(node)) {
                addStuck(node, exact, toCount - fromCount);
                break;
            }
            view.moveTo(node);
            int target = view.target();
            exact &= view.isExact();
            boolean thread = node < links.threadCount();
            if (thread) {
                push(node);
            }
            if (target < 0) {
                addLeaf(target, exact, toCount - fromCount);
                break;
            }
            if (links.isPool(node)) {
                share(node, target, fromCount, toCount);
                break;
            }
            if (thread && pointsBack(node, target)) {
                boolean stopped = target == links.vmNode();
                exact &= view.isExact();
                addLeaf(
                        stopped ? Terminal.VM : Terminal.LATENCY_HAND_OFF,
                        exact,
                        toCount - fromCount);
                break;
            }
            node = target;
        }
        while (hops.size() > depth) {
            if (hops.size() == 1) {
                break;
            }
            onChain.remove(hops.remove(hops.size() - 1).thread());
        }
    }

    private void push(int thread) {
        onChain.add(thread);
        hops.add(
                new Hop(
                        thread,
                        view.state(),
                        view.waitRow(),
                        view.resource(),
                        view.wake(),
                        view.isExact() ? Confidence.EXACT : Confidence.INFERRED));
    }

    /**
     * True if the node the thread waits for stands for the thread itself: it is being handed on.
     */
    private boolean pointsBack(int thread, int target) {
        if (target < links.threadCount() || links.isPool(target)) {
            return false;
        }
        view.moveTo(target);
        return view.target() == thread;
    }

    private void share(int pool, int set, long fromCount, long toCount) {
        Deadlocks deadlocks = new Deadlocks(links, view);
        Map<Integer, Integer> ranks = deadlocks.ranks(pool);
        int rank = ranks.getOrDefault(pool, Deadlocks.INFINITE);
        if (rank == Deadlocks.INFINITE) {
            addStuck(pool, false, toCount - fromCount);
            return;
        }
        PoolSets sets = links.sets();
        int count = 0;
        int[] eligible = new int[sets.end(set) - sets.first(set)];
        for (int i = sets.first(set); i < sets.end(set); i++) {
            if (ranks.getOrDefault(sets.member(i), Deadlocks.INFINITE) < rank) {
                eligible[count++] = sets.member(i);
            }
        }
        for (int i = 0; i < count; i++) {
            long from = Math.floorDiv(fromCount - i + count - 1, count);
            long to = Math.floorDiv(toCount - i + count - 1, count);
            follow(eligible[i], from, to, false);
        }
    }

    private void addLeaf(int terminal, boolean exact, long nanos) {
        Hop last = hops.get(hops.size() - 1);
        Hop before = hops.size() > 1 ? hops.get(hops.size() - 2) : last;
        boolean alone = hops.size() == 1;
        int root =
                names.of(
                        terminal,
                        last.thread(),
                        last.waitRow(),
                        alone ? ResourceTable.NONE : before.resource(),
                        alone ? WakeTable.NONE : before.wake());
        leaves.add(new Leaf(root, path(hops.size() - 1), exact, nanos, List.copyOf(hops)));
    }

    private void addStuck(int node, boolean exact, long nanos) {
        Deadlocks deadlocks = new Deadlocks(links, view);
        Deadlocks.Knot knot = deadlocks.knot(node);
        int length = hops.size();
        for (int i = 0; i < hops.size(); i++) {
            if (knot.members().contains(hops.get(i).thread())) {
                length = Math.max(1, i);
                break;
            }
        }
        int root = deadlocks.root(knot, names);
        leaves.add(new Leaf(root, path(length), exact, nanos, List.copyOf(hops)));
    }

    /** The path of the first {@code length} hops. */
    private int path(int length) {
        int path = -1;
        for (int i = length - 1; i >= 0; i--) {
            path = cells.path(hops.get(i).resource(), path);
        }
        return path;
    }
}
