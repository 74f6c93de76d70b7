package dev.holdup.samples.faults;

import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Six clerks need one fair lock again and again, and compute for some milliseconds while they hold
 * it: they form a convoy and walk through it one behind the other.
 *
 * <p>What to look for: each clerk is held up by the others' work under the lock in {@link
 * #serveOne}; nobody waits for anything outside. Five of six clerks wait at any time.
 */
public final class LockConvoy {
    private static final int CLERKS = 6;
    private static final int TURNS = 60;
    private static final long HOLD_NANOS = 8_000_000;

    private final ReentrantLock counter = new ReentrantLock(true);
    private final AtomicLong served = new AtomicLong();

    private LockConvoy() {}

    public static void main(String[] args) throws InterruptedException {
        LockConvoy convoy = new LockConvoy();
        CyclicBarrier together = new CyclicBarrier(CLERKS);
        Crew crew = new Crew();
        for (int clerk = 1; clerk <= CLERKS; clerk++) {
            crew.start(
                    "clerk-" + clerk,
                    () -> {
                        together.await();
                        for (int turn = 0; turn < TURNS; turn++) {
                            convoy.serveOne();
                        }
                    });
        }
        crew.join();
    }

    private void serveOne() {
        counter.lock();
        try {
            long endNanos = System.nanoTime() + HOLD_NANOS;
            while (System.nanoTime() < endNanos) {
                served.incrementAndGet();
            }
        } finally {
            counter.unlock();
        }
    }
}
