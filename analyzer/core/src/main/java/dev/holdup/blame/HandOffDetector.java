package dev.holdup.blame;

import dev.holdup.model.ResourceTable;
import dev.holdup.model.Trace;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What becomes of a contended lock between its holders: owners without a CPU, and convoys, where
 * more time goes into handing the lock over than into holding it.
 */
final class HandOffDetector {
    /**
     * On a busy machine every lock is held by a thread without a CPU now and then. It is news if it
     * cost this long, and a hundredth of all that was suffered.
     */
    private static final long PREEMPTED_NANOS = 20_000_000;

    private static final int PREEMPTED_SHARE = 100;

    private HandOffDetector() {}

    static void find(BlameResult result, Detectors.Limits limits, List<Finding> findings) {
        Trace trace = result.trace();
        Map<Integer, Tally> preempted = new TreeMap<>();
        Map<Integer, Tally> transit = new TreeMap<>();
        Map<Integer, Tally> held = new TreeMap<>();
        for (int cell = 0; cell < result.cellCount(); cell++) {
            int[] through = result.cellThrough(cell);
            int root = result.cellRoot(cell);
            RootKind kind = result.rootKind(root);
            int lock = through.length > 0 ? through[through.length - 1] : ResourceTable.NONE;
            if (lock == ResourceTable.NONE && kind == RootKind.LATENCY) {
                lock = result.rootResource(root);
            }
            if (lock == ResourceTable.NONE || !isLock(trace, lock)) {
                continue;
            }
            boolean onItsWay = kind == RootKind.CPU || kind == RootKind.LATENCY;
            Map<Integer, Tally> side = onItsWay ? transit : held;
            side.computeIfAbsent(lock, none -> new Tally(trace)).add(result, cell);
            if (kind == RootKind.CPU && result.cellVictim(cell) != result.rootThread(root)) {
                preempted.computeIfAbsent(lock, none -> new Tally(trace)).add(result, cell);
            }
        }
        for (Map.Entry<Integer, Tally> entry : transit.entrySet()) {
            Tally tally = entry.getValue();
            Tally holding = held.get(entry.getKey());
            long heldNanos = holding == null ? 0 : holding.nanos();
            tally.addResource(entry.getKey());
            if (tally.victims() >= limits.convoyVictims()
                    && tally.nanos() > heldNanos
                    && tally.nanos() >= limits.minNanos()) {
                findings.add(
                        tally.finding(
                                Finding.Kind.CONVOY,
                                tally.victimsText()
                                        + " queue for "
                                        + trace.resources().briefName(entry.getKey())
                                        + ": "
                                        + tally.timeText()
                                        + " of their wait went into handing it"
                                        + " over, "
                                        + Tally.timeText(heldNanos)
                                        + " into holding it."));
            }
        }
        addPreempted(result, preempted, limits, findings);
    }

    private static void addPreempted(
            BlameResult result,
            Map<Integer, Tally> preempted,
            Detectors.Limits limits,
            List<Finding> findings) {
        Trace trace = result.trace();
        long least = Math.max(limits.minNanos(), PREEMPTED_NANOS);
        least = Math.max(least, result.sufferedNanos() / PREEMPTED_SHARE);
        for (Map.Entry<Integer, Tally> entry : preempted.entrySet()) {
            Tally tally = entry.getValue();
            tally.addResource(entry.getKey());
            if (tally.nanos() >= least) {
                findings.add(
                        tally.finding(
                                Finding.Kind.PRIORITY_INVERSION,
                                tally.victimsText()
                                        + " waited "
                                        + tally.timeText()
                                        + " for "
                                        + trace.resources().briefName(entry.getKey())
                                        + " while "
                                        + tally.culpritsText()
                                        + " had it but no CPU."));
            }
        }
    }

    private static boolean isLock(Trace trace, int resource) {
        ResourceTable.Kind kind = trace.resources().kind(resource);
        return kind == ResourceTable.Kind.MONITOR || kind == ResourceTable.Kind.LOCK;
    }
}
