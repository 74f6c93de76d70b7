package dev.holdup.boot;

/**
 * Numbers of the families of probes, and the threshold of each. Plain ints, because a switch over
 * an enum would link a synthetic class inside a probe.
 */
public final class Families {
    public static final int PARK = 0;
    public static final int SOCKET = 1;
    public static final int FILE = 2;
    public static final int SELECTOR = 3;
    public static final int DATAGRAM = 4;
    public static final int DNS = 5;
    public static final int FILE_META = 6;
    public static final int PIPE = 7;
    public static final int CONSOLE = 8;
    public static final int PROCESS = 9;
    public static final int JOIN = 10;
    public static final int EXECUTOR = 11;
    public static final int VIRTUAL = 12;
    public static final int USER = 13;

    /** Number of families. */
    public static final int COUNT = 14;

    /** Shortest wait that is recorded, in nanoseconds, by family. Written before arming. */
    static final long[] THRESHOLD_NANOS = new long[COUNT];

    private Families() {}

    /** Sets the shortest wait of this family that is recorded; 0 records every wait. */
    public static void setThreshold(int family, long nanos) {
        THRESHOLD_NANOS[family] = nanos;
    }

    /** Shortest wait of this family that is recorded, in nanoseconds. */
    public static long threshold(int family) {
        return THRESHOLD_NANOS[family];
    }
}
