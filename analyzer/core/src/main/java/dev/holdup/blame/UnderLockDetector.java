package dev.holdup.blame;

import dev.holdup.model.Operation;
import dev.holdup.model.ResourceTable;
import dev.holdup.model.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Sleep or I/O under a lock: a CALL that others reach through a lock its thread owns. */
final class UnderLockDetector {
    private UnderLockDetector() {}

    static void find(BlameResult result, Detectors.Limits limits, List<Finding> findings) {
        Trace trace = result.trace();
        Map<List<Integer>, Tally> tallies = new TreeMap<>(UnderLockDetector::compare);
        for (int cell = 0; cell < result.cellCount(); cell++) {
            int root = result.cellRoot(cell);
            int[] through = result.cellThrough(cell);
            if (result.rootKind(root) != RootKind.CALL
                    || result.cellVictim(cell) == result.rootThread(root)
                    || through.length == 0
                    || result.rootOperation(root).ends() != Operation.Ends.OUTSIDE) {
                continue;
            }
            int lock = through[through.length - 1];
            ResourceTable.Kind kind = trace.resources().kind(lock);
            if (kind == ResourceTable.Kind.MONITOR || kind == ResourceTable.Kind.LOCK) {
                List<Integer> key =
                        List.of(
                                lock,
                                (int) result.rootOperation(root).code(),
                                result.rootResource(root));
                Tally tally = tallies.computeIfAbsent(key, none -> new Tally(trace));
                tally.add(result, cell);
                tally.addResource(lock);
            }
        }
        for (Map.Entry<List<Integer>, Tally> entry : new ArrayList<>(tallies.entrySet())) {
            Tally tally = entry.getValue();
            if (tally.nanos() >= limits.minNanos()) {
                findings.add(finding(trace, entry.getKey(), tally));
            }
        }
    }

    private static Finding finding(Trace trace, List<Integer> key, Tally tally) {
        Operation operation = Operation.ofCode(key.get(1));
        int target = key.get(2);
        String at = target == ResourceTable.NONE ? "" : " on " + trace.resources().name(target);
        String summary =
                tally.victimsText()
                        + " waited "
                        + tally.timeText()
                        + " because "
                        + tally.culpritsText()
                        + " held the lock on "
                        + trace.resources().name(key.get(0))
                        + " during "
                        + operation.text()
                        + at
                        + ".";
        return tally.finding(
                operation == Operation.THREAD_SLEEP
                        ? Finding.Kind.SLEEP_UNDER_LOCK
                        : Finding.Kind.IO_UNDER_LOCK,
                summary);
    }

    private static int compare(List<Integer> a, List<Integer> b) {
        for (int i = 0; i < a.size(); i++) {
            int order = Integer.compare(a.get(i), b.get(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }
}
