package dev.holdup.report;

import java.util.List;

/** Picks the frame of a stack that a person recognises as their own code. */
public final class Frames {
    private static final String[] PLUMBING = {
        "java.", "javax.", "jdk.", "sun.", "com.sun.", "dev.holdup.boot.", "dev.holdup.agent."
    };

    private Frames() {}

    /**
     * The innermost frame that is neither the JDK's nor a hook's; the innermost of all if every
     * frame is; empty for an empty stack.
     */
    public static String headline(List<String> site) {
        for (String frame : site) {
            if (!isPlumbing(frame)) {
                return frame;
            }
        }
        return site.isEmpty() ? "" : site.get(0);
    }

    /** True for a frame of the JDK or of Holdup's hooks. */
    public static boolean isPlumbing(String frame) {
        for (String prefix : PLUMBING) {
            if (frame.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}
