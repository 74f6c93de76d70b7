package dev.holdup.load;

import dev.holdup.load.event.ActRows;
import dev.holdup.load.event.EventRows;
import dev.holdup.load.event.LifeRows;
import dev.holdup.load.event.RecordingFacts;
import dev.holdup.load.format.SymbolDictionary;
import java.util.Arrays;

/**
 * Refuses wake-ups that say their thread had been waiting since before it lived, or before its JVM
 * did: a damaged number would make a wait out of nothing, and the longest of all.
 */
final class ImpossibleWakeups {
    /** The event they are read from. */
    static final String EVENT = "dev.holdup.Wakeup";

    /** Clocks of starts and of waits are read a little apart. */
    private static final long TOLERANCE_NANOS = 100_000_000;

    /** The JVM's start is told by the wall clock, which may have been set since. */
    private static final long WALL_CLOCK_NANOS = 60_000_000_000L;

    /** Where nobody says when the JVM was started, a wait may be so much older than its trace. */
    private static final long MAX_AGE_NANOS = 24 * 3_600_000_000_000L;

    private final ActRows acts;

    /** No wait can have begun before. */
    private final long earliestNanos;

    /** Start of each thread, {@link Long#MAX_VALUE} where it is not recorded. */
    private final long[] startNanos;

    ImpossibleWakeups(EventRows rows, int threadCount, long startEpochNanos) {
        acts = rows.acts;
        earliestNanos = earliest(rows.facts, startEpochNanos);
        startNanos = new long[threadCount];
        Arrays.fill(startNanos, Long.MAX_VALUE);
        LifeRows lives = rows.lives;
        for (int row = 0; row < lives.size(); row++) {
            int thread = lives.threads.get(row);
            if (thread >= 0 && lives.kinds.get(row) == LifeRows.START) {
                startNanos[thread] = Math.min(startNanos[thread], lives.atNanos.get(row));
            }
        }
    }

    private static long earliest(RecordingFacts facts, long startEpochNanos) {
        return facts.jvmStartEpochNanos == RecordingFacts.NOT_RECORDED
                ? -MAX_AGE_NANOS
                : facts.jvmStartEpochNanos - startEpochNanos - WALL_CLOCK_NANOS;
    }

    /** Makes the wake-ups among these rows of acts wake nobody; returns how many there were. */
    long refuse(int fromAct, int toAct) {
        long refused = 0;
        for (int act = fromAct; act < toAct; act++) {
            int woken = acts.wokens.get(act);
            long waited = acts.waitedNanos.get(act);
            if (woken < 0 || waited == 0) {
                continue;
            }
            long at = acts.atNanos.get(act);
            long begun = at - waited;
            // Woken before it was started: then it is the start that is wrong.
            boolean lives = at >= startNanos[woken];
            boolean beforeItsLife = lives && begun < startNanos[woken] - TOLERANCE_NANOS;
            if (begun > at || beforeItsLife || begun < earliestNanos) {
                acts.wokens.set(act, SymbolDictionary.NONE);
                refused++;
            }
        }
        return refused;
    }
}
