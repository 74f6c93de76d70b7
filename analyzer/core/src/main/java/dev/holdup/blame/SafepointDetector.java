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
        for (int cell = 0; cell < result.cellCount(); cell++) {
            int root = result.cellRoot(cell);
            RootKind kind = result.rootKind(root);
            if (result.cellState(cell) == ThreadState.STOPPED_VM
                    && (kind == RootKind.EXEC || kind == RootKind.CPU)) {
                late.computeIfAbsent(result.rootThread(root), none -> new Tally(result.trace()))
                        .add(result, cell);
            }
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
