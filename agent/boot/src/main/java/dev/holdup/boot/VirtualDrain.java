package dev.holdup.boot;

import java.util.concurrent.locks.LockSupport;
import jdk.internal.misc.Unsafe;
import org.jspecify.annotations.Nullable;

/**
 * Writes to JFR what carriers put into {@link VirtualRing}. Done by a platform thread of ours every
 * few milliseconds, and by JFR itself when a chunk ends, so that nothing is left in the ring.
 */
public final class VirtualDrain implements Runnable {
    private static final Unsafe U = Unsafe.getUnsafe();
    private static final long BUSY_PAUSE_NANOS = 1_000_000;
    private static final long PAUSE_NANOS = 5_000_000;
    private static final long IDLE_PAUSE_NANOS = 20_000_000;

    /** So many events in one go are the beginning of a flood; the ring holds 32 times as many. */
    private static final int MANY = 512;

    private static final Object LOCK = new Object();

    private static final long[] WORDS = new long[VirtualRing.WORDS_EACH];
    private static final @Nullable Object[] STACK = new Object[1];

    private static volatile @Nullable Thread running;
    private static volatile int stackDepth = 64;

    private VirtualDrain() {}

    /** Starts the thread; frames beyond the depth are cut off. */
    public static void start(int depth) {
        stackDepth = depth;
        VirtualStack.setDepth(depth);
        Thread thread = new Thread(null, new VirtualDrain(), "holdup drain", 0, false);
        thread.setDaemon(true);
        running = thread;
        thread.start();
    }

    /** Ends the thread, after it has written what is there. */
    public static void stop() throws InterruptedException {
        Thread thread = running;
        running = null;
        if (thread != null) {
            U.unpark(thread);
            thread.join();
        }
        drain();
    }

    @Override
    public void run() {
        while (Thread.currentThread() == running) {
            int written = drain();
            // Not through LockSupport, which is hooked.
            U.park(false, pause(written));
        }
    }

    /** Every waking costs the application some microseconds of a processor. */
    private static long pause(int written) {
        if (written >= MANY) {
            return BUSY_PAUSE_NANOS;
        }
        return written > 0 ? PAUSE_NANOS : IDLE_PAUSE_NANOS;
    }

    /**
     * Writes everything that is in the ring now. Any thread but a carrier in its own name may call
     * it.
     *
     * @return how many events
     */
    public static int drain() {
        int written = 0;
        synchronized (LOCK) {
            while (VirtualRing.poll(WORDS, STACK)) {
                write();
                written++;
            }
        }
        return written;
    }

    /**
     * Drops everything that is in the ring now.
     *
     * @return how many of them tell that this thread was on a carrier
     */
    public static int discard(long thread) {
        int found = 0;
        synchronized (LOCK) {
            while (VirtualRing.poll(WORDS, STACK)) {
                boolean isSlice = WORDS[VirtualRing.KIND] == Kinds.VIRTUAL_SLICE;
                found += isSlice && WORDS[VirtualRing.THREAD] == thread ? 1 : 0;
            }
        }
        return found;
    }

    private static void write() {
        int kind = (int) WORDS[VirtualRing.KIND];
        try {
            if (kind == Kinds.VIRTUAL_SLICE) {
                writeSlice();
            } else {
                writeBlocked();
            }
            Losses.recorded(kind);
        } catch (Throwable failure) {
            Losses.error(kind, failure);
        }
    }

    /**
     * Threads that have waited longer than the threshold and still do: pairs of id and nanoTime of
     * the start.
     *
     * @return number of longs written into the array
     */
    public static int waiting(long[] pairs) {
        long latest = System.nanoTime() - Families.THRESHOLD_NANOS[Families.VIRTUAL];
        return VirtualSlots.waiting(pairs, latest);
    }

    /** True if this wait, if it still lasts, is for a monitor or in {@code Object.wait}. */
    public static boolean isInMonitor(long id, long startNanos) {
        int slot = VirtualSlots.find(id);
        return slot >= 0
                && VirtualSlots.since(slot) == startNanos
                && VirtualHooks.isMonitor(VirtualSlots.code(VirtualSlots.state(slot)));
    }

    /** Writes that the virtual thread with this id still waits, if it does. Not for probes. */
    public static void writeUnfinished(long id, long startNanos) {
        VirtualBlockedEvent event = unfinished(id, startNanos);
        if (event != null) {
            commit(event);
        }
    }

    /** The same with the thread's stack, and the lock it is parked for. */
    public static void writeUnfinished(Thread thread, long startNanos) {
        Object blocker = LockSupport.getBlocker(thread);
        long owner = JdkFields.ownerOf(blocker);
        writeUnfinished(thread, startNanos, blocker, owner);
    }

    /** The same for a thread that waits for a monitor somebody holds, or in it. */
    public static void writeUnfinishedMonitor(
            Thread thread, long startNanos, Object monitor, long owner) {
        writeUnfinished(thread, startNanos, monitor, owner);
    }

    private static void writeUnfinished(
            Thread thread, long startNanos, @Nullable Object blocker, long owner) {
        StackTraceElement[] stack = thread.getStackTrace();
        // Asked last: if it still is the same wait, then so it was when the rest was read.
        VirtualBlockedEvent event = unfinished(JdkFields.threadId(thread), startNanos);
        if (event != null) {
            event.stack = text(stack);
            event.name = thread.getName();
            event.blockerClass = blocker == null ? null : blocker.getClass();
            event.blockerId = JdkFields.identity(blocker);
            event.owner = owner;
            commit(event);
        }
    }

    private static @Nullable VirtualBlockedEvent unfinished(long id, long startNanos) {
        int slot = VirtualSlots.find(id);
        if (slot < 0 || VirtualSlots.since(slot) != startNanos) {
            return null;
        }
        int code = VirtualSlots.code(VirtualSlots.state(slot));
        if (code == VirtualThreads.RUNNING) {
            return null;
        }
        VirtualBlockedEvent event = new VirtualBlockedEvent();
        event.thread = id;
        event.reason = (byte) code;
        event.queuedNanos = -1;
        event.durationNanos = System.nanoTime() - startNanos;
        event.ageNanos = event.durationNanos;
        return event;
    }

    private static void commit(VirtualBlockedEvent event) {
        event.commit();
        Losses.recorded(Kinds.VIRTUAL_BLOCKED);
    }

    private static void writeSlice() {
        VirtualSliceEvent event = new VirtualSliceEvent();
        event.durationNanos = WORDS[VirtualRing.LENGTH];
        event.thread = WORDS[VirtualRing.THREAD];
        event.carrier = WORDS[VirtualRing.OTHER];
        event.reason = (byte) WORDS[VirtualRing.REASON];
        event.ageNanos = System.nanoTime() - WORDS[VirtualRing.START];
        event.commit();
    }

    private static void writeBlocked() {
        VirtualBlockedEvent event = new VirtualBlockedEvent();
        event.durationNanos = WORDS[VirtualRing.LENGTH];
        event.queuedNanos = WORDS[VirtualRing.QUEUED];
        event.thread = WORDS[VirtualRing.THREAD];
        event.reason = (byte) WORDS[VirtualRing.REASON];
        event.readier = WORDS[VirtualRing.OTHER];
        event.stack = text(STACK[0]);
        event.ageNanos = System.nanoTime() - WORDS[VirtualRing.START];
        event.commit();
    }

    /** Frames {@code pkg.Class.method:line}, innermost first, one a line; null for no stack. */
    private static @Nullable String text(@Nullable Object stack) {
        if (!(stack instanceof Object[] frames)) {
            return null;
        }
        int count = Math.min(frames.length, stackDepth);
        StringBuilder text = new StringBuilder(count * 48);
        for (int i = 0; i < count; i++) {
            Object walked = frames[i];
            if (walked instanceof StackWalker.StackFrame lazy) {
                walked = lazy.toStackTraceElement();
            }
            if (!(walked instanceof StackTraceElement frame)) {
                break;
            }
            if (i > 0) {
                text.append('\n');
            }
            text.append(frame.getClassName()).append('.').append(frame.getMethodName());
            if (frame.getLineNumber() >= 0) {
                text.append(':').append(frame.getLineNumber());
            }
        }
        return text.toString();
    }
}
