package dev.holdup.boot;

import org.jspecify.annotations.Nullable;

/** The one switch of all hooks, and the thread the self-test runs on. */
public final class Switch {

    /**
     * True while hooks record. Every entry hook reads this first. Everything the hooks need
     * (thresholds, limits, excluded threads) is written before it is set, so that seeing true is
     * seeing the rest.
     */
    public static volatile boolean armed;

    /** Id of the thread of the self-test, 0 when none runs. Its calls are noted, not recorded. */
    static volatile long selfTestThread;

    /** Threads whose waits are not the application's: ours and JFR's. */
    static volatile long[] excludedThreads = new long[0];

    private Switch() {}

    /** Stops recording the waits of these threads, given by id. */
    public static void exclude(long[] threads) {
        excludedThreads = threads.clone();
    }

    /**
     * From here on, what this thread does is noted in {@link SelfTestLog} instead of being
     * recorded; null ends it.
     */
    public static void selfTest(@Nullable Thread thread) {
        selfTestThread = thread == null ? 0 : JdkFields.threadId(thread);
    }

    static boolean isExcluded(long thread) {
        for (long excluded : excludedThreads) {
            if (excluded == thread) {
                return true;
            }
        }
        return false;
    }
}
