package dev.holdup.samples.faults;

import dev.holdup.samples.VirtualThreads;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * A virtual thread blocks where it cannot leave its carrier – in a class initialiser, which the VM
 * calls through a native frame – and there is only one carrier. Three other virtual threads are
 * ready and wait for it. Run with {@code -Djdk.virtualThreadScheduler.parallelism=1}.
 *
 * <p>What to look for: the finding PINNED_CARRIER; the three are RUNNABLE_CARRIER, stalled by the
 * sleep in the initialiser of {@link Settings}.
 */
public final class PinnedCarrier {
    private static final long LOAD_MILLIS = 2_500;
    private static final long NAMED_MILLIS = 5;

    private PinnedCarrier() {}

    /** Loads itself slowly. */
    static final class Settings {
        static final long LOADED_AT_NANOS = load();

        private Settings() {}

        private static long load() {
            PINNED.countDown();
            try {
                TimeUnit.MILLISECONDS.sleep(LOAD_MILLIS);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
            return System.nanoTime();
        }
    }

    private static final CountDownLatch PINNED = new CountDownLatch(1);

    /** Exit status 3 means that this JDK has no virtual threads. */
    public static void main(String[] args) throws InterruptedException {
        if (!VirtualThreads.available()) {
            System.exit(3);
        }
        ThreadFactory factory = VirtualThreads.factory("task-");
        Crew crew = new Crew();
        crew.start("first-user", () -> use(Settings.LOADED_AT_NANOS), factory);
        PINNED.await();
        for (int i = 1; i <= 3; i++) {
            crew.start("bystander-" + i, PinnedCarrier::standBy, factory);
        }
        crew.join();
    }

    private static void standBy() throws InterruptedException {
        use(System.nanoTime());
        // A recording has the name of a virtual thread only if an event is committed on it.
        TimeUnit.MILLISECONDS.sleep(NAMED_MILLIS);
    }

    private static void use(long value) {
        if (value == 0) {
            throw new IllegalStateException("the clock stands at its origin");
        }
    }
}
