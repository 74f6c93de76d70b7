package dev.holdup.load.event;

/**
 * Which event told of a wait. Of two that tell of the same wait, the earlier one here knows more.
 */
public enum Origin {
    HOLDUP_CALL,
    HOLDUP_PARK,
    JDK_MONITOR_ENTER,
    JDK_MONITOR_WAIT,
    JDK_SLEEP,
    JDK_PARK,
    JDK_IO,
    PROFILER;

    private static final Origin[] VALUES = values();

    public static Origin ofCode(int code) {
        return VALUES[code];
    }

    /** The number in columns: the ordinal. */
    public byte code() {
        return (byte) ordinal();
    }
}
