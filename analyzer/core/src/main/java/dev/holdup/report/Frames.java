package dev.holdup.report;

import java.util.List;

/** Picks the frame of a stack that a person recognises as their own code. */
public final class Frames {
    private static final String[] PLUMBING = {
        "java.", "javax.", "jdk.", "sun.", "com.sun.", "dev.holdup.boot.", "dev.holdup.agent."
    };

    /** How the JDK waits, whatever for: what called it tells more. */
    private static final String[] MACHINERY = {
        "java.util.concurrent.locks.",
        "java.util.concurrent.ForkJoinPool.managedBlock",
        "java.util.concurrent.ForkJoinPool.unmanagedBlock",
        "java.lang.Object.wait",
        "jdk.internal.",
        "sun.",
        "dev.holdup."
    };

    private Frames() {}

    /**
     * The innermost frame that is neither the JDK's nor a hook's. If every frame is, the innermost
     * that says what the JDK was asked for, as {@code LinkedBlockingQueue.take} and not {@code
     * LockSupport.park}; else the innermost of all. Empty for an empty stack.
     */
    public static String headline(List<String> site) {
        for (String frame : site) {
            if (!isPlumbing(frame)) {
                return frame;
            }
        }
        for (String frame : site) {
            if (!startsWithAny(frame, MACHINERY)) {
                return frame;
            }
        }
        return site.isEmpty() ? "" : site.get(0);
    }

    /**
     * The frame outside of the headline at which a stack parts from one of others with the same
     * headline; empty if it does not.
     */
    static String tellingApart(List<String> site, List<List<String>> others) {
        for (int i = site.indexOf(headline(site)) + 1; i < site.size(); i++) {
            for (List<String> other : others) {
                if (i >= other.size() || !other.get(i).equals(site.get(i))) {
                    return site.get(i);
                }
            }
        }
        return "";
    }

    /** True for a frame of the JDK or of Holdup's hooks. */
    public static boolean isPlumbing(String frame) {
        return startsWithAny(frame, PLUMBING);
    }

    private static boolean startsWithAny(String frame, String[] prefixes) {
        for (String prefix : prefixes) {
            if (frame.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}
