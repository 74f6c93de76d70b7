package dev.holdup.boot;

/** Numbers of the kinds of events that are limited and counted, and their names. */
public final class Kinds {
    public static final int PARK = 0;
    public static final int WAKEUP = 1;
    public static final int CALL = 2;
    public static final int TASK = 3;
    public static final int VIRTUAL_SLICE = 4;
    public static final int VIRTUAL_BLOCKED = 5;
    public static final int VIRTUAL_STARTS = 6;

    /** Number of kinds. */
    public static final int COUNT = 7;

    private static final String[] NAMES = {
        "Park", "Wakeup", "Call", "Task", "VirtualSlice", "VirtualBlocked", "VirtualStarts"
    };

    private Kinds() {}

    /** Simple name of the event. */
    public static String name(int kind) {
        return NAMES[kind];
    }
}
