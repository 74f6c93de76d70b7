package dev.holdup.samples.faults;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Two tasks of a pool of two threads each submit a part of their work to the same pool and wait for
 * it: the parts stay in the queue for ever, since the threads that could run them wait for them.
 * The program gives up after three seconds.
 *
 * <p>What to look for: the finding KNOT with both pool threads. There is no lock in sight.
 */
public final class PoolSelfDeadlock {
    private static final int POOL_SIZE = 2;
    private static final long PATIENCE_SECONDS = 3;

    private PoolSelfDeadlock() {}

    public static void main(String[] args) throws InterruptedException, ExecutionException {
        AtomicInteger number = new AtomicInteger();
        ExecutorService pool =
                Executors.newFixedThreadPool(
                        POOL_SIZE,
                        work -> {
                            Thread thread = new Thread(work, "pool-" + number.incrementAndGet());
                            thread.setDaemon(true);
                            return thread;
                        });
        CountDownLatch allBusy = new CountDownLatch(POOL_SIZE);
        for (int i = 1; i < POOL_SIZE; i++) {
            pool.execute(() -> wholeTask(pool, allBusy));
        }
        try {
            pool.submit(() -> wholeTask(pool, allBusy)).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException asExpected) {
            // The pool's threads are daemons: they end with the JVM, still waiting.
        }
    }

    private static void wholeTask(ExecutorService pool, CountDownLatch allBusy) {
        allBusy.countDown();
        try {
            allBusy.await();
            pool.submit(() -> 42).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
