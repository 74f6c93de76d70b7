package dev.holdup.blame;

import dev.holdup.model.Operation;
import dev.holdup.model.Outcome;
import dev.holdup.model.WaitTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Waits for a result that gave up. */
final class FutureTimeoutDetector {
    private FutureTimeoutDetector() {}

    static void find(BlameResult result, Detectors.Limits limits, List<Finding> findings) {
        WaitTable waits = result.trace().waits();
        Set<Integer> threads = new TreeSet<>();
        long nanos = 0;
        int count = 0;
        for (int wait = 0; wait < waits.size(); wait++) {
            if (waits.operation(wait) != Operation.FUTURE_GET
                    || waits.outcome(wait) != Outcome.TIMED_OUT
                    || result.isIdleWait(wait)) {
                continue;
            }
            long from = Math.max(result.fromNanos(), waits.startNanos(wait));
            long to = Math.min(result.toNanos(), waits.endNanos(wait));
            if (from < to) {
                threads.add(waits.thread(wait));
                nanos += to - from;
                count++;
            }
        }
        if (nanos >= limits.minNanos()) {
            String summary =
                    count
                            + (count == 1 ? " wait" : " waits")
                            + " for a result timed out, after "
                            + Tally.timeText(nanos)
                            + " in all.";
            findings.add(
                    new Finding(
                            Finding.Kind.FUTURE_TIMEOUT,
                            nanos,
                            summary,
                            new ArrayList<>(threads),
                            List.of(),
                            List.of()));
        }
    }
}
