package dev.holdup.blame;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The list of detectors (blame.md 2.11): each looks at a result and may find something. */
public final class Detectors {
    private Detectors() {}

    /** Findings of all detectors, the most severe first. */
    public static List<Finding> find(BlameResult result) {
        List<Finding> findings = new ArrayList<>();
        DeadlockDetector.find(result, findings);
        findings.sort(Comparator.comparingLong(Finding::severityNanos).reversed());
        return findings;
    }
}
