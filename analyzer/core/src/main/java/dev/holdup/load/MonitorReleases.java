package dev.holdup.load;

import dev.holdup.base.RowOrder;
import dev.holdup.load.event.WaitRows;

/**
 * The latest instant at which a monitor's previous owner can have left it. The JVM names that
 * thread when the next one has the monitor, which may be long after: on the way lie the wake-up and
 * the wait for a CPU. If by then the previous owner was already waiting in something that went on
 * longer, it had left before it began that wait: who is blocked leaves no monitor.
 */
final class MonitorReleases {
    /** The previous owner cannot have held the monitor at any instant of the wait. */
    static final long NEVER = Long.MIN_VALUE;

    /** Waits of one thread nest a few deep at most, a park inside a read inside a name lookup. */
    private static final int NESTING = 16;

    private final WaitRows waits;
    private final RowOrder order;

    MonitorReleases(WaitRows waits, RowOrder order) {
        this.waits = waits;
        this.order = order;
    }

    /**
     * Latest release by {@code owner} of the monitor that another thread wanted from {@code start}
     * and had at {@code end}; {@link #NEVER} if the records contradict each other.
     */
    long latest(int owner, long start, long end) {
        long latest = end;
        int place = order.firstAfter(owner, end - 1, waits.startNanos);
        int stop = Math.max(order.first(owner), place - NESTING);
        for (int before = place - 1; before >= stop; before--) {
            int row = order.row(before);
            if (waits.endNanos.get(row) > end) {
                latest = Math.min(latest, waits.startNanos.get(row));
            }
        }
        return latest > start ? latest : NEVER;
    }
}
