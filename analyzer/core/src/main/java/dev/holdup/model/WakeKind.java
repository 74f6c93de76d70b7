package dev.holdup.model;

/** The kind of act that ended a wait. */
public enum WakeKind {
    UNPARK,
    NOTIFY,
    MONITOR_EXIT,
    INTERRUPT,
    TIMER,
    THREAD_END;

    private static final WakeKind[] VALUES = values();

    public static WakeKind ofCode(int code) {
        return VALUES[code];
    }

    public byte code() {
        return (byte) ordinal();
    }
}
