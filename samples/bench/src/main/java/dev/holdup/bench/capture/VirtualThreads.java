package dev.holdup.bench.capture;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;

/** Virtual threads for code compiled for Java 17; there from 21 on. */
final class VirtualThreads {
    static final int SINCE = 21;

    private VirtualThreads() {}

    /** Starts a virtual thread for each task. */
    static Executor perTask() {
        try {
            Object made =
                    Class.forName("java.util.concurrent.Executors")
                            .getMethod("newVirtualThreadPerTaskExecutor")
                            .invoke(null);
            return (ExecutorService) made;
        } catch (ReflectiveOperationException tooOld) {
            throw new UnsupportedOperationException(
                    "virtual threads: expected JDK " + SINCE + " or newer", tooOld);
        }
    }

    /** Starts one virtual thread. */
    static Thread start(Runnable task) {
        try {
            return (Thread)
                    Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task);
        } catch (ReflectiveOperationException tooOld) {
            throw new UnsupportedOperationException(
                    "virtual threads: expected JDK " + SINCE + " or newer", tooOld);
        }
    }

    static boolean available() {
        return Runtime.version().feature() >= SINCE;
    }
}
