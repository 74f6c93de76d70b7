package dev.holdup.blame;

import dev.holdup.model.ThreadState;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Threads stopped for long because one of them was late at the safepoint. */
final class SafepointDetector {
    private SafepointDetector() {}

    static void find(BlameResult result, Detectors.Limits limits, List<Finding> findings) {
        Map<Integer, Tally> late = new TreeMap<>();
        Tally unknown = new Tally(result.trace());
        for (int cell = 0; cell < result.cellCount(); cell++) {
            int root = result.cellRoot(cell);
            RootKind kind = result.rootKind(root);
            if (kind == RootKind.UNKNOWN && result.rootDetail(root).equals(Terminal.LATE)) {
                unknown.add(result, cell);
            }
            // A thread that was late because it had no CPU is the machine's doing, not a finding.
            if (result.cellState(cell) == ThreadState.STOPPED_VM && kind == RootKind.EXEC) {
                late.computeIfAbsent(result.rootThread(root), none -> new Tally(result.trace()))
                        .add(result, cell);
            }
        }
        if (unknown.nanos() >= limits.minNanos()) {
            findings.add(
                    unknown.finding(
                            Finding.Kind.LONG_TTSP,
                            "The VM waited for one of "
                                    + unknown.victimNames()
                                    + " to reach a safepoint, the recording does not show which:"
                                    + " threads stood still for "
                                    + unknown.timeText()
                                    + " in all."));
        }
        for (Tally tally : late.values()) {
            if (tally.nanos() >= limits.minNanos()) {
                findings.add(
                        tally.finding(
                                Finding.Kind.LONG_TTSP,
                                tally.victimsText()
                                        + " stood still for "
                                        + tally.timeText()
                                        + " in all until "
                                        + tally.culpritsText()
                                        + " reached the safepoint."));
            }
        }
    }
}
