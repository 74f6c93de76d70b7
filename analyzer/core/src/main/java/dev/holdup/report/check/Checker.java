package dev.holdup.report.check;

import dev.holdup.blame.BlameResult;
import dev.holdup.blame.Detectors;
import dev.holdup.blame.RootKind;
import dev.holdup.model.MountTable;
import dev.holdup.model.SegmentTable;
import dev.holdup.model.ThreadState;
import dev.holdup.model.ThreadTable;
import dev.holdup.model.WaitTable;
import dev.holdup.report.BlameRow;
import dev.holdup.report.DurationText;
import dev.holdup.report.Frames;
import dev.holdup.report.Limits;
import dev.holdup.report.Report;
import dev.holdup.report.ReportBuilder;
import dev.holdup.report.ReportOptions;
import dev.holdup.report.StallCause;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/**
 * Holds a result against rules. Threads of the JVM itself are not judged: nobody can mend them. One
 * use, one thread.
 */
public final class Checker {
    private static final int EVIDENCE = 5;
    private static final long MILLION = 1_000_000;

    private final BlameResult result;
    private final ThreadTable threads;
    private final IntPredicate subjects;
    private final Map<Boolean, Report> reports = new HashMap<>();
    private final Map<Integer, List<Stall>> stallsOfThread = new HashMap<>();

    private Checker(BlameResult result, IntPredicate subjects) {
        this.result = result;
        this.threads = result.trace().threads();
        this.subjects = subjects;
    }

    /** A verdict for each rule, in their order. */
    public static List<Verdict> check(BlameResult result, List<Rule> rules) {
        return check(result, rules, Checker::isAnybody);
    }

    /**
     * A verdict for each rule, in their order.
     *
     * @param subjects rows of the threads that rules without a pattern of threads are about; a rule
     *     with a pattern is about every thread it matches
     */
    public static List<Verdict> check(BlameResult result, List<Rule> rules, IntPredicate subjects) {
        Checker checker = new Checker(result, subjects);
        List<Verdict> verdicts = new ArrayList<>();
        for (Rule rule : rules) {
            verdicts.add(checker.verdict(rule));
        }
        return verdicts;
    }

    private Verdict verdict(Rule rule) {
        return switch (rule.kind()) {
            case MAX_STALL -> maxStall(rule);
            case MAX_SHARE -> maxShare(rule);
            case NO_PINNING -> noPinning(rule);
            case NO_DEADLOCK -> noDeadlock(rule);
        };
    }

    private Verdict maxStall(Rule rule) {
        List<Stall> tooLong = new ArrayList<>();
        long longestNanos = 0;
        for (Stall stall : stalls(rule)) {
            longestNanos = Math.max(longestNanos, stall.nanos());
            if (stall.nanos() > rule.limit()) {
                tooLong.add(stall);
            }
        }
        if (!tooLong.isEmpty()) {
            tooLong.sort(
                    Comparator.comparingLong((Stall stall) -> -stall.nanos())
                            .thenComparingLong(Stall::fromNanos)
                            .thenComparing(stall -> threads.displayName(stall.thread())));
            List<String> evidence = new ArrayList<>();
            for (Stall stall : tooLong.subList(0, Math.min(EVIDENCE, tooLong.size()))) {
                evidence.add(sentence(stall));
            }
            return new Verdict(
                    rule,
                    Verdict.Outcome.BROKEN,
                    tooLong.size()
                            + (tooLong.size() == 1 ? " stall is" : " stalls are")
                            + " longer than "
                            + DurationText.of(rule.limit())
                            + ", the longest "
                            + DurationText.of(longestNanos),
                    evidence);
        }
        for (Map.Entry<String, Long> threshold :
                result.trace().capture().thresholdsNanos().entrySet()) {
            if (threshold.getValue() > rule.limit() && Limits.tellsOfWaits(threshold.getKey())) {
                return new Verdict(
                        rule,
                        Verdict.Outcome.NOT_RECORDED,
                        "the recording has no "
                                + threshold.getKey()
                                + " shorter than "
                                + DurationText.of(threshold.getValue())
                                + ", so nobody knows",
                        List.of());
            }
        }
        return kept(rule, "the longest stall is " + DurationText.of(longestNanos));
    }

    private Verdict maxShare(Rule rule) {
        long sufferedNanos = 0;
        List<Stall> stalls = stalls(rule);
        for (Stall stall : stalls) {
            sufferedNanos += stall.nanos();
        }
        long busyNanos = 0;
        for (int thread = 0; thread < threads.size(); thread++) {
            if (isJudged(thread, rule.threads())) {
                for (ThreadState state : ThreadState.values()) {
                    busyNanos += state == ThreadState.IDLE ? 0 : result.stateNanos(thread, state);
                }
            }
        }
        String text =
                DurationText.of(sufferedNanos)
                        + " of "
                        + DurationText.of(busyNanos)
                        + " were suffered, "
                        + DurationText.percent(sufferedNanos, busyNanos);
        // Compared without division; the products fit, as a century in ns times 10^6 would not.
        boolean isBroken = (double) sufferedNanos * MILLION > (double) rule.limit() * busyNanos;
        if (!isBroken) {
            return kept(rule, text);
        }
        return new Verdict(rule, Verdict.Outcome.BROKEN, text, largestCauses(rule, stalls));
    }

    /** The rows that bear most of these stalls, each as a sentence. */
    private List<String> largestCauses(Rule rule, List<Stall> stalls) {
        Map<Integer, Long> nanosByRow = new HashMap<>();
        Report report = report(rule);
        for (Stall stall : stalls) {
            report.rowOfRoot(stall.root())
                    .ifPresent(row -> nanosByRow.merge(row.id(), stall.nanos(), Long::sum));
        }
        return nanosByRow.entrySet().stream()
                .sorted(
                        Map.Entry.<Integer, Long>comparingByValue()
                                .reversed()
                                .thenComparing(Map.Entry.comparingByKey()))
                .limit(EVIDENCE)
                .map(row -> report.blame().get(row.getKey() - 1).sentence())
                .toList();
    }

    /** A wait that lies within one mount of its thread kept the carrier all the time. */
    private Verdict noPinning(Rule rule) {
        MountTable mounts = result.trace().mounts();
        SegmentTable segments = result.trace().segments();
        List<Stall> pinned = new ArrayList<>();
        for (int mount = 0; mount < mounts.size(); mount++) {
            int thread = mounts.virtualThread(mount);
            if (!isJudged(thread, rule.threads())) {
                continue;
            }
            int first = segments.at(thread, mounts.startNanos(mount));
            for (int segment = Math.max(first, segments.first(thread));
                    segment < segments.end(thread)
                            && segments.startNanos(segment) < mounts.endNanos(mount);
                    segment++) {
                long end = segments.endNanos(thread, segment);
                boolean isInside =
                        segments.startNanos(segment) >= mounts.startNanos(mount)
                                && end < mounts.endNanos(mount);
                if (isInside && result.stateOf(segment).isBlocked()) {
                    pinned.add(
                            new Stall(
                                    thread,
                                    segments.wait(segment),
                                    segments.startNanos(segment),
                                    end,
                                    -1,
                                    0));
                }
            }
        }
        if (pinned.isEmpty()) {
            return kept(rule, "no virtual thread blocked its carrier");
        }
        pinned.sort(Comparator.comparingLong(stall -> -stall.nanos()));
        List<String> evidence = new ArrayList<>();
        for (Stall stall : pinned.subList(0, Math.min(EVIDENCE, pinned.size()))) {
            evidence.add(where(stall, "blocked its carrier"));
        }
        return new Verdict(
                rule,
                Verdict.Outcome.BROKEN,
                pinned.size() + (pinned.size() == 1 ? " wait" : " waits") + " blocked a carrier",
                evidence);
    }

    private Verdict noDeadlock(Rule rule) {
        List<String> evidence = new ArrayList<>();
        for (BlameRow row : report(rule).blame()) {
            if (row.kind() == RootKind.CYCLE || row.kind() == RootKind.KNOT) {
                evidence.add(row.sentence());
            }
        }
        return evidence.isEmpty()
                ? kept(rule, "no threads wait for each other for ever")
                : new Verdict(
                        rule,
                        Verdict.Outcome.BROKEN,
                        evidence.size() + (evidence.size() == 1 ? " deadlock" : " deadlocks"),
                        evidence);
    }

    private static Verdict kept(Rule rule, String text) {
        return new Verdict(rule, Verdict.Outcome.KEPT, text, List.of());
    }

    private boolean isJudged(int thread, Pattern names) {
        return !threads.isSystem(thread)
                && !threads.isCarrier(thread)
                && (isAny(names)
                        ? subjects.test(thread)
                        : names.matcher(threads.displayName(thread)).find());
    }

    private static boolean isAnybody(int thread) {
        return true;
    }

    private static boolean isAny(Pattern names) {
        return names.pattern().isEmpty();
    }

    /** The report on the threads a rule is about, as far as they are not picked by name. */
    private Report report(Rule rule) {
        return reports.computeIfAbsent(
                isAny(rule.threads()),
                isOnSubjects ->
                        ReportBuilder.build(
                                result,
                                Detectors.find(result),
                                ReportOptions.everything(),
                                isOnSubjects ? subjects : Checker::isAnybody));
    }

    private List<Stall> stalls(Rule rule) {
        List<Stall> stalls = new ArrayList<>();
        for (int thread = 0; thread < threads.size(); thread++) {
            if (!isJudged(thread, rule.threads())) {
                continue;
            }
            for (Stall stall :
                    stallsOfThread.computeIfAbsent(thread, row -> Stall.of(result, row))) {
                if (hasSite(stall, rule.site())) {
                    stalls.add(stall);
                }
            }
        }
        return stalls;
    }

    private boolean hasSite(Stall stall, Pattern site) {
        if (site.pattern().isEmpty()) {
            return true;
        }
        return contains(stall.site(result), site) || contains(stall.rootSite(result), site);
    }

    private static boolean contains(List<String> frames, Pattern site) {
        for (String frame : frames) {
            if (site.matcher(frame).find()) {
                return true;
            }
        }
        return false;
    }

    private String sentence(Stall stall) {
        return where(stall, "was stalled")
                + StallCause.of(
                        result, stall.root(), stall.thread(), stall.stack(result), stall.isMostly())
                + ".";
    }

    private String where(Stall stall, String verb) {
        StringBuilder text = new StringBuilder("`");
        text.append(threads.displayName(stall.thread()))
                .append("` ")
                .append(verb)
                .append(' ')
                .append(DurationText.of(stall.nanos()))
                .append(" at ")
                .append(DurationText.of(stall.fromNanos()));
        if (stall.waitRow() != WaitTable.NONE) {
            text.append(" in ").append(result.trace().waits().operation(stall.waitRow()).text());
        }
        String frame = Frames.headline(stall.site(result));
        return frame.isEmpty() ? text.toString() : text.append(" at ").append(frame).toString();
    }
}
