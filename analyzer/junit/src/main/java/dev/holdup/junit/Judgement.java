package dev.holdup.junit;

import dev.holdup.blame.BlameEngine;
import dev.holdup.blame.BlameOptions;
import dev.holdup.blame.BlameResult;
import dev.holdup.load.LoadOptions;
import dev.holdup.load.RecordingLoader;
import dev.holdup.load.UnreadableRecordingException;
import dev.holdup.model.Trace;
import dev.holdup.report.check.Checker;
import dev.holdup.report.check.Rule;
import dev.holdup.report.check.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the recording of a test says to its rules.
 *
 * @param broken verdicts on rules that were broken or cannot be judged, in the rules' order
 */
record Judgement(List<Verdict> broken) {

    Judgement {
        broken = List.copyOf(broken);
    }

    /** Reads and judges the part of the recording in which the test ran. */
    static Judgement of(Path file, TestRecording recording, List<Rule> rules)
            throws UnreadableRecordingException {
        // One reader: more would be threads of a test that runs at the same time.
        Trace trace =
                RecordingLoader.load(List.of(file), LoadOptions.defaults().withThreads(1)).trace();
        long zero = trace.recording().startEpochNanos();
        long from = Math.max(0, recording.startEpochNanos() - zero);
        long to = Math.max(from, recording.endEpochNanos() - zero);
        BlameResult result =
                BlameEngine.analyze(trace, BlameOptions.wholeRecording().window(from, to));
        Subjects subjects = Subjects.of(trace.threads(), recording.threadId(), from, to);
        List<Verdict> broken = new ArrayList<>();
        for (Verdict verdict : Checker.check(result, rules, subjects)) {
            if (verdict.outcome() != Verdict.Outcome.KEPT) {
                broken.add(verdict);
            }
        }
        return new Judgement(broken);
    }

    /** The message of the failure: first the sentence, then the rules, the evidence, the file. */
    String message(Path file, String agentAbsence) {
        StringBuilder text = new StringBuilder();
        for (Verdict verdict : broken) {
            for (String sentence : verdict.evidence()) {
                text.append(text.length() == 0 ? "" : "\n    ").append(sentence);
            }
            text.append(text.length() == 0 ? "" : "\n  ")
                    .append(
                            verdict.outcome() == Verdict.Outcome.BROKEN
                                    ? "broken: "
                                    : "cannot be judged: ")
                    .append(verdict.rule().text())
                    .append(", ")
                    .append(verdict.text());
        }
        text.append("\n  recording: ").append(file);
        if (!agentAbsence.isEmpty()) {
            text.append("\n  ").append(plainOnly(agentAbsence));
        }
        return text.toString();
    }

    /** Says what a recording without the agent is worth. */
    static String plainOnly(String agentAbsence) {
        return "recorded by plain JFR, which does not see who woke a parked thread, who owned a lock"
                + " of java.util.concurrent, or what a virtual thread waited for; the agent is not"
                + " in this JVM: "
                + agentAbsence.replace('\n', ' ');
    }
}
