package dev.holdup.samples.faults;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One thread copies large arrays, which the VM cannot interrupt, while another asks for safepoints:
 * all others stop and wait for the copy to end. Run with {@code -XX:+UseSerialGC}.
 *
 * <p>What to look for: finding LONG_TTSP; all threads are STOPPED_VM, most of it not by the VM's
 * operation but on the way to the safepoint. The JVM records how long that took and not which
 * thread was last, so the report names those that were running – "copier" among them – and counts
 * the time as unknown.
 */
public final class LongSafepoint {
    private static final int COPY_INTS = 48 << 20;
    private static final int ROUNDS = 40;

    private LongSafepoint() {}

    public static void main(String[] args) throws InterruptedException {
        AtomicBoolean done = new AtomicBoolean();
        CountDownLatch copying = new CountDownLatch(1);
        Crew crew = new Crew();
        crew.start("copier", () -> copy(done, copying));
        copying.await();
        crew.start("request", () -> compute(done));
        crew.start(
                "collector",
                () -> {
                    for (int i = 0; i < ROUNDS; i++) {
                        System.gc();
                    }
                    done.set(true);
                });
        crew.join();
    }

    private static void copy(AtomicBoolean done, CountDownLatch copying) {
        int[] from = new int[COPY_INTS];
        int[] to = new int[COPY_INTS];
        copying.countDown();
        while (!done.get()) {
            System.arraycopy(from, 0, to, 0, COPY_INTS);
            to[0] = from[COPY_INTS - 1] + 1;
        }
    }

    private static void compute(AtomicBoolean done) {
        while (!done.get()) {
            Thread.onSpinWait();
        }
    }
}
