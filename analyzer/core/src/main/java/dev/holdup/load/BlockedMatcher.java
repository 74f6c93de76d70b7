package dev.holdup.load;

import dev.holdup.base.RowOrder;
import dev.holdup.load.event.Origin;
import dev.holdup.load.event.VirtualRows;
import dev.holdup.load.event.WaitRows;
import java.util.Arrays;

/**
 * Joins the unmounted waits of virtual threads with the parks the threads themselves recorded, and
 * with the JVM's empty {@code JavaMonitorWait}, of which at least the notifier is right.
 */
final class BlockedMatcher {
    /** No row. */
    static final int NONE = -1;

    private static final long TOLERANCE_NANOS = 50_000;

    /** The JVM writes its event when the thread runs again, which may take a while. */
    private static final long LATE_NANOS = 20_000_000;

    private static final int MAX_STEPS = 64;

    private final VirtualRows virtuals;
    private final WaitRows waits;
    private final RowOrder order;
    private final int threadCount;
    private final int[] blockedOfWait;
    private final int[] waitOfBlocked;
    private final int[] notifyOfBlocked;

    BlockedMatcher(VirtualRows virtuals, WaitRows waits, RowOrder order, int threadCount) {
        this.virtuals = virtuals;
        this.waits = waits;
        this.order = order;
        this.threadCount = threadCount;
        int blockedCount = virtuals.blockedThreads.size();
        blockedOfWait = new int[waits.size()];
        waitOfBlocked = new int[blockedCount];
        notifyOfBlocked = new int[blockedCount];
        Arrays.fill(blockedOfWait, NONE);
        Arrays.fill(waitOfBlocked, NONE);
        Arrays.fill(notifyOfBlocked, NONE);
    }

    void run() {
        for (int blocked = 0; blocked < waitOfBlocked.length; blocked++) {
            int thread = virtuals.blockedThreads.get(blocked);
            if (thread >= 0 && thread < threadCount) {
                match(blocked, thread);
            }
        }
    }

    /** The unmounted wait inside a recorded park, or {@link #NONE}. */
    int blockedOf(int wait) {
        return blockedOfWait[wait];
    }

    /** The recorded park or call around an unmounted wait, or {@link #NONE}. */
    int waitOf(int blocked) {
        return waitOfBlocked[blocked];
    }

    /** The JVM's empty wait that names the notifier, or {@link #NONE}. */
    int notifyOf(int blocked) {
        return notifyOfBlocked[blocked];
    }

    private void match(int blocked, int thread) {
        long start = virtuals.blockedStartNanos.get(blocked);
        long ready = virtuals.blockedReadyNanos.get(blocked);
        long mounted = virtuals.blockedMountedNanos.get(blocked);
        int place = order.firstAfter(thread, mounted + LATE_NANOS, waits.startNanos) - 1;
        for (int step = 0; step < MAX_STEPS && place >= order.first(thread); step++, place--) {
            int wait = order.row(place);
            long from = waits.startNanos.get(wait);
            Origin origin = Origin.ofCode(waits.origins.get(wait));
            if (origin == Origin.JDK_MONITOR_WAIT && from >= ready - TOLERANCE_NANOS) {
                // The earliest one after the wake-up belongs to it.
                notifyOfBlocked[blocked] = wait;
            } else if (isAround(wait, start, ready) && waitOfBlocked[blocked] == NONE) {
                waitOfBlocked[blocked] = wait;
                if (origin == Origin.HOLDUP_PARK) {
                    blockedOfWait[wait] = blocked;
                }
            }
        }
    }

    private boolean isAround(int wait, long start, long ready) {
        return waits.startNanos.get(wait) <= start + TOLERANCE_NANOS
                && waits.endNanos.get(wait) >= ready - TOLERANCE_NANOS;
    }
}
