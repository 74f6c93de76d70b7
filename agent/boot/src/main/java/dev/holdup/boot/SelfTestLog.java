package dev.holdup.boot;

import java.util.concurrent.atomic.AtomicLong;

/** Which operations were seen on the thread of the self-test; one bit per operation code. */
public final class SelfTestLog {
    /** Bit for a waking act, which is no operation of its own. */
    public static final int WAKEUP = 0;

    /** Bit for a task, which is none either. */
    public static final int TASK = 62;

    private static final AtomicLong SEEN = new AtomicLong();

    private SelfTestLog() {}

    static void note(int operation) {
        long seen = SEEN.get();
        while (!SEEN.compareAndSet(seen, seen | 1L << operation)) {
            seen = SEEN.get();
        }
    }

    /** True if this operation was seen since the last {@link #clear}. */
    public static boolean saw(int operation) {
        return (SEEN.get() & 1L << operation) != 0;
    }

    /** Forgets what was seen. */
    public static void clear() {
        SEEN.set(0);
    }
}
