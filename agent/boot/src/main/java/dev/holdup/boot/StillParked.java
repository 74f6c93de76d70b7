package dev.holdup.boot;

import java.util.concurrent.locks.LockSupport;

/**
 * Platform threads that are parked when the recording ends: their park has no event, and a thread
 * dump shows that they wait, but not since when. Never called by a probe.
 */
public final class StillParked {

    private StillParked() {}

    /**
     * Writes it, if this platform thread is parked.
     *
     * @return true if it was
     */
    public static boolean write(Thread thread) {
        long id = JdkFields.threadId(thread);
        long word = Switch.isExcluded(id) ? 0 : ParkSlots.find(id);
        if (word == 0) {
            return false;
        }
        Object blocker = LockSupport.getBlocker(thread);
        long owner = JdkFields.ownerOf(blocker);
        long now = System.nanoTime();
        // Asked last: if it still is the same park, then so it was when the rest was read.
        if (ParkSlots.find(id) != word) {
            return false;
        }
        StillParkedEvent event = new StillParkedEvent();
        event.thread = id;
        event.blockerClass = blocker == null ? null : blocker.getClass();
        event.blockerId = JdkFields.identity(blocker);
        event.owner = owner;
        event.ageNanos = ParkSlots.waitedNanos(word, now) + (System.nanoTime() - now);
        event.commit();
        return true;
    }
}
