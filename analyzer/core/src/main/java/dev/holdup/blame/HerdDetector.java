package dev.holdup.blame;

import dev.holdup.model.Operation;
import dev.holdup.model.ResourceTable;
import dev.holdup.model.Trace;
import dev.holdup.model.WaitTable;
import dev.holdup.model.WakeTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Thundering herds: one act wakes many threads and at most one of them finds what it waited for;
 * the others go back to the same wait.
 */
final class HerdDetector {
    /** Waits one act ended: who acted, when, on what. */
    private record Act(int from, long nanos, int resource) {}

    private HerdDetector() {}

    static void find(BlameResult result, Detectors.Limits limits, List<Finding> findings) {
        Trace trace = result.trace();
        Map<Integer, Map<Act, List<Integer>>> byResource = new TreeMap<>();
        int[] next = nextOfThread(trace);
        WaitTable waits = trace.waits();
        for (int wait = 0; wait < waits.size(); wait++) {
            int wake = waits.wake(wait);
            int resource = waits.resource(wait);
            if (wake != WakeTable.NONE
                    && resource != ResourceTable.NONE
                    && !result.isIdleWait(wait)
                    && waits.endNanos(wait) >= result.fromNanos()
                    && waits.endNanos(wait) < result.toNanos()) {
                Act act = new Act(trace.wakes().from(wake), trace.wakes().actNanos(wake), resource);
                byResource
                        .computeIfAbsent(resource, none -> new HashMap<>())
                        .computeIfAbsent(act, none -> new ArrayList<>())
                        .add(wait);
            }
        }
        for (Map.Entry<Integer, Map<Act, List<Integer>>> entry : byResource.entrySet()) {
            add(trace, limits, entry.getKey(), entry.getValue(), next, findings);
        }
    }

    /** For each wait the next one of its thread that is no re-entry of a monitor, or NONE. */
    private static int[] nextOfThread(Trace trace) {
        WaitTable waits = trace.waits();
        int[] next = new int[waits.size()];
        Arrays.fill(next, WaitTable.NONE);
        int last = WaitTable.NONE;
        int lastThread = -1;
        for (int segment = 0; segment < trace.segments().size(); segment++) {
            int wait = trace.segments().wait(segment);
            if (wait == WaitTable.NONE
                    || wait == last
                    || waits.operation(wait).ends() == Operation.Ends.BY_OWNER) {
                continue;
            }
            int thread = waits.thread(wait);
            if (last != WaitTable.NONE && lastThread == thread) {
                next[last] = wait;
            }
            last = wait;
            lastThread = thread;
        }
        return next;
    }

    private static void add(
            Trace trace,
            Detectors.Limits limits,
            int resource,
            Map<Act, List<Integer>> acts,
            int[] next,
            List<Finding> findings) {
        WaitTable waits = trace.waits();
        int herds = 0;
        int most = 0;
        long nanos = 0;
        TreeSet<Integer> threads = new TreeSet<>();
        for (Map.Entry<Act, List<Integer>> entry : acts.entrySet()) {
            int back = 0;
            long lost = 0;
            for (int wait : entry.getValue()) {
                int again = next[wait];
                if (again != WaitTable.NONE
                        && waits.resource(again) == resource
                        && waits.stack(again) == waits.stack(wait)) {
                    back++;
                    lost += waits.startNanos(again) - entry.getKey().nanos();
                }
            }
            int woken = entry.getValue().size();
            if (woken >= limits.herdThreads() && back >= woken - 1) {
                herds++;
                most = Math.max(most, woken);
                nanos += lost;
                entry.getValue().forEach(wait -> threads.add(waits.thread(wait)));
            }
        }
        if (herds > 0 && nanos >= limits.minNanos()) {
            String summary =
                    "Up to "
                            + most
                            + " threads were woken at once from waiting for "
                            + trace.resources().briefName(resource)
                            + ", and at most one could go on: "
                            + Tally.timeText(nanos)
                            + " of waking for nothing in "
                            + herds
                            + (herds == 1 ? " herd." : " herds.");
            findings.add(
                    new Finding(
                            Finding.Kind.THUNDERING_HERD,
                            nanos,
                            summary,
                            new ArrayList<>(threads),
                            List.of(resource),
                            List.of()));
        }
    }
}
