package dev.holdup.blame;

import java.util.List;

/**
 * Something a person should look at, with its evidence.
 *
 * @param kind what it is
 * @param severityNanos stall time it explains, for ordering
 * @param summary one English sentence
 * @param threads rows of the threads concerned, the culprit first where there is one
 * @param resources rows of the resources concerned
 * @param roots rows of the roots that are its evidence
 */
public record Finding(
        Kind kind,
        long severityNanos,
        String summary,
        List<Integer> threads,
        List<Integer> resources,
        List<Integer> roots) {

    /** Kinds of findings; the names are part of the JSON report. */
    public enum Kind {
        DEADLOCK,
        KNOT,
        CONVOY,
        POOL_STARVATION,
        PINNED_CARRIER,
        CARRIER_STARVATION,
        IO_UNDER_LOCK,
        SLEEP_UNDER_LOCK,
        PRIORITY_INVERSION,
        LONG_TTSP,
        THUNDERING_HERD,
        FUTURE_TIMEOUT,
        THREAD_CHURN,
        IDLE_HOLDER,
        IDLE_WITH_QUEUE,
        LIVELOCK_SUSPICION
    }

    public Finding {
        threads = List.copyOf(threads);
        resources = List.copyOf(resources);
        roots = List.copyOf(roots);
    }
}
