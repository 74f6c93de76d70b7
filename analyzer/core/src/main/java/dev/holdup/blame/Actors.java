package dev.holdup.blame;

import dev.holdup.model.ThreadTable;
import dev.holdup.model.Trace;

/**
 * Who is meant where a record names a thread: a carrier stands for the virtual thread mounted on it
 * at that instant (blame.md 2.4), and a thread is never its own blocker.
 */
final class Actors {
    private final Trace trace;
    private final Carriers carriers;

    Actors(Trace trace, Carriers carriers) {
        this.trace = trace;
        this.carriers = carriers;
    }

    /**
     * The waker of an edge, or NONE if not recorded or the woken thread itself. What a carrier did,
     * the virtual thread on it did; if that is not known, nobody is.
     */
    int waker(int wake) {
        return other(
                trace.wakes().from(wake), trace.wakes().to(wake), trace.wakes().actNanos(wake));
    }

    /** The owner seen at the start of a wait, or NONE if not recorded or the waiter itself. */
    int owner(int wait) {
        return other(
                trace.waits().owner(wait),
                trace.waits().thread(wait),
                trace.waits().startNanos(wait));
    }

    /** The last owner before the end of a wait, or NONE if not recorded or the waiter itself. */
    int previousOwner(int wait) {
        return other(
                trace.waits().previousOwner(wait),
                trace.waits().thread(wait),
                trace.waits().endNanos(wait));
    }

    private int other(int thread, int self, long nanos) {
        if (thread == ThreadTable.NONE) {
            return ThreadTable.NONE;
        }
        int actor = trace.threads().isCarrier(thread) ? carriers.occupant(thread, nanos) : thread;
        return actor == self ? ThreadTable.NONE : actor;
    }
}
