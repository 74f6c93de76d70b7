package dev.holdup.agent.scene;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Waves of many threads that park, contend for a lock, hand things over, get interrupted and run
 * out of stack. A wave ends when all its threads have, so one lost wakeup hangs the run. Prints how
 * many times a thread parked for a {@link Mark}.
 */
public final class StressScene {
    private static final int THREADS = Integer.getInteger("scene.threads", 100);
    private static final long NANOS = Integer.getInteger("scene.seconds", 5) * 1_000_000_000L;
    private static final boolean IS_VIRTUAL = Boolean.getBoolean("scene.virtual");

    /** 0 lets one thread in fifty run out of stack, -1 none. */
    private static final int OVERFLOWING = Integer.getInteger("scene.overflowing", 0);

    private static final int ROUNDS = 20;
    private static final ReentrantLock LOCK = new ReentrantLock();
    private static final SynchronousQueue<Integer> QUEUE = new SynchronousQueue<>();
    private static final Semaphore TURN = new Semaphore(2);
    private static final AtomicLong MARKED_PARKS = new AtomicLong();
    private static final AtomicLong OVERFLOWS = new AtomicLong();

    /** What the counted parks are for. */
    private static final class Mark {}

    private StressScene() {}

    public static void main(String[] arguments) throws Exception {
        long end = System.nanoTime() + NANOS;
        int waves = 0;
        while (System.nanoTime() < end) {
            wave();
            waves++;
        }
        System.out.println("waves=" + waves);
        System.out.println("marked=" + MARKED_PARKS);
        System.out.println("overflows=" + OVERFLOWS);
    }

    private static void wave() throws Exception {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int number = i;
            threads.add(start(() -> work(number)));
        }
        for (int i = 0; i < THREADS; i += 7) {
            threads.get(i).interrupt();
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static Thread start(Runnable work) throws ReflectiveOperationException {
        if (IS_VIRTUAL) {
            Method start = Thread.class.getMethod("startVirtualThread", Runnable.class);
            return (Thread) start.invoke(null, work);
        }
        Thread thread = new Thread(work);
        thread.start();
        return thread;
    }

    private static void work(int number) {
        Mark mark = new Mark();
        for (int round = 0; round < ROUNDS; round++) {
            MARKED_PARKS.incrementAndGet();
            LockSupport.parkNanos(mark, 50_000);
            LOCK.lock();
            try {
                Thread.onSpinWait();
            } finally {
                LOCK.unlock();
            }
            TURN.acquireUninterruptibly();
            TURN.release();
            handOver(number, round);
        }
        if (number % 50 == OVERFLOWING) {
            try {
                overflow(0);
            } catch (StackOverflowError expected) {
                OVERFLOWS.incrementAndGet();
            }
        }
    }

    /** Even threads give, odd ones take; every thread does so as often. */
    private static void handOver(int number, int round) {
        boolean done = false;
        while (!done) {
            try {
                if (number % 2 == 0) {
                    QUEUE.put(round);
                } else {
                    QUEUE.take();
                }
                done = true;
            } catch (InterruptedException again) {
                // The interrupt is part of the test; the hand-over has to happen all the same.
            }
        }
    }

    private static int overflow(int depth) {
        LockSupport.unpark(Thread.currentThread());
        LockSupport.park();
        return depth < 0 ? 0 : overflow(depth + 1) + 1;
    }
}
