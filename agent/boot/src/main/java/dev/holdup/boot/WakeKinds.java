package dev.holdup.boot;

/** Codes of waking acts, as they stand in recordings; the analyzer's table has the same. */
public final class WakeKinds {
    public static final byte UNPARK = 0;
    public static final byte NOTIFY = 1;
    public static final byte MONITOR_EXIT = 2;
    public static final byte INTERRUPT = 3;
    public static final byte TIMER = 4;
    public static final byte THREAD_END = 5;

    private WakeKinds() {}
}
