package dev.holdup.load;

import java.util.ArrayList;
import java.util.List;

/** Reads stacks written as text, in a thread dump or by the agent for an unmounted thread. */
final class StackText {
    private StackText() {}

    /** Frames {@code pkg.Class.method:line}, innermost first, of a text with one frame a line. */
    static List<String> frames(String text) {
        List<String> frames = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            String frame = frame(line.strip());
            if (!frame.isEmpty() && !frame.startsWith("dev.holdup.boot.")) {
                frames.add(frame);
            }
        }
        return frames;
    }

    /**
     * One frame: {@code at java.base@25/pkg.Class.method(File.java:12)}, with or without the parts
     * around, or {@code pkg.Class.method:12} as it is.
     */
    static String frame(String line) {
        String frame = line.startsWith("at ") ? line.substring(3) : line;
        int open = frame.indexOf('(');
        String place = "";
        if (open >= 0) {
            int colon = frame.lastIndexOf(':');
            int close = frame.indexOf(')', open);
            if (colon > open && close > colon) {
                place = frame.substring(colon, close);
            }
            frame = frame.substring(0, open);
        }
        int slash = frame.lastIndexOf('/');
        // Before the slash stands the module; behind it, in a hidden class, its address.
        if (!frame.startsWith("0x", slash + 1)) {
            frame = frame.substring(slash + 1);
        }
        int dot = frame.lastIndexOf('.');
        if (dot <= 0) {
            return "";
        }
        return Assembly.plainName(frame.substring(0, dot)) + frame.substring(dot) + place;
    }
}
