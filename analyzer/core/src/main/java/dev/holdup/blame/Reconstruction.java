package dev.holdup.blame;

import dev.holdup.base.SortByKey;
import dev.holdup.model.Confidence;
import dev.holdup.model.Outcome;
import dev.holdup.model.ThreadTable;
import dev.holdup.model.Trace;
import dev.holdup.model.WaitTable;
import dev.holdup.model.WakeTable;

/**
 * Owners of an exclusive resource concluded from the waits for it. Within one contention episode
 * the facts are, in order of time: a wait began (and may have seen the owner), a wait ended with an
 * acquisition (and may name the releaser, by its waker edge or as the previous owner), a wait ended
 * without one. Each fact about an owner is good until the next.
 */
final class Reconstruction {
    /** Facts of one instant, in the order in which they are taken. */
    private static final int BEGAN = 0;

    private static final int GAVE_UP = 1;
    private static final int ACQUIRED = 2;
    private static final int BEGAN_SEEING_OWNER = 3;

    private final Trace trace;
    private final ThreadOrder order;
    private final Actors actors;
    private final OwnerRows rows = new OwnerRows();

    private int waiting;
    private long since;
    private int owner = OwnerTimeline.UNKNOWN;
    private boolean seen;

    Reconstruction(Trace trace, ThreadOrder order, Actors actors) {
        this.trace = trace;
        this.order = order;
        this.actors = actors;
    }

    /** Rows for the waits for one resource; instants outside all episodes are unknown. */
    OwnerRows rows(int[] waits) {
        WaitTable table = trace.waits();
        int[] facts = RowsByKey.allRows(waits.length * 2);
        long[] times = new long[facts.length];
        long[] kinds = new long[facts.length];
        long[] kindsAndRanks = new long[facts.length];
        for (int fact = 0; fact < facts.length; fact++) {
            int wait = waits[fact >> 1];
            boolean begins = (fact & 1) == 0;
            times[fact] = begins ? table.startNanos(wait) : releaseNanos(wait);
            kinds[fact] = begins ? beginning(wait) : ending(wait);
            kindsAndRanks[fact] = kinds[fact] << 32 | order.rank(table.thread(wait));
        }
        SortByKey.sort(facts, kindsAndRanks);
        SortByKey.sort(facts, times);
        rows.add(Long.MIN_VALUE, OwnerTimeline.UNKNOWN, true);
        for (int fact : facts) {
            int wait = waits[fact >> 1];
            if (table.startNanos(wait) < releaseNanos(wait)) {
                take(wait, times[fact], (int) kinds[fact]);
            }
        }
        return rows;
    }

    private void take(int wait, long nanos, int kind) {
        switch (kind) {
            case BEGAN -> begin(nanos);
            case BEGAN_SEEING_OWNER -> {
                begin(nanos);
                close(nanos, ThreadTable.NONE, Confidence.UNKNOWN);
                open(nanos, actors.owner(wait), true);
            }
            case ACQUIRED -> {
                int wake = trace.waits().wake(wait);
                boolean woken = wake != WakeTable.NONE && actors.waker(wake) >= 0;
                int releaser = woken ? actors.waker(wake) : actors.previousOwner(wait);
                Confidence confidence =
                        woken ? trace.wakes().confidence(wake) : Confidence.INFERRED;
                close(nanos, releaser, confidence);
                open(nanos, trace.waits().thread(wait), false);
                leave(nanos);
            }
            default -> {
                if (waiting == 1) {
                    close(nanos, ThreadTable.NONE, Confidence.UNKNOWN);
                }
                leave(nanos);
            }
        }
    }

    private void begin(long nanos) {
        if (waiting++ == 0) {
            open(nanos, OwnerTimeline.UNKNOWN, false);
        }
    }

    private void leave(long nanos) {
        if (--waiting == 0) {
            rows.add(nanos, OwnerTimeline.UNKNOWN, true);
            open(nanos, OwnerTimeline.UNKNOWN, false);
        }
    }

    private void open(long nanos, int opener, boolean wasSeen) {
        since = nanos;
        owner = opener;
        seen = wasSeen;
    }

    /**
     * The stretch since the last fact ends; {@code releaser} was the owner at its end, if known.
     */
    private void close(long nanos, int releaser, Confidence confidence) {
        if (nanos <= since) {
            return;
        }
        if (releaser == ThreadTable.NONE) {
            rows.add(since, owner, owner == OwnerTimeline.UNKNOWN || seen);
        } else if (owner == releaser) {
            rows.add(since, owner, seen || confidence == Confidence.EXACT);
        } else if (seen) {
            rows.add(since, owner, false);
        } else {
            boolean opened = owner != OwnerTimeline.UNKNOWN;
            rows.add(since, releaser, !opened && confidence == Confidence.EXACT);
        }
        since = nanos;
    }

    private long releaseNanos(int wait) {
        int wake = trace.waits().wake(wait);
        long end = trace.waits().endNanos(wait);
        if (wake == WakeTable.NONE || actors.waker(wake) < 0) {
            return end;
        }
        return Math.min(
                end, Math.max(trace.waits().startNanos(wait), trace.wakes().actNanos(wake)));
    }

    private int beginning(int wait) {
        return actors.owner(wait) >= 0 ? BEGAN_SEEING_OWNER : BEGAN;
    }

    private int ending(int wait) {
        Outcome outcome = trace.waits().outcome(wait);
        boolean acquired =
                (outcome == Outcome.SATISFIED || outcome == Outcome.UNKNOWN)
                        && trace.waits().endNanos(wait) < trace.recording().durationNanos();
        return acquired ? ACQUIRED : GAVE_UP;
    }
}
