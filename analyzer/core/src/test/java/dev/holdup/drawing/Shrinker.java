package dev.holdup.drawing;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** Makes a failing drawing as small as it can while it still fails. */
public final class Shrinker {
    /** Ways of making a wait plainer. */
    private static final int WAYS = 4;

    private final Predicate<Drawing> fails;

    private Shrinker(Predicate<Drawing> fails) {
        this.fails = fails;
    }

    /** The smallest drawing found for which {@code fails} is true; {@code drawing} must be one. */
    public static Drawing shrink(Drawing drawing, Predicate<Drawing> fails) {
        return new Shrinker(fails).shrink(drawing);
    }

    private Drawing shrink(Drawing drawing) {
        Drawing smallest = drawing;
        boolean smaller = true;
        while (smaller) {
            smaller = false;
            for (Function<Drawing, List<?>> part : PARTS) {
                for (int i = part.apply(smallest).size() - 1; i >= 0; i--) {
                    Drawing less = copy(smallest);
                    part.apply(less).remove(i);
                    if (stillFails(less)) {
                        smallest = less;
                        smaller = true;
                    }
                }
            }
            for (int i = 0; i < smallest.waits.size(); i++) {
                // Each from the wait as it is by then, or they would undo each other for ever.
                for (int way = 0; way < WAYS; way++) {
                    Drawing less = copy(smallest);
                    Drawing.DrawnWait plainer = plainer(smallest.waits.get(i), way);
                    less.waits.set(i, plainer);
                    if (!plainer.equals(smallest.waits.get(i)) && stillFails(less)) {
                        smallest = less;
                        smaller = true;
                    }
                }
            }
        }
        return smallest;
    }

    private static final List<Function<Drawing, List<?>>> PARTS =
            List.of(
                    d -> d.waits,
                    d -> d.states,
                    d -> d.holds,
                    d -> d.tasks,
                    d -> d.mounts,
                    d -> d.pauses,
                    d -> d.threads);

    private boolean stillFails(Drawing drawing) {
        try {
            return fails.test(drawing);
        } catch (IllegalArgumentException e) {
            // A thread was removed that something else still names.
            return false;
        }
    }

    static Drawing copy(Drawing drawing) {
        Drawing copy = new Drawing();
        copy.threads.addAll(drawing.threads);
        copy.waits.addAll(drawing.waits);
        copy.states.addAll(drawing.states);
        copy.holds.addAll(drawing.holds);
        copy.tasks.addAll(drawing.tasks);
        copy.mounts.addAll(drawing.mounts);
        copy.pauses.addAll(drawing.pauses);
        copy.unitNanos = drawing.unitNanos;
        copy.endNanos = drawing.endNanos;
        return copy;
    }

    private static Drawing.DrawnWait plainer(Drawing.DrawnWait wait, int way) {
        String owner = wait.owner();
        String previous = wait.previousOwner();
        return switch (way) {
            case 0 -> with(wait, "", previous, wait.waker(), wait.actNanos());
            case 1 -> with(wait, owner, "", wait.waker(), wait.actNanos());
            case 2 -> with(wait, owner, previous, "", wait.actNanos());
            default -> with(wait, owner, previous, wait.waker(), wait.endNanos());
        };
    }

    private static Drawing.DrawnWait with(
            Drawing.DrawnWait wait, String owner, String previous, String waker, long act) {
        return new Drawing.DrawnWait(
                wait.thread(),
                wait.operation(),
                wait.resource(),
                wait.startNanos(),
                wait.endNanos(),
                wait.outcome(),
                owner,
                previous,
                waker,
                act,
                wait.wakeKind(),
                wait.wakeConfidence(),
                wait.confidence(),
                wait.frames());
    }
}
