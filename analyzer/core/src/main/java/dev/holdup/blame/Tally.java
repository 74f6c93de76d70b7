package dev.holdup.blame;

import dev.holdup.model.ResourceTable;
import dev.holdup.model.ThreadTable;
import dev.holdup.model.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Evidence for one finding, gathered cell by cell. */
final class Tally {
    private static final int NAMES = 3;

    private final Trace trace;
    private final Set<Integer> culprits = new TreeSet<>();
    private final Set<Integer> victims = new TreeSet<>();
    private final Set<Integer> resources = new TreeSet<>();
    private final Set<Integer> roots = new TreeSet<>();
    private final TreeSet<String> targets = new TreeSet<>();
    private long nanos;

    Tally(Trace trace) {
        this.trace = trace;
    }

    /** Adds a cell and its root's thread. */
    void add(BlameResult result, int cell) {
        int root = result.cellRoot(cell);
        nanos += result.cellNanos(cell);
        victims.add(result.cellVictim(cell));
        roots.add(root);
        if (result.rootThread(root) != ThreadTable.NONE) {
            culprits.add(result.rootThread(root));
        }
    }

    void addResource(int resource) {
        if (resource != ResourceTable.NONE) {
            resources.add(resource);
        }
    }

    /** What the culprits' call was on. */
    void addTarget(int resource) {
        if (resource != ResourceTable.NONE) {
            targets.add(trace.resources().briefName(resource));
        }
    }

    /** {@code " on db:5432"}, or nothing if not recorded; the first of several. */
    String targetText() {
        if (targets.isEmpty()) {
            return "";
        }
        int more = targets.size() - 1;
        return " on " + targets.first() + (more == 0 ? "" : " and " + more + " more");
    }

    /** Brief name of the first resource. */
    String resourceText() {
        return trace.resources().briefName(resources.iterator().next());
    }

    long nanos() {
        return nanos;
    }

    int victims() {
        return victims.size();
    }

    /** {@code 1 thread} or {@code 3 threads}. */
    String victimsText() {
        return victims.size() == 1
                ? trace.threads().displayName(victims.iterator().next())
                : victims.size() + " threads";
    }

    /** Names of the culprits, the first few. */
    String culpritsText() {
        return names(culprits);
    }

    /** Names of the victims, the first few. */
    String victimNames() {
        return names(victims);
    }

    private String names(Set<Integer> threads) {
        List<String> names = new ArrayList<>();
        for (int thread : threads) {
            if (names.size() == NAMES) {
                return String.join(", ", names) + " and " + (threads.size() - NAMES) + " more";
            }
            names.add(trace.threads().displayName(thread));
        }
        return String.join(", ", names);
    }

    /** The time with a unit a person reads: {@code 412 ms}. */
    String timeText() {
        return timeText(nanos);
    }

    static String timeText(long nanos) {
        if (nanos >= 10_000_000_000L) {
            return String.format(Locale.ROOT, "%.1f s", nanos / 1e9);
        }
        if (nanos >= 10_000_000L) {
            return nanos / 1_000_000 + " ms";
        }
        return nanos >= 10_000L
                ? String.format(Locale.ROOT, "%.2f ms", nanos / 1e6)
                : nanos + " ns";
    }

    Finding finding(Finding.Kind kind, String summary) {
        List<Integer> threads = new ArrayList<>(culprits);
        for (int victim : victims) {
            if (!culprits.contains(victim)) {
                threads.add(victim);
            }
        }
        return new Finding(
                kind, nanos, summary, threads, List.copyOf(resources), List.copyOf(roots));
    }
}
