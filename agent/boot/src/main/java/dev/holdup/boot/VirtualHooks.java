package dev.holdup.boot;

import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/**
 * Hooks of {@code java.lang.VirtualThread}. They run while the virtual thread changes hands, as the
 * carrier or as whoever makes it runnable: they write a few words and nothing else. Events go
 * through {@link VirtualRing}.
 *
 * <p>What a wait for a lock, a queue or a socket was, the park hook says on the virtual thread
 * itself. From here come waits it does not see (monitors, {@code Object.wait}), and for all the
 * time spent queueing for a carrier.
 */
public final class VirtualHooks {

    private VirtualHooks() {}

    /** The thread was started, unparked, unblocked or has yielded: it queues for a carrier. */
    public static void ready(Object thread) {
        if (!Switch.armed) {
            return;
        }
        long id = JdkFields.threadId((Thread) thread);
        int slot = VirtualSlots.find(id);
        if (slot >= 0) {
            long readier = VirtualThreads.readier();
            VirtualSlots.ready(slot, wokenAt(id, readier, VirtualSlots.since(slot)), readier);
        }
    }

    /** The unpark this is part of has just read the clock; otherwise it is read now. */
    private static long wokenAt(long id, long readier, long since) {
        return readier != 0 && ParkSlots.notedWaker(id, since) == readier
                ? ParkSlots.notedNanos(id)
                : System.nanoTime();
    }

    /**
     * When this thread, the current one, was mounted, if it is virtual and that was after this
     * time; otherwise 0.
     */
    static long mountedAfter(Thread thread, long id, long nanos) {
        if (!VirtualThreads.isVirtual(thread)) {
            return 0;
        }
        int slot = VirtualSlots.find(id);
        if (slot < 0) {
            return 0;
        }
        long since = VirtualSlots.since(slot);
        return since - nanos > 0 ? since : 0;
    }

    /** The thread is about to be started. */
    public static void start(Object thread) {
        if (!Switch.armed) {
            return;
        }
        long id = JdkFields.threadId((Thread) thread);
        long now = System.nanoTime();
        VirtualStarts.count(thread, now);
        VirtualSlots.growIfNeeded();
        int slot = VirtualSlots.find(id);
        if (slot < 0) {
            slot = VirtualSlots.add(id, now, VirtualThreads.STARTED);
            if (slot < 0) {
                Losses.lost(Kinds.VIRTUAL_BLOCKED, Losses.SLOT, 0);
                return;
            }
        }
        VirtualSlots.ready(slot, now, JdkFields.threadId(Thread.currentThread()));
    }

    /** The thread gets the monitor it waits for; only one thread of the JVM ever does this. */
    public static void unblock(Object thread) {
        VirtualThreads.setUnblocker(JdkFields.threadId(Thread.currentThread()));
    }

    /**
     * The thread is about to be mounted.
     *
     * @return true if its stack is wanted, which is then to be given to {@link #mountWithStack}
     */
    public static boolean mount(Object thread) {
        if (!Switch.armed) {
            return false;
        }
        long now = System.nanoTime();
        long id = JdkFields.threadId((Thread) thread);
        int slot = VirtualSlots.find(id);
        if (slot < 0) {
            added(id, now);
            return false;
        }
        long ready = VirtualSlots.readyAt(slot);
        int code = VirtualSlots.code(VirtualSlots.state(slot));
        // Ready is not known if it was made runnable before the hooks were switched on.
        if (ready != 0 && code != VirtualThreads.RUNNING) {
            boolean isMonitor = isMonitor(code);
            long waited = now - (isMonitor ? VirtualSlots.since(slot) : ready);
            if (waited >= Families.THRESHOLD_NANOS[Families.VIRTUAL]) {
                return mountedLate(slot, id, now, waited, isMonitor);
            }
        }
        VirtualSlots.set(slot, now, VirtualThreads.RUNNING);
        return false;
    }

    /** A thread was mounted that was not seen before. */
    private static void added(long id, long now) {
        if (VirtualSlots.add(id, now, VirtualThreads.RUNNING) < 0) {
            Losses.lost(Kinds.VIRTUAL_SLICE, Losses.SLOT, 0);
        }
    }

    /** A thread was mounted after a wait that is long enough to be recorded. */
    private static boolean mountedLate(
            int slot, long id, long now, long waited, boolean isMonitor) {
        if (!Limiter.admits(Kinds.VIRTUAL_BLOCKED, waited, now)) {
            Losses.lost(Kinds.VIRTUAL_BLOCKED, Losses.LIMITER, waited);
            VirtualSlots.set(slot, now, VirtualThreads.RUNNING);
            return false;
        }
        if (isMonitor && StackBudget.admits(now)) {
            VirtualSlots.want(slot);
            return true;
        }
        blocked(slot, id, now, null);
        return false;
    }

    /** After {@link #mount} said true: records the wait with the stack this walker walks. */
    public static void mountWithStack(Object thread, @Nullable Object walker) {
        long now = System.nanoTime();
        long id = JdkFields.threadId((Thread) thread);
        int slot = VirtualSlots.find(id);
        if (slot >= 0) {
            blocked(slot, id, now, VirtualStack.of(walker));
        }
    }

    private static void blocked(int slot, long id, long now, @Nullable Object stack) {
        long state = VirtualSlots.state(slot);
        long since = VirtualSlots.since(slot);
        long ready = VirtualSlots.readyAt(slot);
        VirtualSlots.set(slot, now, VirtualThreads.RUNNING);
        boolean isIn =
                VirtualRing.offer(
                        Kinds.VIRTUAL_BLOCKED,
                        VirtualSlots.code(state),
                        id,
                        VirtualSlots.readier(state),
                        since,
                        Math.max(0, ready - since),
                        now - ready,
                        stack);
        if (!isIn) {
            Losses.lost(Kinds.VIRTUAL_BLOCKED, Losses.RING, now - since);
        }
    }

    /** The thread has been unmounted and its state still says why. */
    public static void unmount(Object thread) {
        if (!Switch.armed) {
            return;
        }
        int reason = VirtualThreads.reason(thread);
        long id = JdkFields.threadId((Thread) thread);
        int slot = VirtualSlots.find(id);
        if (slot < 0) {
            if (VirtualSlots.add(id, System.nanoTime(), reason) < 0) {
                Losses.lost(Kinds.VIRTUAL_BLOCKED, Losses.SLOT, 0);
            }
            return;
        }
        // The park that leads here has read the clock.
        boolean isPark = reason == VirtualThreads.PARKING || reason == VirtualThreads.TIMED_PARKING;
        long now = isPark ? ParkSlots.parkedAfter(id, VirtualSlots.since(slot)) : 0;
        if (now == 0) {
            now = System.nanoTime();
        }
        slice(slot, id, now, reason);
        VirtualSlots.set(slot, now, reason);
    }

    /** The thread has ended, or could not be started. */
    public static void done(Object thread) {
        if (!Switch.armed) {
            return;
        }
        long id = JdkFields.threadId((Thread) thread);
        int slot = VirtualSlots.find(id);
        if (slot >= 0) {
            slice(slot, id, System.nanoTime(), 0);
            VirtualSlots.remove(slot, id);
        }
    }

    private static void slice(int slot, long id, long now, int reason) {
        long state = VirtualSlots.state(slot);
        if (VirtualSlots.isWanted(state)) {
            // Taking the stack failed.
            Losses.lost(Kinds.VIRTUAL_BLOCKED, Losses.ERROR, 0);
            return;
        }
        if (VirtualSlots.code(state) != VirtualThreads.RUNNING) {
            return;
        }
        long since = VirtualSlots.since(slot);
        long length = now - since;
        if (length >= Families.THRESHOLD_NANOS[Families.VIRTUAL]) {
            longSlice(id, now, since, length, reason);
        }
    }

    private static void longSlice(long id, long now, long since, long length, int reason) {
        if (!Limiter.admits(Kinds.VIRTUAL_SLICE, length, now)) {
            Losses.lost(Kinds.VIRTUAL_SLICE, Losses.LIMITER, length);
            return;
        }
        long carrier = JdkFields.threadId(Thread.currentThread());
        if (!VirtualRing.offer(Kinds.VIRTUAL_SLICE, reason, id, carrier, since, length, 0, null)) {
            Losses.lost(Kinds.VIRTUAL_SLICE, Losses.RING, length);
        }
    }

    /** True for a wait for a monitor or in it. */
    static boolean isMonitor(int code) {
        return code == VirtualThreads.BLOCKING
                || code == VirtualThreads.WAITING
                || code == VirtualThreads.TIMED_WAITING
                || code == VirtualThreads.OTHER;
    }

    /** Runs every hook once on a thread that is not virtual, so that nothing is linked later. */
    static void warmUp() {
        Thread thread = Thread.currentThread();
        if (!VirtualThreads.exist()) {
            return;
        }
        long id = JdkFields.threadId(thread);
        long ago = System.nanoTime() - 3_600_000_000_000L;
        start(thread);
        ready(thread);
        int slot = VirtualSlots.find(id);
        VirtualSlots.set(slot, ago, VirtualThreads.BLOCKING);
        VirtualSlots.ready(slot, ago, 1);
        mount(thread);
        mountWithStack(thread, StackWalker.getInstance(EnumSet.noneOf(StackWalker.Option.class)));
        VirtualStack.warmUp();
        slice(slot, id, System.nanoTime() + Limiter.LONG_WAIT_NANOS, 0);
        done(thread);
        unblock(thread);
        VirtualThreads.readier();
        VirtualThreads.setUnblocker(0);
        VirtualStarts.flush();
        Losses.lost(Kinds.VIRTUAL_SLICE, Losses.RING, 0);
        VirtualDrain.drain();
        reset();
    }

    /** Forgets what was seen before, for a new start. Not to be called while hooks record. */
    public static void reset() {
        VirtualSlots.clear();
        VirtualStarts.reset();
    }
}
