package dev.holdup.blame;

import dev.holdup.model.Operation;
import dev.holdup.model.ThreadState;
import dev.holdup.model.ThreadTable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Threads that wait for work while others wait for what they hold (blame.md 2.9): a lock, or a
 * signal only they gave in the end, as the one who had a database's row gives it. Such waits count
 * as idle and so stand in no blame table; this is where they are told.
 */
final class IdleHolderDetector {
    private IdleHolderDetector() {}

    static void find(BlameResult result, Detectors.Limits limits, List<Finding> findings) {
        Map<String, Tally> tallies = new TreeMap<>();
        for (int cell = 0; cell < result.cellCount(); cell++) {
            int root = result.cellRoot(cell);
            int[] through = result.cellThrough(cell);
            int victim = result.cellVictim(cell);
            if (result.rootKind(root) == RootKind.NO_WORK
                    && result.rootThread(root) != ThreadTable.NONE
                    && result.rootThread(root) != victim
                    && through.length > 0
                    && isHeldUp(result, cell, victim)) {
                int held = through[through.length - 1];
                Tally tally =
                        tallies.computeIfAbsent(
                                result.trace().resources().name(held),
                                none -> new Tally(result.trace()));
                tally.add(result, cell);
                tally.addResource(held);
            }
        }
        for (Map.Entry<String, Tally> entry : tallies.entrySet()) {
            Tally tally = entry.getValue();
            if (tally.nanos() >= limits.minNanos()) {
                findings.add(
                        tally.finding(
                                Finding.Kind.IDLE_HOLDER,
                                tally.victimsText()
                                        + " waited "
                                        + tally.timeText()
                                        + " for "
                                        + tally.resourceText()
                                        + " while "
                                        + tally.culpritsText()
                                        + " had it and did nothing but wait for work."));
            }
        }
    }

    /** A wait for a lock; or one for a signal, of a thread that elsewhere waits for work itself. */
    private static boolean isHeldUp(BlameResult result, int cell, int victim) {
        if (!result.cellHasOperation(cell)) {
            return false;
        }
        Operation operation = result.cellOperation(cell);
        if (operation.ends() == Operation.Ends.BY_OWNER) {
            return true;
        }
        boolean signal =
                operation == Operation.MONITOR_WAIT
                        || operation == Operation.CONDITION_AWAIT
                        || operation == Operation.SEMAPHORE_ACQUIRE;
        return signal && result.stateNanos(victim, ThreadState.IDLE) > 0;
    }
}
