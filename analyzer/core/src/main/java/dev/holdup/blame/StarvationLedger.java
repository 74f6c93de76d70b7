package dev.holdup.blame;

import dev.holdup.model.ThreadState;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Who failed to feed a consumer: the time a thread waited for work, by where its chain ended. Kept
 * apart from blame, for idle time is not suffered.
 */
public final class StarvationLedger {
    private StarvationLedger() {}

    /** Idle time of the thread within the window, by cause; sums to its time in IDLE. */
    public static Map<Cause, Long> of(BlameResult result, int thread) {
        Map<Cause, Long> sums = new LinkedHashMap<>();
        new ChainWalk(result.links())
                .add(
                        thread,
                        result.fromNanos(),
                        result.toNanos(),
                        segment -> result.stateOf(segment) == ThreadState.IDLE,
                        sums);
        return sums;
    }
}
