package dev.holdup.blame;

import dev.holdup.model.Trace;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Pools whose tasks queue behind blocked workers, or beside workers that wait for work. */
final class PoolDetector {
    /**
     * To hand a task to a worker that waits takes time too: at most so much of it each is no news.
     */
    private static final long HAND_OFF_NANOS = 20_000_000;

    /**
     * A worker that is blocked for an instant while the others run is how pools work. One stretch
     * as long as this is starvation, or shorter ones that sum to a tenth of the window.
     */
    private static final long STARVED_NANOS = 200_000_000;

    private static final int STARVED_SHARE = 10;

    private PoolDetector() {}

    static void find(BlameResult result, Detectors.Limits limits, List<Finding> findings) {
        if (result.trace().tasks().size() == 0) {
            return;
        }
        for (PoolLedger pool : TaskLedger.of(result)) {
            if (isStarved(pool, limits)) {
                findings.add(starvation(result.trace(), pool));
            }
            if (pool.idleNanos() >= limits.minNanos()
                    && pool.idleNanos() / HAND_OFF_NANOS >= pool.tasks()
                    && !isScheduled(result.trace(), pool)) {
                findings.add(idle(result.trace(), pool));
            }
        }
    }

    private static boolean isStarved(PoolLedger pool, Detectors.Limits limits) {
        return pool.starvedNanos() >= limits.minNanos()
                && (pool.longestStarvedNanos() >= STARVED_NANOS
                        || pool.starvedNanos() >= pool.windowNanos() / STARVED_SHARE);
    }

    /** A scheduled task is queued on purpose, while a worker waits for its time to come. */
    private static boolean isScheduled(Trace trace, PoolLedger pool) {
        return trace.resources().name(pool.executor()).contains("Scheduled");
    }

    private static Finding starvation(Trace trace, PoolLedger pool) {
        String summary =
                "For "
                        + Tally.timeText(pool.starvedNanos())
                        + " tasks queued for "
                        + trace.resources().briefName(pool.executor())
                        + " while none of its "
                        + pool.workers()
                        + (pool.workers() == 1 ? " worker" : " workers")
                        + " was free and some were blocked"
                        + (pool.fullyStarvedNanos() == 0
                                ? ""
                                : ", for " + Tally.timeText(pool.fullyStarvedNanos()) + " all")
                        + behind(trace, pool)
                        + ".";
        return finding(Finding.Kind.POOL_STARVATION, pool.starvedNanos(), summary, pool);
    }

    private static String behind(Trace trace, PoolLedger pool) {
        Map.Entry<Cause, Long> most = most(pool);
        if (most == null || most.getKey().thread() < 0 || !most.getKey().hasOperation()) {
            return "";
        }
        return "; most of it behind "
                + trace.threads().name(most.getKey().thread())
                + " in "
                + most.getKey().operation().text();
    }

    private static Map.@Nullable Entry<Cause, Long> most(PoolLedger pool) {
        Map.Entry<Cause, Long> most = null;
        for (Map.Entry<Cause, Long> entry : pool.queuedBehind().entrySet()) {
            if (most == null
                    || entry.getValue() > most.getValue()
                    || (entry.getValue().equals(most.getValue())
                            && entry.getKey().toString().compareTo(most.getKey().toString()) < 0)) {
                most = entry;
            }
        }
        return most;
    }

    private static Finding idle(Trace trace, PoolLedger pool) {
        String summary =
                "For "
                        + Tally.timeText(pool.idleNanos())
                        + " a task was queued for "
                        + trace.resources().briefName(pool.executor())
                        + " while one of its workers waited for work.";
        return finding(Finding.Kind.IDLE_WITH_QUEUE, pool.idleNanos(), summary, pool);
    }

    private static Finding finding(Finding.Kind kind, long nanos, String summary, PoolLedger pool) {
        List<Integer> threads =
                pool.queuedBehind().keySet().stream()
                        .map(Cause::thread)
                        .filter(thread -> thread >= 0)
                        .distinct()
                        .sorted()
                        .limit(10)
                        .toList();
        return new Finding(kind, nanos, summary, threads, List.of(pool.executor()), List.of());
    }
}
