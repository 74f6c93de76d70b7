package dev.holdup.blame;

import dev.holdup.model.Outcome;
import dev.holdup.model.ResourceTable;
import dev.holdup.model.ThreadTable;
import dev.holdup.model.Trace;
import dev.holdup.model.WaitTable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Cycles, knots and ranks (blame.md 2.8) over the nodes that can be reached from one node at one
 * instant. The graph is built anew for each question: deadlocks are few and end a chain for good.
 */
final class Deadlocks {
    /** Rank of a node that cannot progress. */
    static final int INFINITE = Integer.MAX_VALUE;

    private final Links links;
    private final LinkView view;
    private final Map<Integer, int[]> next = new HashMap<>();
    private final Map<Integer, Integer> waitOf = new HashMap<>();

    Deadlocks(Links links, LinkView view) {
        this.links = links;
        this.view = view;
    }

    /**
     * Least fixed point of: 0 where a chain ends, 1 + rank of the blocker, 1 + least rank of the
     * occupants of a pool. Ranks of all nodes reachable from {@code start}.
     */
    Map<Integer, Integer> ranks(int start) {
        explore(start);
        Map<Integer, Integer> ranks = new HashMap<>();
        boolean changed = true;
        while (changed) {
            changed = false;
            for (Map.Entry<Integer, int[]> node : next.entrySet()) {
                int rank = rank(node.getKey(), node.getValue(), ranks);
                Integer old = ranks.put(node.getKey(), rank);
                changed |= old == null || old != rank;
            }
        }
        return ranks;
    }

    private int rank(int node, int[] targets, Map<Integer, Integer> ranks) {
        if (targets.length == 0) {
            return 0;
        }
        int least = INFINITE;
        for (int target : targets) {
            least = Math.min(least, ranks.getOrDefault(target, INFINITE));
        }
        boolean counts = node < links.threadCount() || links.isPool(node);
        return least == INFINITE || !counts ? least : least + 1;
    }

    private void explore(int start) {
        next.clear();
        waitOf.clear();
        Deque<Integer> open = new ArrayDeque<>();
        open.add(start);
        while (!open.isEmpty()) {
            int node = open.remove();
            if (!next.containsKey(node)) {
                int[] targets = targets(node);
                next.put(node, targets);
                for (int target : targets) {
                    open.add(target);
                }
            }
        }
    }

    private int[] targets(int node) {
        view.moveTo(node);
        int target = view.target();
        if (node < links.threadCount()) {
            waitOf.put(node, view.waitRow());
        }
        if (target < 0) {
            return new int[0];
        }
        if (links.isPool(node)) {
            PoolSets sets = links.sets();
            int[] members = new int[sets.end(target) - sets.first(target)];
            for (int i = 0; i < members.length; i++) {
                members[i] = sets.member(sets.first(target) + i);
            }
            return members;
        }
        if (node < links.threadCount() && target >= links.threadCount() && !links.isPool(target)) {
            view.moveTo(target);
            if (view.target() == node || view.target() < 0) {
                return new int[0];
            }
        }
        return new int[] {target};
    }

    /**
     * What holds the threads that are stuck behind a node of infinite rank; {@code pool} is a pool
     * node among them, or -1.
     */
    record Knot(Set<Integer> members, int pool) {}

    /** The innermost set of nodes reachable from {@code start} that all wait for each other. */
    Knot knot(int start) {
        explore(start);
        int from = start;
        while (true) {
            Set<Integer> reached = reach(from, next);
            Set<Integer> back = reach(from, reversed(reached));
            List<Integer> further = new ArrayList<>();
            for (int node : reached) {
                if (!back.contains(node)) {
                    further.add(node);
                }
            }
            if (further.isEmpty()) {
                return knot(reached);
            }
            from = first(further);
        }
    }

    private Knot knot(Set<Integer> nodes) {
        Set<Integer> members = new HashSet<>();
        int pool = -1;
        for (int node : nodes) {
            if (node < links.threadCount()) {
                members.add(node);
            } else if (links.isPool(node)) {
                pool = pool < 0 ? node : Math.min(pool, node);
            }
        }
        return new Knot(members, pool);
    }

    private int first(List<Integer> nodes) {
        int best = nodes.get(0);
        for (int node : nodes) {
            boolean thread = node < links.threadCount();
            boolean bestIsThread = best < links.threadCount();
            if (thread && (!bestIsThread || links.order().rank(node) < links.order().rank(best))) {
                best = node;
            }
        }
        return best;
    }

    private Map<Integer, int[]> reversed(Set<Integer> nodes) {
        Map<Integer, int[]> reversed = new HashMap<>();
        for (int node : nodes) {
            for (int target : next.getOrDefault(node, new int[0])) {
                int[] sources = reversed.getOrDefault(target, new int[0]);
                int[] more = Arrays.copyOf(sources, sources.length + 1);
                more[sources.length] = node;
                reversed.put(target, more);
            }
        }
        return reversed;
    }

    private static Set<Integer> reach(int from, Map<Integer, int[]> edges) {
        Set<Integer> reached = new HashSet<>();
        Deque<Integer> open = new ArrayDeque<>();
        open.add(from);
        while (!open.isEmpty()) {
            int node = open.remove();
            if (reached.add(node)) {
                for (int target : edges.getOrDefault(node, new int[0])) {
                    open.add(target);
                }
            }
        }
        return reached;
    }

    /** The root of a knot: the call that broke it, else the deadlock, else contradictory facts. */
    int root(Knot knot, RootNames names) {
        Trace trace = links.trace();
        int broken = ThreadTable.NONE;
        int firstMember = ThreadTable.NONE;
        boolean unfinished = true;
        for (int member : knot.members()) {
            int wait = waitOf(member);
            if (firstMember == ThreadTable.NONE || before(member, firstMember)) {
                firstMember = member;
            }
            unfinished &= isUnfinished(member, wait);
            if (wait != WaitTable.NONE
                    && gaveUp(trace.waits().outcome(wait))
                    && (broken == ThreadTable.NONE || expiresBefore(member, broken))) {
                broken = member;
            }
        }
        int waitOfFirst = waitOf(firstMember);
        if (broken != ThreadTable.NONE) {
            return names.of(Terminal.BROKEN_DEADLOCK, broken, waitOf(broken), -1, -1);
        }
        if (!unfinished) {
            return names.of(Terminal.UNKNOWN_CONTRADICTION, firstMember, waitOfFirst, -1, -1);
        }
        int[] members = knot.members().stream().mapToInt(Integer::intValue).sorted().toArray();
        if (knot.pool() >= 0) {
            return names.deadlock(RootKind.KNOT, links.poolResource(knot.pool()), members);
        }
        int resource =
                waitOfFirst == WaitTable.NONE
                        ? ResourceTable.NONE
                        : trace.waits().resource(waitOfFirst);
        return names.deadlock(RootKind.CYCLE, resource, members);
    }

    private int waitOf(int thread) {
        return waitOf.getOrDefault(thread, WaitTable.NONE);
    }

    private boolean before(int thread, int other) {
        return links.order().rank(thread) < links.order().rank(other);
    }

    private boolean expiresBefore(int member, int other) {
        WaitTable waits = links.trace().waits();
        int byEnd = Long.compare(waits.endNanos(waitOf(member)), waits.endNanos(waitOf(other)));
        return byEnd < 0 || (byEnd == 0 && before(member, other));
    }

    private static boolean gaveUp(Outcome outcome) {
        return switch (outcome) {
            case TIMED_OUT, INTERRUPTED, FAILED -> true;
            case SATISFIED, UNFINISHED, UNKNOWN -> false;
        };
    }

    private boolean isUnfinished(int member, int wait) {
        if (wait == WaitTable.NONE) {
            return links.trace().threads().endNanos(member)
                    >= links.trace().recording().durationNanos();
        }
        WaitTable waits = links.trace().waits();
        return waits.outcome(wait) == Outcome.UNFINISHED
                || waits.endNanos(wait) >= links.trace().recording().durationNanos();
    }
}
