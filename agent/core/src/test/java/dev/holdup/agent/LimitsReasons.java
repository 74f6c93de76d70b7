package dev.holdup.agent;

import java.util.Map;

/** Why a situation is not recorded, or not in full. */
final class LimitsReasons {
    private static final Map<String, String> BY_ROW =
            Map.of(
                    "synchronized",
                    "the JVM names the thread that owned the monitor last, not when it let go; for a"
                            + " virtual thread it does not even name it",
                    "Selector.select, Selector.wakeup",
                    "what ends a select is not looked at, be it a channel or a thread",
                    "FileDescriptor.sync",
                    "a native method in 17, which has no body to hook",
                    "FileInputStream.read, never ends",
                    "in a thread dump a native read that waits looks like one that runs");

    private LimitsReasons() {}

    /** The reason, empty if there is none. */
    static String of(String row) {
        return BY_ROW.getOrDefault(row, "");
    }
}
