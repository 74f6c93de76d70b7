package dev.holdup.report.check;

import java.util.List;

/**
 * What a recording says to a rule.
 *
 * @param rule the rule
 * @param outcome whether it was kept
 * @param text why, as one sentence
 * @param evidence the worst offenders, each one sentence; empty if it was kept
 */
public record Verdict(Rule rule, Outcome outcome, String text, List<String> evidence) {
    /** Whether a rule was kept. */
    public enum Outcome {
        KEPT,
        BROKEN,
        /** The recording cannot show what the rule is about. */
        NOT_RECORDED
    }

    public Verdict {
        evidence = List.copyOf(evidence);
    }
}
