package dev.holdup.report;

import dev.holdup.blame.RootKind;
import java.util.List;
import java.util.TreeSet;

/**
 * Puts blame into words. Each sentence names who waited, how long, for whom and what that one did,
 * and claims nothing the chain does not show.
 */
public final class Sentences {
    /** From so many times the others' time on, the root's own is what makes a row large. */
    private static final long MOSTLY = 3;

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

    /** One row of the blame table as a sentence; it leads with what makes the row large. */
    static String row(RowFacts facts, long selfNanos, long othersNanos, List<VictimRow> victims) {
        String sentence = verdict(facts, selfNanos, othersNanos, victims);
        // Names stand between backticks: a letter here is a word of ours.
        return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }

    private static String verdict(
            RowFacts facts, long selfNanos, long othersNanos, List<VictimRow> victims) {
        switch (facts.kind()) {
            case VM, CYCLE, KNOT, LATENCY, UNKNOWN -> {
                return everyone(facts, selfNanos + othersNanos, victims);
            }
            case NO_WORK -> {
                return names(facts.threads())
                        + " waited "
                        + DurationText.of(selfNanos + othersNanos)
                        + " for work.";
            }
            case CALL, EXEC, CPU -> {}
        }
        if (othersNanos == 0) {
            return alone(facts, selfNanos) + "; nobody else waited for that.";
        }
        String who = waiting(victims, false);
        String time = DurationText.of(othersNanos);
        if (selfNanos <= othersNanos * MOSTLY) {
            return who + " waited " + time + " because " + doing(facts) + ".";
        }
        return alone(facts, selfNanos)
                + (facts.heldLock().isEmpty()
                        ? "; " + who + " waited " + time + " for that."
                        : "; "
                                + who
                                + " waited "
                                + time
                                + " for the lock on "
                                + quoted(facts.heldLock())
                                + " meanwhile.");
    }

    /** The one victim's name, or how many there are. */
    private static String waiting(List<VictimRow> victims, boolean selfToo) {
        TreeSet<String> names = new TreeSet<>();
        TreeSet<Integer> threads = new TreeSet<>();
        for (VictimRow victim : victims) {
            if (selfToo || !victim.self()) {
                names.add(victim.name());
                threads.add(victim.thread());
            }
        }
        return threads.size() == 1 ? quoted(names.first()) : threads.size() + " threads";
    }

    /** What the root did while others waited, for instance {@code `a` was sleeping}. */
    static String doing(RowFacts facts) {
        return switch (facts.kind()) {
            case CALL -> culprit(facts) + calling(facts);
            case EXEC -> culprit(facts) + running(facts);
            case CPU -> culprit(facts) + starved(facts);
            case VM -> "the VM stopped all threads" + vm(facts);
            case CYCLE -> "of a deadlock of " + names(facts.threads());
            case KNOT -> "of a deadlock through a pool, of " + names(facts.threads());
            case LATENCY ->
                    "an act that released a thread took time to have its effect" + reason(facts);
            case UNKNOWN -> "of something the recording does not show" + reason(facts);
            case NO_WORK -> "there was no work";
        };
    }

    /** What a thread did that stalled itself. */
    static String selfDoing(RowFacts facts) {
        return facts.kind() == RootKind.CALL ? calling(facts) : starved(facts);
    }

    /** What the root's own threads lost, without a full stop. */
    private static String alone(RowFacts facts, long selfNanos) {
        String who = names(facts.threads());
        String time = DurationText.of(selfNanos);
        return switch (facts.kind()) {
            case CALL -> who + " spent " + time + " " + calling(facts);
            case CPU -> who + " could have run for " + time + " but had no CPU";
            case EXEC, VM, CYCLE, KNOT, LATENCY, UNKNOWN, NO_WORK -> who + " ran for " + time;
        };
    }

    private static String culprit(RowFacts facts) {
        String who = names(facts.threads());
        boolean one = facts.threads().size() <= 1;
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
        String who = facts.threads().size() <= 1 ? "it" : "they";
        return frame.isEmpty() ? "running" : "running, until " + who + " acted at " + frame;
    }

    private static String starved(RowFacts facts) {
        return facts.detail().isEmpty()
                ? "ready to run without a CPU"
                : "ready to run without a CPU, which ran " + facts.detail();
    }

    /** Kinds of which nobody in particular is the cause: all victims are counted alike. */
    private static String everyone(RowFacts facts, long nanos, List<VictimRow> victims) {
        String who = waiting(victims, true);
        boolean isOne = who.startsWith("`");
        String time = DurationText.of(nanos);
        return switch (facts.kind()) {
            case VM ->
                    who
                            + " lost "
                            + time
                            + " to the VM, which stopped all threads"
                            + vm(facts)
                            + ".";
            case CYCLE ->
                    who + " lost " + time + " to a deadlock of " + names(facts.threads()) + ".";
            case KNOT ->
                    who
                            + " lost "
                            + time
                            + " to a deadlock through a pool: all that could help wait for it, "
                            + names(facts.threads())
                            + ".";
            case LATENCY ->
                    who
                            + " lost "
                            + time
                            + " between the act that released a thread and its effect"
                            + reason(facts)
                            + ".";
            case UNKNOWN ->
                    who
                            + (facts.operation().isEmpty()
                                    ? (isOne ? " was" : " were") + " stalled for " + time
                                    : " spent "
                                            + time
                                            + " "
                                            + Phrases.doing(facts.operation(), facts.target()))
                            + "; the recording does not show why"
                            + reason(facts)
                            + ".";
            case CALL, EXEC, CPU, NO_WORK ->
                    throw new IllegalArgumentException("kind: " + facts.kind());
        };
    }

    private static String reason(RowFacts facts) {
        return facts.detail().isEmpty() ? "" : " (" + facts.detail() + ")";
    }

    private static String vm(RowFacts facts) {
        return facts.detail().isEmpty() ? "" : " for " + facts.detail();
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
