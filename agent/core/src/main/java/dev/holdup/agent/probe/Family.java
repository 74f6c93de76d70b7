package dev.holdup.agent.probe;

import dev.holdup.boot.Families;
import org.jspecify.annotations.Nullable;

/** Families of what is recorded: what can be switched and given a threshold by name. */
public enum Family {
    PARK("park", Families.PARK, "parks, wakers, lock owners"),
    SOCKET("socket", Families.SOCKET, "socket connect, accept, read, write"),
    SELECTOR("selector", Families.SELECTOR, "selectors"),
    DATAGRAM("datagram", Families.DATAGRAM, "datagram send and receive"),
    DNS("dns", Families.DNS, "name look-ups, forward and reverse"),
    FILE("file", Families.FILE, "file read, write, force, lock"),
    FILE_META("file-meta", Families.FILE_META, "file open, map, attributes, directories"),
    PIPE("pipe", Families.PIPE, "pipes between threads"),
    CONSOLE("console", Families.CONSOLE, "reading from the console"),
    PROCESS("process", Families.PROCESS, "starting processes and waiting for them"),
    JOIN("join", Families.JOIN, "waiting for threads to end"),
    EXECUTOR("executor", Families.EXECUTOR, "tasks of executors: submitted, queued, run"),
    VIRTUAL(
            "virtual",
            Families.VIRTUAL,
            "virtual threads on carriers: monitors, queueing, long slices, Java 24 and newer"),
    USER("user", Families.USER, "calls of the application that are named by the option probe"),
    MONITOR("monitor", Family.JDK, "synchronized and Object.wait, from the JDK's own events"),
    NOTIFY("notify", Family.JDK, "Object.notify, from the JDK's own events, Java 22 and newer"),
    SLEEP("sleep", Family.JDK, "Thread.sleep, from the JDK's own events"),
    PINNED("pinned", Family.JDK, "pinned virtual threads, from the JDK's own events"),
    VM(
            "vm",
            Family.JDK,
            "garbage collection, safepoints, VM operations, from the JDK's own events");

    /** Number of families that are recorded by the JDK itself. */
    private static final int JDK = -1;

    private final String text;
    private final int number;
    private final String what;

    Family(String text, int number, String what) {
        this.text = text;
        this.number = number;
        this.what = what;
    }

    /** Family with this number of the boot part, null if there is none. */
    public static @Nullable Family ofNumber(int number) {
        for (Family family : values()) {
            if (family.number == number) {
                return family;
            }
        }
        return null;
    }

    /** Name in options. */
    public String text() {
        return text;
    }

    /** Number in {@code dev.holdup.boot.Families}; only if {@link #isHooked}. */
    public int number() {
        return number;
    }

    /** True if it is recorded by hooks of ours, false if by events of the JDK. */
    public boolean isHooked() {
        return number != JDK;
    }

    /** What it records, for help. */
    public String what() {
        return what;
    }
}
