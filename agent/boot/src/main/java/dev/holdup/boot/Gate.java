package dev.holdup.boot;

import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * What stands between a wait that is long enough and its event: threads that are not recorded, the
 * limiter, and a mark against probes inside probes. The mark is a small table of thread ids and not
 * a thread-local, since a thread-local allocates, and follows a virtual thread but not its carrier.
 */
final class Gate {
    private static final int SIZE = 4096;
    private static final int PROBES = 8;

    /** A mark this old was left behind by an error in the probe, such as the end of the stack. */
    private static final long STALE_NANOS = 1_000_000_000;

    private static final @Nullable Class<?> CARRIER =
            JdkFields.find("jdk.internal.misc.CarrierThread");

    /** Kind of the loss event that is written for its own sake; its count stays zero. */
    private static final String FENCE = "Carrier.fence";

    private static final AtomicLongArray MARKS = new AtomicLongArray(SIZE);
    private static final long[] MARKED_AT = new long[SIZE];

    private Gate() {}

    /**
     * Asks whether an event may be written by the current thread.
     *
     * @return what to give to {@link #close}, or -1 if it may not; the loss is counted then
     */
    static int open(int kind, int operation, long waitedNanos, long nowNanos) {
        long thread = JdkFields.threadId(Thread.currentThread());
        if (thread == Switch.selfTestThread) {
            SelfTestLog.note(operation);
            return -1;
        }
        if (!Switch.armed || Switch.isExcluded(thread)) {
            return -1;
        }
        int mark = mark(thread, nowNanos);
        if (mark < 0) {
            Losses.lost(kind, Losses.NESTED, waitedNanos);
            return -1;
        }
        if (!Limiter.admits(kind, waitedNanos, nowNanos)) {
            MARKS.set(mark, 0);
            Losses.lost(kind, Losses.LIMITER, waitedNanos);
            return -1;
        }
        return mark;
    }

    /**
     * To be called before the commit of an event that may be written by a carrier in its own name.
     * On JDK 25 the first event a carrier commits after a virtual thread on it has committed one is
     * dropped without a word; so let the first be one that nobody misses.
     */
    static void fenceCarrier() {
        if (Thread.currentThread().getClass() == CARRIER) {
            LossEvent fence = new LossEvent();
            fence.kind = FENCE;
            fence.commit();
        }
    }

    /** Ends what {@link #open} began, after the event was handed to JFR. */
    static void close(int mark, int kind) {
        MARKS.set(mark, 0);
        Losses.recorded(kind);
    }

    /** Ends what {@link #open} began, without an event. */
    static void fail(int mark, int kind, Throwable thrown) {
        MARKS.set(mark, 0);
        Losses.error(kind, thrown);
    }

    /** Index of the mark now set for this thread, -1 if it has one or no place is left. */
    private static int mark(long thread, long nowNanos) {
        int start = (int) ((thread * 0x9E3779B97F4A7C15L) >>> 52);
        for (int i = 0; i < PROBES; i++) {
            int index = (start + i) & (SIZE - 1);
            if (MARKS.get(index) == thread) {
                if (nowNanos - MARKED_AT[index] < STALE_NANOS) {
                    return -1;
                }
                MARKED_AT[index] = nowNanos;
                return index;
            }
        }
        for (int i = 0; i < PROBES; i++) {
            int index = (start + i) & (SIZE - 1);
            if (MARKS.compareAndSet(index, 0, thread)) {
                MARKED_AT[index] = nowNanos;
                return index;
            }
        }
        return -1;
    }
}
