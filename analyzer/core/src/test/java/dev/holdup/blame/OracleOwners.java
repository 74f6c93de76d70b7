package dev.holdup.blame;

import dev.holdup.model.HoldTable;
import dev.holdup.model.Outcome;
import dev.holdup.model.Trace;
import dev.holdup.model.WaitTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The owner of an exclusive resource at one nanosecond (blame.md 2.5, rule 1), by brute force. */
final class OracleOwners {
    /** {@code thread} is -1 if the resource was free, or the owner is not known. */
    record Owner(int thread, boolean free, boolean exact) {}

    private static final Owner NOT_KNOWN = new Owner(-1, false, true);

    /** Something known about the resource; kinds are ordered as facts of one instant are taken. */
    private record Fact(long nanos, int kind, int waitRow) {}

    private static final int BEGAN = 0;
    private static final int GAVE_UP = 1;
    private static final int ACQUIRED = 2;
    private static final int SAW_OWNER = 3;

    private final Trace trace;
    private final WaitTable waits;
    private final HoldTable holds;
    private final OracleBlockers blockers;

    OracleOwners(Trace trace, OracleBlockers blockers) {
        this.trace = trace;
        this.blockers = blockers;
        waits = trace.waits();
        holds = trace.holds();
    }

    Owner at(int resource, long now) {
        int hold = holdAt(resource, now);
        if (hold >= 0) {
            return new Owner(holds.thread(hold), false, Oracle.isExact(holds.confidence(hold)));
        }
        boolean before = false;
        boolean after = false;
        long freeSince = Long.MIN_VALUE;
        long takenAt = Long.MAX_VALUE;
        for (int each = 0; each < holds.size(); each++) {
            if (holds.resource(each) != resource
                    || holds.startNanos(each) >= holds.endNanos(each)) {
                continue;
            }
            if (holds.isShared(each)) {
                if (holds.startNanos(each) <= now && now < holds.endNanos(each)) {
                    return NOT_KNOWN;
                }
            } else if (holds.endNanos(each) <= now) {
                before = true;
                freeSince = Math.max(freeSince, holds.endNanos(each));
            } else {
                after = true;
                takenAt = Math.min(takenAt, holds.startNanos(each));
            }
        }
        return before && after
                ? handOff(resource, now, freeSince, takenAt)
                : rebuilt(resource, now);
    }

    /** The exclusive hold that began last, or -1. */
    private int holdAt(int resource, long now) {
        int best = -1;
        for (int hold = 0; hold < holds.size(); hold++) {
            if (holds.resource(hold) == resource
                    && !holds.isShared(hold)
                    && holds.startNanos(hold) <= now
                    && now < holds.endNanos(hold)) {
                boolean later =
                        best < 0
                                || holds.startNanos(hold) > holds.startNanos(best)
                                || (holds.startNanos(hold) == holds.startNanos(best)
                                        && blockers.rank(holds.thread(hold))
                                                >= blockers.rank(holds.thread(best)));
                best = later ? hold : best;
            }
        }
        return best;
    }

    private Owner handOff(int resource, long now, long freeSince, long takenAt) {
        int successor = holds.thread(holdAt(resource, takenAt));
        int last = -1;
        for (int wait = 0; wait < waits.size(); wait++) {
            if (waits.thread(wait) == successor
                    && wants(wait, resource)
                    && waits.startNanos(wait) < takenAt
                    && (last < 0 || waits.startNanos(wait) >= waits.startNanos(last))) {
                last = wait;
            }
        }
        boolean inTransit =
                last >= 0
                        && waits.endNanos(last) > freeSince
                        && now >= Math.max(freeSince, waits.startNanos(last));
        return inTransit ? new Owner(successor, false, true) : new Owner(-1, true, true);
    }

    private boolean wants(int wait, int resource) {
        return waits.resource(wait) == resource && Oracle.byOwner(waits.operation(wait));
    }

    private Owner rebuilt(int resource, long now) {
        List<Fact> facts = facts(resource);
        int waiting = 0;
        Fact opener = null;
        for (int i = 0; i < facts.size(); i++) {
            Fact fact = facts.get(i);
            if (fact.nanos() > now) {
                if (waiting == 0) {
                    return NOT_KNOWN;
                }
                if (fact.kind() == ACQUIRED) {
                    return closed(opener, fact);
                }
                if (fact.kind() == SAW_OWNER || (fact.kind() == GAVE_UP && waiting == 1)) {
                    return open(opener);
                }
                waiting += fact.kind() == BEGAN ? 1 : -1;
                continue;
            }
            if (fact.kind() == BEGAN || fact.kind() == SAW_OWNER) {
                opener = waiting == 0 ? null : opener;
                waiting++;
            } else {
                waiting--;
            }
            if (fact.kind() == SAW_OWNER || fact.kind() == ACQUIRED) {
                opener = fact;
            }
        }
        return waiting == 0 ? NOT_KNOWN : open(opener);
    }

    private List<Fact> facts(int resource) {
        List<Fact> facts = new ArrayList<>();
        for (int wait = 0; wait < waits.size(); wait++) {
            long start = waits.startNanos(wait);
            long end = waits.endNanos(wait);
            int wake = waits.wake(wait);
            if (wake >= 0 && blockers.waker(wake) >= 0) {
                end = Math.min(end, Math.max(start, trace.wakes().actNanos(wake)));
            }
            if (!wants(wait, resource) || start >= end) {
                continue;
            }
            facts.add(new Fact(start, seen(wait) >= 0 ? SAW_OWNER : BEGAN, wait));
            boolean got =
                    waits.outcome(wait) == Outcome.SATISFIED
                            || waits.outcome(wait) == Outcome.UNKNOWN;
            boolean within = waits.endNanos(wait) < trace.recording().durationNanos();
            facts.add(new Fact(end, got && within ? ACQUIRED : GAVE_UP, wait));
        }
        facts.sort(
                Comparator.comparingLong(Fact::nanos)
                        .thenComparingInt(Fact::kind)
                        .thenComparingInt(fact -> blockers.rank(waits.thread(fact.waitRow())))
                        .thenComparingLong(fact -> waits.startNanos(fact.waitRow())));
        return facts;
    }

    private int seen(int wait) {
        return blockers.other(waits.owner(wait), waits.thread(wait), waits.startNanos(wait));
    }

    private int opened(Fact opener) {
        return opener.kind() == SAW_OWNER ? seen(opener.waitRow()) : waits.thread(opener.waitRow());
    }

    private Owner open(@org.jspecify.annotations.Nullable Fact opener) {
        return opener == null
                ? NOT_KNOWN
                : new Owner(opened(opener), false, opener.kind() == SAW_OWNER);
    }

    /** The stretch ends with an acquisition, which may name who released. */
    private Owner closed(@org.jspecify.annotations.Nullable Fact opener, Fact acquired) {
        int wait = acquired.waitRow();
        int wake = waits.wake(wait);
        boolean woken = wake >= 0 && blockers.waker(wake) >= 0;
        int releaser =
                woken
                        ? blockers.waker(wake)
                        : blockers.other(
                                waits.previousOwner(wait),
                                waits.thread(wait),
                                waits.endNanos(wait));
        boolean sure = woken && Oracle.isExact(trace.wakes().confidence(wake));
        if (releaser < 0) {
            return open(opener);
        }
        if (opener == null) {
            return new Owner(releaser, false, sure);
        }
        boolean saw = opener.kind() == SAW_OWNER;
        if (opened(opener) == releaser) {
            return new Owner(releaser, false, saw || sure);
        }
        return saw ? new Owner(opened(opener), false, false) : new Owner(releaser, false, false);
    }
}
