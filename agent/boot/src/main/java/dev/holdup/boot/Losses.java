package dev.holdup.boot;

import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * What was not recorded, by kind of event and reason, and what was. Nothing that goes missing goes
 * missing in silence.
 */
public final class Losses {
    /** The limiter said no. */
    public static final int LIMITER = 0;

    /** Two parked threads shared a slot, so the waker of one of them is not known. */
    public static final int SLOT = 1;

    /** A probe fired inside a probe. */
    public static final int NESTED = 2;

    /** A probe failed. */
    public static final int ERROR = 3;

    /** A buffer of events was full. */
    public static final int RING = 4;

    /** Number of reasons. */
    public static final int REASONS = 5;

    private static final String[] REASON_NAMES = {"limiter", "slot", "nested", "error", "ring"};

    private static final AtomicLongArray COUNTS = new AtomicLongArray(Kinds.COUNT * REASONS);
    private static final AtomicLongArray NANOS = new AtomicLongArray(Kinds.COUNT * REASONS);
    private static final AtomicLongArray RECORDED = new AtomicLongArray(Kinds.COUNT);

    /** Class and place of the first failure of a probe, for the exit report. */
    private static volatile @Nullable Class<?> firstError;

    private static volatile @Nullable StackTraceElement firstErrorFrame;

    private Losses() {}

    static void recorded(int kind) {
        RECORDED.incrementAndGet(kind);
    }

    static void lost(int kind, int reason, long waitedNanos) {
        int index = kind * REASONS + reason;
        COUNTS.incrementAndGet(index);
        if (waitedNanos > 0) {
            NANOS.addAndGet(index, waitedNanos);
        }
    }

    static void error(int kind, Throwable thrown) {
        COUNTS.incrementAndGet(kind * REASONS + ERROR);
        if (firstError == null && !(thrown instanceof StackOverflowError)) {
            StackTraceElement[] stack = thrown.getStackTrace();
            firstErrorFrame = stack.length == 0 ? null : stack[0];
            firstError = thrown.getClass();
        }
    }

    /** Events of this kind that were handed to JFR. */
    public static long recordedCount(int kind) {
        return RECORDED.get(kind);
    }

    /** Events of this kind that were lost for this reason. */
    public static long count(int kind, int reason) {
        return COUNTS.get(kind * REASONS + reason);
    }

    /** Waiting time of the events {@link #count counted}, in nanoseconds. */
    public static long nanos(int kind, int reason) {
        return NANOS.get(kind * REASONS + reason);
    }

    /** Name of kind and reason together, for instance {@code Park.limiter}. */
    public static String name(int kind, int reason) {
        return Kinds.name(kind) + "." + REASON_NAMES[reason];
    }

    /** First failure of a probe and its place; empty if there was none but the stack's end. */
    public static String firstError() {
        Class<?> error = firstError;
        StackTraceElement frame = firstErrorFrame;
        if (error == null) {
            return "";
        }
        return frame == null ? error.getName() : error.getName() + " at " + frame;
    }

    /** Starts all counts afresh, for a new recording session. */
    public static void reset() {
        for (int i = 0; i < Kinds.COUNT * REASONS; i++) {
            COUNTS.set(i, 0);
            NANOS.set(i, 0);
        }
        for (int i = 0; i < Kinds.COUNT; i++) {
            RECORDED.set(i, 0);
        }
        firstError = null;
    }
}
