package dev.holdup.samples.faults;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A thread for each of two thousand jobs of no length, one after the other.
 *
 * <p>What to look for: the finding THREAD_CHURN names the creation site {@link #oneJob}.
 */
public final class ThreadChurn {
    private static final int JOBS = 2_000;

    private ThreadChurn() {}

    public static void main(String[] args) throws InterruptedException {
        AtomicLong sum = new AtomicLong();
        for (int job = 0; job < JOBS; job++) {
            oneJob(job, sum);
        }
    }

    private static void oneJob(int job, AtomicLong sum) throws InterruptedException {
        Thread thread = new Thread(() -> sum.addAndGet(job), "job-" + job);
        thread.start();
        thread.join();
    }
}
