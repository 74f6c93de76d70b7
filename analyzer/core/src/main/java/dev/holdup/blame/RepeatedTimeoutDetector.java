package dev.holdup.blame;

import dev.holdup.base.TupleIndex;
import dev.holdup.model.Operation;
import dev.holdup.model.Outcome;
import dev.holdup.model.StackTable;
import dev.holdup.model.Trace;
import dev.holdup.model.WaitTable;
import java.util.Arrays;
import java.util.List;

/**
 * Suspicion of a livelock: a thread repeats one timed call again and again, and never once gets
 * what it asks for.
 */
final class RepeatedTimeoutDetector {
    private static final int LEAST_CALLS = 5;

    private RepeatedTimeoutDetector() {}

    static void find(BlameResult result, Detectors.Limits limits, List<Finding> findings) {
        Trace trace = result.trace();
        WaitTable waits = trace.waits();
        TupleIndex places = new TupleIndex(3);
        int[] key = new int[3];
        int[] calls = new int[16];
        boolean[] satisfied = new boolean[16];
        long[] nanos = new long[16];
        int[] example = new int[16];
        for (int wait = 0; wait < waits.size(); wait++) {
            if (!isTimedCall(result, wait)) {
                continue;
            }
            key[0] = waits.thread(wait);
            key[1] = waits.stack(wait);
            key[2] = waits.operation(wait).code();
            int place = places.intern(key);
            if (place == calls.length) {
                calls = Arrays.copyOf(calls, place * 2);
                satisfied = Arrays.copyOf(satisfied, place * 2);
                nanos = Arrays.copyOf(nanos, place * 2);
                example = Arrays.copyOf(example, place * 2);
            }
            calls[place]++;
            satisfied[place] |= waits.outcome(wait) != Outcome.TIMED_OUT;
            nanos[place] += waits.endNanos(wait) - waits.startNanos(wait);
            example[place] = wait;
        }
        for (int place = 0; place < places.size(); place++) {
            if (calls[place] >= LEAST_CALLS
                    && !satisfied[place]
                    && nanos[place] >= limits.minNanos()) {
                findings.add(finding(trace, example[place], calls[place], nanos[place]));
            }
        }
    }

    /** A call threads end, outside idle waits, within the window. */
    private static boolean isTimedCall(BlameResult result, int wait) {
        WaitTable waits = result.trace().waits();
        return waits.operation(wait).ends() != Operation.Ends.OUTSIDE
                && waits.stack(wait) != StackTable.NONE
                && !result.isIdleWait(wait)
                && waits.startNanos(wait) < result.toNanos()
                && waits.endNanos(wait) > result.fromNanos();
    }

    private static Finding finding(Trace trace, int wait, int calls, long nanos) {
        int thread = trace.waits().thread(wait);
        String summary =
                trace.threads().name(thread)
                        + " repeated "
                        + trace.waits().operation(wait).text()
                        + " "
                        + calls
                        + " times, timed out each time, and got nothing for "
                        + Tally.timeText(nanos)
                        + ".";
        return new Finding(
                Finding.Kind.LIVELOCK_SUSPICION,
                nanos,
                summary,
                List.of(thread),
                List.of(),
                List.of());
    }
}
