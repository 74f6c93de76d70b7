package dev.holdup.agent;

import java.util.Arrays;
import java.util.List;

/** The platform threads that live now, those of the JVM among them. */
final class PlatformThreads {
    /** Threads that may come between counting and listing. */
    private static final int ROOM = 64;

    private PlatformThreads() {}

    static List<Thread> all() {
        ThreadGroup root = Thread.currentThread().getThreadGroup();
        while (root.getParent() != null) {
            root = root.getParent();
        }
        Thread[] threads = new Thread[root.activeCount() + ROOM];
        return Arrays.asList(threads).subList(0, root.enumerate(threads, true));
    }
}
