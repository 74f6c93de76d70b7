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
     * The frame outside of the headline from which on a stack is like none of the others, all with
     * the same headline; empty if there is none.
     */
    static String tellingApart(List<String> site, List<List<String>> others) {
        int from = site.indexOf(headline(site)) + 1;
        int last = -1;
        for (List<String> other : others) {
            int i = from;
            while (i < site.size() && i < other.size() && other.get(i).equals(site.get(i))) {
                i++;
            }
            last = Math.max(last, i);
        }
        return last >= 0 && last < site.size() ? site.get(last) : "";
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
