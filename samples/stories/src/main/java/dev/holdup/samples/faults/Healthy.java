package dev.holdup.samples.faults;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A busy server without a fault: workers with steady small tasks, a lock that is held for
 * microseconds, a scheduler that feeds them.
 *
 * <p>What to look for: nothing. The workers run or are idle, and nobody is blamed for more than
 * noise.
 */
public final class Healthy {
    private static final int WORKERS = 2;
    private static final int TASKS = 600;
    private static final long TASK_NANOS = 1_500_000;
    private static final long PACE_MILLIS = 5;

    private Healthy() {}

    public static void main(String[] args) throws InterruptedException {
        AtomicInteger number = new AtomicInteger();
        ExecutorService workers =
                Executors.newFixedThreadPool(
                        WORKERS, work -> new Thread(work, "worker-" + number.incrementAndGet()));
        ReentrantLock statistics = new ReentrantLock();
        AtomicLong done = new AtomicLong();
        ScheduledExecutorService pacer =
                Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "pacer"));
        AtomicInteger submitted = new AtomicInteger();
        ScheduledFuture<?> unused =
                pacer.scheduleAtFixedRate(
                        () -> {
                            if (submitted.incrementAndGet() <= TASKS) {
                                workers.execute(() -> task(statistics, done));
                            } else {
                                pacer.shutdown();
                                workers.shutdown();
                            }
                        },
                        0,
                        PACE_MILLIS,
                        TimeUnit.MILLISECONDS);
    }

    private static void task(ReentrantLock statistics, AtomicLong done) {
        long endNanos = System.nanoTime() + TASK_NANOS;
        long steps = 0;
        while (System.nanoTime() < endNanos) {
            steps++;
        }
        statistics.lock();
        try {
            done.addAndGet(steps);
        } finally {
            statistics.unlock();
        }
    }
}
