package dev.holdup.blame;

import dev.holdup.model.ThreadState;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Virtual threads that were ready and had no carrier: behind pinned calls, or behind work. */
final class CarrierDetector {
    private CarrierDetector() {}

    static void find(BlameResult result, Detectors.Limits limits, List<Finding> findings) {
        Map<String, Tally> pinned = new TreeMap<>();
        Tally busy = new Tally(result.trace());
        for (int cell = 0; cell < result.cellCount(); cell++) {
            int root = result.cellRoot(cell);
            if (result.cellState(cell) != ThreadState.RUNNABLE_CARRIER) {
                continue;
            }
            if (result.rootKind(root) == RootKind.CALL) {
                pinned.computeIfAbsent(
                                result.rootOperation(root).text(),
                                none -> new Tally(result.trace()))
                        .add(result, cell);
            } else {
                busy.add(result, cell);
            }
        }
        for (Map.Entry<String, Tally> entry : pinned.entrySet()) {
            Tally tally = entry.getValue();
            if (tally.nanos() >= limits.minNanos()) {
                findings.add(
                        tally.finding(
                                Finding.Kind.PINNED_CARRIER,
                                tally.victimsText()
                                        + " waited "
                                        + tally.timeText()
                                        + " for a carrier while "
                                        + tally.culpritsText()
                                        + " kept carriers pinned in "
                                        + entry.getKey()
                                        + "."));
            }
        }
        if (busy.nanos() >= limits.minNanos()) {
            findings.add(
                    busy.finding(
                            Finding.Kind.CARRIER_STARVATION,
                            busy.victimsText()
                                    + " waited "
                                    + busy.timeText()
                                    + " for a carrier because all were busy."));
        }
    }
}
