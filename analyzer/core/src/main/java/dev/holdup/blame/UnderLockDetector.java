package dev.holdup.blame;

import dev.holdup.model.Operation;
import dev.holdup.model.ResourceTable;
import dev.holdup.model.Trace;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Sleep or I/O under a lock: a CALL that others reach through a lock its thread owns. */
final class UnderLockDetector {
    /** Cells of one class of lock and one operation, by one of them. */
    private record Group(int example, Tally tally) {}

    private UnderLockDetector() {}

    static void find(BlameResult result, Detectors.Limits limits, List<Finding> findings) {
        Trace trace = result.trace();
        Map<String, Group> groups = new TreeMap<>();
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
                // One finding for all locks of one class: there may be thousands of them.
                String key = trace.resources().name(lock) + " " + result.rootOperation(root).text();
                int example = cell;
                Tally tally =
                        groups.computeIfAbsent(key, none -> new Group(example, new Tally(trace)))
                                .tally();
                tally.add(result, cell);
                tally.addResource(lock);
                tally.addTarget(result.rootResource(root));
            }
        }
        for (Group group : groups.values()) {
            if (group.tally().nanos() >= limits.minNanos()) {
                findings.add(finding(result, group.example(), group.tally()));
            }
        }
    }

    /** {@code example} is one of the cells. */
    private static Finding finding(BlameResult result, int example, Tally tally) {
        Trace trace = result.trace();
        Operation operation = result.rootOperation(result.cellRoot(example));
        int[] through = result.cellThrough(example);
        String summary =
                tally.victimsText()
                        + " waited "
                        + tally.timeText()
                        + " because "
                        + tally.culpritsText()
                        + " held the lock on "
                        + trace.resources().briefName(through[through.length - 1])
                        + " during "
                        + operation.text()
                        + tally.targetText()
                        + ".";
        return tally.finding(
                operation == Operation.THREAD_SLEEP
                        ? Finding.Kind.SLEEP_UNDER_LOCK
                        : Finding.Kind.IO_UNDER_LOCK,
                summary);
    }
}
