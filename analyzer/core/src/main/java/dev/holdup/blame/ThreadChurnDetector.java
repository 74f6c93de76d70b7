package dev.holdup.blame;

import dev.holdup.model.StackTable;
import dev.holdup.model.ThreadTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Many short-lived platform threads started at one place, which a pool would spare. */
final class ThreadChurnDetector {
    private static final int EXAMPLES = 10;

    private ThreadChurnDetector() {}

    static void find(BlameResult result, Detectors.Limits limits, List<Finding> findings) {
        ThreadTable threads = result.trace().threads();
        long end = result.trace().recording().durationNanos();
        Map<Integer, List<Integer>> byOrigin = new TreeMap<>();
        for (int thread = 0; thread < threads.size(); thread++) {
            long start = threads.startNanos(thread);
            long stop = threads.endNanos(thread);
            if (!threads.isVirtual(thread)
                    && threads.creationStack(thread) != StackTable.NONE
                    && start >= result.fromNanos()
                    && stop < Math.min(end, result.toNanos())
                    && stop - start <= limits.churnLifeNanos()) {
                byOrigin.computeIfAbsent(threads.creationStack(thread), none -> new ArrayList<>())
                        .add(thread);
            }
        }
        for (Map.Entry<Integer, List<Integer>> entry : byOrigin.entrySet()) {
            List<Integer> started = entry.getValue();
            if (started.size() >= limits.churnThreads()) {
                StackTable stacks = result.trace().stacks();
                String summary =
                        started.size()
                                + " platform threads lived less than "
                                + Tally.timeText(limits.churnLifeNanos())
                                + " each; started at "
                                + stacks.frameText(stacks.frameId(entry.getKey()))
                                + ".";
                findings.add(
                        new Finding(
                                Finding.Kind.THREAD_CHURN,
                                0,
                                summary,
                                started.subList(0, Math.min(EXAMPLES, started.size())),
                                List.of(),
                                List.of()));
            }
        }
    }
}
