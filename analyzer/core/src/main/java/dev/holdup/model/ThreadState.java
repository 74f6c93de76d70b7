package dev.holdup.model;

/**
 * The canonical state of a thread; exactly one at every nanosecond of its life. The names are part
 * of the JSON report.
 */
public enum ThreadState {
    RUNNING,
    SPIN,
    RUNNABLE_CPU,
    RUNNABLE_CARRIER,
    BLOCKED_MONITOR,
    BLOCKED_LOCK,
    BLOCKED_CONDITION,
    BLOCKED_FUTURE,
    BLOCKED_QUEUE,
    BLOCKED_JOIN,
    BLOCKED_SLEEP,
    BLOCKED_PARK,
    BLOCKED_NET,
    BLOCKED_FILE,
    BLOCKED_DNS,
    BLOCKED_PROCESS,
    BLOCKED_CLASSINIT,
    BLOCKED_NATIVE,
    STOPPED_VM,
    IDLE,
    UNKNOWN;

    private static final ThreadState[] VALUES = values();

    /** State with this {@link #code()}. */
    public static ThreadState ofCode(int code) {
        return VALUES[code];
    }

    /** The number used in columns and on the wire: the ordinal. */
    public byte code() {
        return (byte) ordinal();
    }

    public boolean isBlocked() {
        return compareTo(BLOCKED_MONITOR) >= 0 && compareTo(BLOCKED_NATIVE) <= 0;
    }

    /**
     * True for the states whose time is suffered: blocked and not idle, spinning, runnable but not
     * running, stopped.
     */
    public boolean isStall() {
        return isBlocked()
                || this == SPIN
                || this == RUNNABLE_CPU
                || this == RUNNABLE_CARRIER
                || this == STOPPED_VM;
    }
}
