package dev.holdup.blame;

import dev.holdup.model.Confidence;
import dev.holdup.model.Operation;
import dev.holdup.model.ResourceTable;
import dev.holdup.model.ThreadState;
import dev.holdup.model.Trace;
import dev.holdup.model.WaitTable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntPredicate;

/**
 * Blame by brute force: for every nanosecond of every stall follow the blockers as blame.md 2.5 to
 * 2.8 say, with nothing remembered from one nanosecond to the next. Shares no code with the sweep;
 * only which waits are idle is given. For traces of some dozen nanoseconds.
 */
final class Oracle {
    /** What one cell of the result must say. */
    static final class Cell {
        long exact;
        long inferred;
        long longest;
        final Set<Integer> incidents = new TreeSet<>();
        private long runEnd = -1;
        private int runIncident = -1;
        private long run;

        void add(long nanos, int incident, long share, boolean isExact) {
            exact += isExact ? share : 0;
            inferred += isExact ? 0 : share;
            incidents.add(incident);
            run = runEnd == nanos && runIncident == incident ? run + share : share;
            runEnd = nanos + 1;
            runIncident = incident;
            longest = Math.max(longest, run);
        }

        @Override
        public String toString() {
            return exact + "+" + inferred + " in " + incidents.size() + ", longest " + longest;
        }
    }

    /** Where a chain may go next from a node: an end, one node, or one of several. */
    record Step(String end, int next, List<Integer> pool, boolean exact, int wake) {
        static Step end(String text, boolean exact) {
            return new Step(text, -1, List.of(), exact, -1);
        }
    }

    private final Trace trace;
    private final OracleBlockers blockers;
    private final int threads;
    private final Map<String, Cell> cells = new TreeMap<>();
    private final Map<String, Set<Long>> walls = new TreeMap<>();
    private long now;
    private int victim;

    Oracle(Trace trace, IntPredicate idle, Sharing sharing) {
        this.trace = trace;
        blockers = new OracleBlockers(trace, idle, sharing);
        threads = trace.threads().size();
    }

    Map<String, Cell> cells() {
        return cells;
    }

    /** Wall time by root. */
    Map<String, Long> walls() {
        Map<String, Long> sizes = new TreeMap<>();
        walls.forEach((root, instants) -> sizes.put(root, (long) instants.size()));
        return sizes;
    }

    void run(long from, long to) {
        for (now = from; now < to; now++) {
            for (victim = 0; victim < threads; victim++) {
                int segment = trace.segments().at(victim, now);
                if (segment >= 0
                        && blockers.state(segment).isStall()
                        && !trace.threads().isCarrier(victim)) {
                    long count = now - trace.segments().startNanos(segment);
                    follow(victim, count, true, true, new ArrayList<>());
                }
            }
        }
    }

    /** {@code mine}: this nanosecond belongs to this branch, and not only a share of its like. */
    private void follow(
            int node, long count, boolean mine, boolean exactSoFar, List<Integer> chain) {
        if (chain.contains(node)) {
            stuck(node, mine, exactSoFar, chain);
            return;
        }
        Step step = blockers.step(node, now);
        boolean exact = exactSoFar && step.exact();
        List<Integer> longer = new ArrayList<>(chain);
        if (node < threads) {
            longer.add(node);
        }
        if (!step.end().isEmpty()) {
            add(root(step.end(), longer), longer.size() - 1, longer, mine, exact);
        } else if (step.pool().isEmpty()) {
            follow(step.next(), count, mine, exact, longer);
        } else {
            int rank = rank(node);
            if (rank == Integer.MAX_VALUE) {
                stuck(node, mine, false, longer);
                return;
            }
            List<Integer> eligible = new ArrayList<>();
            for (int occupant : step.pool()) {
                if (rank(occupant) < rank) {
                    eligible.add(occupant);
                }
            }
            for (int i = 0; i < eligible.size(); i++) {
                boolean its = count % eligible.size() == i;
                long part = count / eligible.size();
                follow(eligible.get(i), part, mine && its, false, longer);
            }
        }
    }

    /** Least fixed point, by counting up to the number of nodes. */
    private int rank(int node) {
        Set<Integer> done = new TreeSet<>();
        for (int round = 0; round <= threads * 2 + trace.resources().size() + 2; round++) {
            Set<Integer> ready = new TreeSet<>();
            for (int each : reach(node)) {
                Step step = blockers.step(each, now);
                boolean ends = !step.end().isEmpty();
                boolean follows =
                        step.pool().isEmpty()
                                ? done.contains(step.next())
                                : step.pool().stream().anyMatch(done::contains);
                if (ends || follows) {
                    ready.add(each);
                }
            }
            if (ready.contains(node)) {
                return round;
            }
            done = ready;
        }
        return Integer.MAX_VALUE;
    }

    private Set<Integer> reach(int node) {
        Set<Integer> reached = new TreeSet<>();
        Deque<Integer> open = new ArrayDeque<>(List.of(node));
        while (!open.isEmpty()) {
            int each = open.removeLast();
            if (reached.add(each)) {
                Step step = blockers.step(each, now);
                if (!step.pool().isEmpty()) {
                    open.addAll(step.pool());
                } else if (step.end().isEmpty()) {
                    open.add(step.next());
                }
            }
        }
        return reached;
    }

    private void stuck(int from, boolean mine, boolean exact, List<Integer> chain) {
        int start = from;
        while (true) {
            int start0 = start;
            int further = -1;
            for (int each : reach(start)) {
                boolean back = reach(each).contains(start0);
                if (!back
                        && each < threads
                        && (further < 0 || blockers.rank(each) < blockers.rank(further))) {
                    further = each;
                }
            }
            if (further < 0) {
                break;
            }
            start = further;
        }
        Set<Integer> knot = reach(start);
        int length = chain.size();
        for (int i = chain.size() - 1; i >= 0; i--) {
            length = knot.contains(chain.get(i)) ? Math.max(1, i) : length;
        }
        add(knotRoot(knot), length, chain, mine, exact);
    }

    private String knotRoot(Set<Integer> knot) {
        int first = -1;
        int broken = -1;
        int pool = -1;
        boolean unfinished = true;
        List<Integer> members = new ArrayList<>();
        for (int node : knot) {
            if (node >= threads) {
                pool = pool < 0 ? node : pool;
                continue;
            }
            members.add(node);
            first = first < 0 || blockers.rank(node) < blockers.rank(first) ? node : first;
            int wait = wait(node);
            unfinished &= blockers.isUnfinished(node, wait);
            if (wait >= 0 && blockers.gaveUp(wait)) {
                boolean sooner =
                        broken < 0
                                || trace.waits().endNanos(wait)
                                        < trace.waits().endNanos(wait(broken))
                                || (trace.waits().endNanos(wait)
                                                == trace.waits().endNanos(wait(broken))
                                        && blockers.rank(node) < blockers.rank(broken));
                broken = sooner ? node : broken;
            }
        }
        if (broken >= 0) {
            return atWait("CALL", broken, "gave up in a deadlock");
        }
        if (!unfinished) {
            return atWait("UNKNOWN", first, "contradictory evidence");
        }
        int resource =
                pool >= 0
                        ? blockers.poolResource(pool)
                        : wait(first) < 0 ? -1 : trace.waits().resource(wait(first));
        return (pool >= 0 ? "KNOT" : "CYCLE")
                + "|-|-|"
                + resource(resource)
                + "|-1||"
                + names(members);
    }

    private int wait(int thread) {
        return trace.segments().wait(trace.segments().at(thread, now));
    }

    /** {@code end} is kind:detail. */
    private String root(String end, List<Integer> chain) {
        String kind = end.substring(0, end.indexOf(':'));
        String detail = end.substring(kind.length() + 1);
        int last = chain.get(chain.size() - 1);
        switch (kind) {
            case "EXEC" -> {
                int before = chain.get(chain.size() - 2);
                int wait = wait(before);
                int resource = wait < 0 ? -1 : trace.waits().resource(wait);
                int wake = blockers.step(before, now).wake();
                int stack = wake < 0 ? -1 : trace.wakes().stack(wake);
                return "EXEC|" + name(last) + "|-|" + resource(resource) + "|" + stack + "||";
            }
            case "VM" -> {
                return "VM|-|-|-|-1|" + detail + "|";
            }
            case "CPU" -> {
                return "CPU|" + name(last) + "|-|-|-1||";
            }
            default -> {
                if (detail.equals(Terminal.LATE)) {
                    return "UNKNOWN|-|-|-|-1|" + detail + "|";
                }
                return atWait(kind, last, detail);
            }
        }
    }

    private String atWait(String kind, int thread, String detail) {
        int segment = trace.segments().at(thread, now);
        int wait = segment < 0 ? -1 : trace.segments().wait(segment);
        if (wait < 0) {
            return kind + "|" + name(thread) + "|-|-|-1|" + detail + "|";
        }
        WaitTable waits = trace.waits();
        return kind
                + "|"
                + name(thread)
                + "|"
                + waits.operation(wait).text()
                + "|"
                + resource(waits.resource(wait))
                + "|"
                + waits.stack(wait)
                + "|"
                + detail
                + "|";
    }

    private void add(
            String root, int pathLength, List<Integer> chain, boolean mine, boolean exact) {
        List<String> path = new ArrayList<>();
        for (int hop : chain.subList(0, pathLength)) {
            int segment = trace.segments().at(hop, now);
            int wait = segment < 0 ? -1 : trace.segments().wait(segment);
            if (wait >= 0 && trace.waits().resource(wait) >= 0) {
                path.add(resource(trace.waits().resource(wait)));
            }
        }
        int segment = trace.segments().at(victim, now);
        int wait = trace.segments().wait(segment);
        String operation = wait < 0 ? "-" : trace.waits().operation(wait).text();
        int stack = wait < 0 ? -1 : trace.waits().stack(wait);
        ThreadState state = blockers.state(segment);
        String key =
                name(victim)
                        + "|"
                        + state
                        + "|"
                        + operation
                        + "|"
                        + stack
                        + "|"
                        + path
                        + " <- "
                        + root;
        int incident = wait < 0 ? trace.waits().size() + segment : wait;
        cells.computeIfAbsent(key, none -> new Cell()).add(now, incident, mine ? 1 : 0, exact);
        walls.computeIfAbsent(root, none -> new TreeSet<>()).add(now);
    }

    private String names(List<Integer> members) {
        List<String> names = new ArrayList<>();
        for (int member : members) {
            names.add(name(member));
        }
        names.sort(String::compareTo);
        return names.toString();
    }

    private String name(int thread) {
        return trace.threads().name(thread);
    }

    private String resource(int resource) {
        return resource == ResourceTable.NONE ? "-" : trace.resources().name(resource);
    }

    /** The cells of a result under the same names. */
    static Map<String, Cell> cellsOf(BlameResult result) {
        Trace trace = result.trace();
        Map<String, Cell> cells = new TreeMap<>();
        for (int row = 0; row < result.cellCount(); row++) {
            List<String> path = new ArrayList<>();
            for (int resource : result.cellThrough(row)) {
                path.add(trace.resources().name(resource));
            }
            String key =
                    trace.threads().name(result.cellVictim(row))
                            + "|"
                            + result.cellState(row)
                            + "|"
                            + (result.cellHasOperation(row)
                                    ? result.cellOperation(row).text()
                                    : "-")
                            + "|"
                            + result.cellStack(row)
                            + "|"
                            + path
                            + " <- "
                            + rootName(result, result.cellRoot(row));
            Cell cell = cells.computeIfAbsent(key, none -> new Cell());
            cell.exact += result.cellExactNanos(row);
            cell.inferred += result.cellInferredNanos(row);
            cell.longest = Math.max(cell.longest, result.cellLongestNanos(row));
            for (int i = 0; i < result.cellIncidents(row); i++) {
                cell.incidents.add(cell.incidents.size());
            }
        }
        return cells;
    }

    static String rootName(BlameResult result, int root) {
        Trace trace = result.trace();
        int thread = result.rootThread(root);
        int resource = result.rootResource(root);
        List<String> members = new ArrayList<>();
        for (int member : result.rootMembers(root)) {
            members.add(trace.threads().name(member));
        }
        members.sort(String::compareTo);
        return result.rootKind(root)
                + "|"
                + (thread < 0 ? "-" : trace.threads().name(thread))
                + "|"
                + (result.rootHasOperation(root) ? result.rootOperation(root).text() : "-")
                + "|"
                + (resource < 0 ? "-" : trace.resources().name(resource))
                + "|"
                + result.rootStack(root)
                + "|"
                + result.rootDetail(root)
                + "|"
                + (members.isEmpty() ? "" : members.toString());
    }

    static boolean isExact(Confidence confidence) {
        return confidence == Confidence.EXACT;
    }

    static boolean byOwner(Operation operation) {
        return operation.ends() == Operation.Ends.BY_OWNER;
    }
}
