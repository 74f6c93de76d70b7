package dev.holdup.blame;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The list of detectors (blame.md 2.11): each looks at a result and may find something. Those that
 * explain whole threads standing still come first.
 */
public final class Detectors {
    /**
     * Thresholds.
     *
     * @param minNanos least stall time a finding must explain
     * @param convoyVictims least number of threads in a convoy
     * @param churnThreads least number of short-lived threads of one origin
     * @param churnLifeNanos what counts as short-lived
     * @param herdThreads least number of threads one act wakes in a herd
     */
    public record Limits(
            long minNanos,
            int convoyVictims,
            int churnThreads,
            long churnLifeNanos,
            int herdThreads) {
        /** The limits used unless told otherwise. */
        public static final Limits DEFAULT = new Limits(1_000_000, 3, 50, 100_000_000, 4);
    }

    /** Looks for one thing. */
    private interface Detector {
        void find(BlameResult result, Limits limits, List<Finding> findings);
    }

    private static final List<Detector> ALL =
            List.of(
                    DeadlockDetector::find,
                    UnderLockDetector::find,
                    CarrierDetector::find,
                    HandOffDetector::find,
                    SafepointDetector::find,
                    IdleHolderDetector::find,
                    PoolDetector::find,
                    HerdDetector::find,
                    RepeatedTimeoutDetector::find,
                    FutureTimeoutDetector::find,
                    ThreadChurnDetector::find);

    private Detectors() {}

    /** Findings of all detectors under the default limits, the most severe first. */
    public static List<Finding> find(BlameResult result) {
        return find(result, Limits.DEFAULT);
    }

    /** Findings of all detectors, the most severe first. */
    public static List<Finding> find(BlameResult result, Limits limits) {
        List<Finding> findings = new ArrayList<>();
        for (Detector detector : ALL) {
            detector.find(result, limits, findings);
        }
        findings.sort(Comparator.comparingLong(Finding::severityNanos).reversed());
        return findings;
    }
}
