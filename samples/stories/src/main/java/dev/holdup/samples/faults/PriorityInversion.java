package dev.holdup.samples.faults;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A thread of low priority holds a lock a thread of high priority needs, and gets little of the
 * processor because threads of middle priority use it up.
 *
 * <p>What to look for: "urgent" is stalled by "background" – by its computing under the lock in
 * {@link #compute} and, where the kernel lane is recorded, by its waits for a processor; finding
 * PRIORITY_INVERSION.
 */
public final class PriorityInversion {
    private static final long COMPUTE_NANOS = TimeUnit.MILLISECONDS.toNanos(2_500);

    private final ReentrantLock shared = new ReentrantLock();
    private final CountDownLatch held = new CountDownLatch(1);
    private final AtomicBoolean done = new AtomicBoolean();

    private final AtomicInteger uses = new AtomicInteger();

    private PriorityInversion() {}

    public static void main(String[] args) throws InterruptedException {
        PriorityInversion story = new PriorityInversion();
        Crew crew = new Crew();
        // In this order main, which waits for them in turn, is held up through the lock as well.
        crew.start("urgent", story::answer, body -> prioritised(body, Thread.MAX_PRIORITY));
        crew.start("background", story::compute, body -> prioritised(body, Thread.MIN_PRIORITY));
        for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            crew.start("middle-" + (i + 1), story::burn);
        }
        crew.join();
    }

    // Priorities are what this story is about; nothing relies on the scheduler obeying them.
    @SuppressWarnings("ThreadPriorityCheck")
    private static Thread prioritised(Runnable body, int priority) {
        Thread thread = new Thread(body);
        thread.setPriority(priority);
        return thread;
    }

    private void compute() {
        shared.lock();
        try {
            held.countDown();
            burnUntil(System.nanoTime() + COMPUTE_NANOS);
        } finally {
            shared.unlock();
        }
    }

    private void answer() throws InterruptedException {
        held.await();
        shared.lock();
        try {
            uses.incrementAndGet();
        } finally {
            shared.unlock();
        }
        done.set(true);
    }

    private void burn() throws InterruptedException {
        held.await();
        while (!done.get()) {
            Thread.onSpinWait();
        }
    }

    private static void burnUntil(long endNanos) {
        while (System.nanoTime() < endNanos) {
            Thread.onSpinWait();
        }
    }
}
