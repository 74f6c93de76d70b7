package dev.holdup.report;

import java.util.List;
import java.util.TreeSet;

/**
 * Puts blame into words. Each sentence names who waited, how long, for whom and what that one did,
 * and claims nothing the chain does not show.
 */
public final class Sentences {
    private Sentences() {}

    /** The verdict on a whole report. */
    static String headline(Report report) {
        if (report.threads().isEmpty()) {
            return report.options().isEveryone()
                    ? "The recording has no threads in this window."
                    : "No thread's name matches '" + report.options().threads() + "'.";
        }
        if (report.blame().isEmpty()) {
            return "No stalls were recorded: in "
                    + DurationText.of(report.toNanos() - report.fromNanos())
                    + " no thread waited for anything but work.";
        }
        return report.blame().get(0).sentence();
    }

    /** One row of the blame table as a sentence. */
    static String row(RowFacts facts, long selfNanos, long othersNanos, List<VictimRow> victims) {
        if (othersNanos == 0) {
            return alone(facts, selfNanos);
        }
        TreeSet<String> waiting = new TreeSet<>();
        TreeSet<Integer> threads = new TreeSet<>();
        for (VictimRow victim : victims) {
            if (!victim.self()) {
                waiting.add(victim.name());
                threads.add(victim.thread());
            }
        }
        String who = threads.size() == 1 ? quoted(waiting.first()) : threads.size() + " threads";
        String time = DurationText.of(othersNanos);
        return switch (facts.kind()) {
            case CALL ->
                    who + " waited " + time + " because " + culprit(facts) + calling(facts) + ".";
            case EXEC ->
                    who + " waited " + time + " because " + culprit(facts) + running(facts) + ".";
            case CPU ->
                    who + " waited " + time + " because " + culprit(facts) + starved(facts) + ".";
            case VM, CYCLE, KNOT -> everyone(facts, selfNanos + othersNanos, victims);
            case LATENCY, UNKNOWN -> who + unexplained(facts, time);
            case NO_WORK -> who + " waited " + time + " for work.";
        };
    }

    /** Nobody but the root's own threads was stopped. */
    private static String alone(RowFacts facts, long selfNanos) {
        String who = names(facts.threads());
        String time = DurationText.of(selfNanos);
        return switch (facts.kind()) {
            case CALL ->
                    facts.operation().isEmpty()
                            ? who + " spent " + time + " in a blocking call."
                            : who
                                    + " spent "
                                    + time
                                    + " "
                                    + Phrases.doing(facts.operation(), facts.target())
                                    + noSignal(facts)
                                    + "; nobody else waited for that.";
            case CPU -> who + " could have run for " + time + " but had no CPU.";
            case LATENCY, UNKNOWN -> who + unexplained(facts, time);
            case EXEC -> who + " ran for " + time + ".";
            case VM, CYCLE, KNOT -> everyone(facts, selfNanos, List.of());
            case NO_WORK -> who + " waited " + time + " for work.";
        };
    }

    private static String culprit(RowFacts facts) {
        String who = names(facts.threads());
        boolean one = facts.threads().size() == 1;
        if (!facts.heldLock().isEmpty()) {
            return who + " held the lock on " + quoted(facts.heldLock()) + " while ";
        }
        return who + (one ? " was " : " were ");
    }

    private static String calling(RowFacts facts) {
        return facts.operation().isEmpty()
                ? "in a blocking call"
                : Phrases.doing(facts.operation(), facts.target()) + noSignal(facts);
    }

    private static String noSignal(RowFacts facts) {
        return facts.detail().equals("no signal") ? " until its time ran out" : "";
    }

    private static String running(RowFacts facts) {
        String frame = Frames.headline(facts.site());
        return frame.isEmpty() ? "running" : "running, until it acted at " + frame;
    }

    private static String starved(RowFacts facts) {
        return facts.detail().isEmpty()
                ? "ready to run without a CPU"
                : "ready to run without a CPU, which ran " + facts.detail();
    }

    private static String everyone(RowFacts facts, long nanos, List<VictimRow> victims) {
        TreeSet<Integer> threads = new TreeSet<>();
        for (VictimRow victim : victims) {
            threads.add(victim.thread());
        }
        String who =
                threads.size() == 1
                        ? quoted(victims.get(0).name())
                        : (threads.isEmpty() ? facts.threads().size() : threads.size())
                                + " threads";
        String time = DurationText.of(nanos);
        return switch (facts.kind()) {
            case VM -> who + " lost " + time + " to the VM, which stopped all threads" + vm(facts);
            case CYCLE ->
                    who + " lost " + time + " to a deadlock of " + names(facts.threads()) + ".";
            case KNOT ->
                    who
                            + " lost "
                            + time
                            + " to a deadlock through a pool: all that could help wait for it, "
                            + names(facts.threads())
                            + ".";
            case CALL, EXEC, CPU, LATENCY, UNKNOWN, NO_WORK ->
                    throw new IllegalArgumentException("kind: " + facts.kind());
        };
    }

    private static String vm(RowFacts facts) {
        return facts.detail().isEmpty() ? "." : " for " + facts.detail() + ".";
    }

    private static String unexplained(RowFacts facts, String time) {
        String reason = facts.detail().isEmpty() ? "" : " (" + facts.detail() + ")";
        if (facts.kind() == dev.holdup.blame.RootKind.LATENCY) {
            return " lost "
                    + time
                    + " between the act that released a thread and its effect"
                    + reason
                    + ".";
        }
        String doing =
                facts.operation().isEmpty()
                        ? ""
                        : " " + Phrases.doing(facts.operation(), facts.target());
        return (doing.isEmpty() ? " was stalled for " + time : " spent " + time + doing)
                + "; the recording does not show why"
                + reason
                + ".";
    }

    /** One name, two names, or the first two and how many more. */
    static String names(List<String> names) {
        return switch (names.size()) {
            case 0 -> "a thread that was not recorded";
            case 1 -> quoted(names.get(0));
            case 2 -> quoted(names.get(0)) + " and " + quoted(names.get(1));
            default ->
                    names.size()
                            + " threads ("
                            + quoted(names.get(0))
                            + ", "
                            + quoted(names.get(1))
                            + ", ...)";
        };
    }

    /** A name between backticks; those of the name itself become apostrophes. */
    static String quoted(String name) {
        return "`" + name.replace('`', '\'') + "`";
    }
}
