package dev.holdup.boot;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Hooks of {@link LockSupport} and of {@link Thread#interrupt}. The entry hook of a park must not
 * park: a nested park would eat the permit the application waits for.
 */
public final class ParkHooks {

    private ParkHooks() {}

    /** Start of a park, in nanoseconds; 0 if it is not to be recorded. */
    public static long parkEnter() {
        if (!Switch.armed) {
            return 0;
        }
        long now = System.nanoTime();
        if (now == 0) {
            now = 1;
        }
        ParkSlots.park(JdkFields.threadId(Thread.currentThread()), now);
        return now;
    }

    /** Owner of the lock the thread is about to park for, 0 if not known. */
    public static long owner(@Nullable Object blocker) {
        return blocker == null || !Switch.armed ? 0 : JdkFields.ownerOf(blocker);
    }

    /** End of {@code park()} and {@code park(Object)}. */
    public static void parkExit(long start, long owner, @Nullable Object blocker) {
        if (start != 0 && isLong(start)) {
            exit(start, owner, blocker, 0, false);
        }
    }

    /** End of {@code parkNanos}. */
    public static void parkNanosExit(
            long start, long owner, @Nullable Object blocker, long timeoutNanos) {
        if (start != 0 && isLong(start)) {
            exit(start, owner, blocker, timeoutNanos, false);
        }
    }

    /** End of {@code parkUntil(Object, long)} where it does not call the other. */
    public static void parkUntilExit(
            long start, long owner, @Nullable Object blocker, long deadlineMillis) {
        if (start != 0 && isLong(start)) {
            exit(start, owner, blocker, deadlineMillis, true);
        }
    }

    /** End of {@code parkUntil(long)}, which newer JDKs call with the blocker already set. */
    public static void parkUntilExit(long start, long deadlineMillis) {
        if (start != 0 && isLong(start)) {
            Object blocker = LockSupport.getBlocker(Thread.currentThread());
            exit(start, 0, blocker, deadlineMillis, true);
        }
    }

    /** True if the park that begun then is to be recorded; forgets it if not. */
    private static boolean isLong(long start) {
        Thread thread = Thread.currentThread();
        long id = JdkFields.threadId(thread);
        // Reading the clock is most of what a short park costs.
        long now = VirtualHooks.mountedAfter(thread, id, start);
        if (now == 0) {
            now = System.nanoTime();
        }
        if (now - start >= Families.THRESHOLD_NANOS[Families.PARK]) {
            return true;
        }
        ParkSlots.forget(id, start);
        return false;
    }

    private static void exit(
            long start, long owner, @Nullable Object blocker, long limit, boolean isDeadline) {
        Thread thread = Thread.currentThread();
        long id = JdkFields.threadId(thread);
        long now = System.nanoTime();
        long waited = now - start;
        int claim = ParkSlots.clear(id, start);
        int gate = Gate.open(Kinds.PARK, Operations.PARK, waited, now);
        if (gate < 0) {
            return;
        }
        try {
            if (claim == ParkSlots.TAKEN) {
                Losses.lost(Kinds.WAKEUP, Losses.SLOT, 0);
            }
            long timeout = limit;
            if (isDeadline) {
                long remaining = (limit - System.currentTimeMillis()) * 1_000_000;
                timeout = Math.max(1, remaining + waited);
            }
            long waker = claim == ParkSlots.UNCLAIMED ? ParkSlots.notedWaker(id, start) : 0;
            boolean timedOut =
                    timeout > 0 && waited >= timeout && claim != ParkSlots.CLAIMED && waker == 0;
            ParkEvent event = new ParkEvent();
            event.durationNanos = waited;
            event.blockerClass = blocker == null ? null : blocker.getClass();
            event.blockerId = JdkFields.identity(blocker);
            event.owner = owner;
            event.timeoutNanos = Math.max(0, timeout);
            event.outcome =
                    JdkFields.isInterrupted(thread)
                            ? Outcomes.INTERRUPTED
                            : timedOut ? Outcomes.TIMED_OUT : Outcomes.SATISFIED;
            event.waker = waker;
            event.wokenNanos = waker == 0 ? 0 : Math.max(0, ParkSlots.notedNanos(id) - start);
            event.ageNanos = System.nanoTime() - start;
            event.commit();
            Gate.close(gate, Kinds.PARK);
        } catch (Throwable thrown) {
            Gate.fail(gate, Kinds.PARK, thrown);
        }
    }

    /** Time at which a thread that has been parked long enough is woken; 0 if it is not such. */
    public static long unparkEnter(@Nullable Thread thread) {
        if (!Switch.armed || thread == null) {
            return 0;
        }
        long word = ParkSlots.find(JdkFields.threadId(thread));
        if (word == 0) {
            return 0;
        }
        long now = System.nanoTime();
        long waited = ParkSlots.waitedNanos(word, now);
        if (waited < Families.THRESHOLD_NANOS[Families.PARK]) {
            ParkSlots.note(
                    JdkFields.threadId(thread), JdkFields.threadId(Thread.currentThread()), now);
            return 0;
        }
        return now;
    }

    /** How long the thread had been parked, if this waker is the one to record it; otherwise 0. */
    public static long unparkClaim(long act, Thread thread) {
        if (act == 0) {
            return 0;
        }
        long id = JdkFields.threadId(thread);
        long word = ParkSlots.find(id);
        if (word == 0) {
            return 0;
        }
        // 0 also where the thread parked only after the act: then it has not waited for it.
        long waited = ParkSlots.waitedNanos(word, act);
        return waited == 0 || !ParkSlots.claim(id, word) ? 0 : waited;
    }

    /** After the real unpark. */
    public static void unparkExit(long act, long waited, Thread thread) {
        if (waited != 0) {
            wakeup(act, waited, thread, WakeKinds.UNPARK);
        }
    }

    /** Time of an interrupt, 0 if it is not to be recorded, as when a thread interrupts itself. */
    public static long interruptEnter(Thread thread) {
        return Switch.armed && thread != Thread.currentThread() ? System.nanoTime() : 0;
    }

    /** After the real interrupt; recorded whether or not the thread was parked. */
    public static void interruptExit(
            long act, long waited, Thread thread, @Nullable Throwable thrown) {
        if (act != 0 && thrown == null) {
            wakeup(act, waited, thread, WakeKinds.INTERRUPT);
        }
    }

    private static void wakeup(long act, long waited, Thread thread, byte kind) {
        int gate = Gate.open(Kinds.WAKEUP, SelfTestLog.WAKEUP, waited, act);
        if (gate < 0) {
            return;
        }
        try {
            // The end of a virtual thread wakes those who join it from the carrier.
            Gate.fenceCarrier();
            WakeupEvent event = new WakeupEvent();
            event.thread = JdkFields.threadId(thread);
            event.waitedNanos = waited;
            event.kind = kind;
            event.ageNanos = System.nanoTime() - act;
            event.commit();
            Gate.close(gate, Kinds.WAKEUP);
        } catch (Throwable thrown) {
            Gate.fail(gate, Kinds.WAKEUP, thrown);
        }
    }
}
