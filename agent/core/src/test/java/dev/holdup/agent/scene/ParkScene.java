package dev.holdup.agent.scene;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/** Parks that end in each way there is. Prints the ids of its threads. */
public final class ParkScene {
    private static final ReentrantLock LOCK = new ReentrantLock();
    private static final CountDownLatch HELD = new CountDownLatch(1);

    private static final long COMPUTE_NANOS = 150_000_000;
    private static final ReentrantLock FOREVER = new ReentrantLock();
    private static final Condition NEVER = FOREVER.newCondition();

    private ParkScene() {}

    public static void main(String[] arguments) throws InterruptedException {
        Thread holder = new Thread(ParkScene::hold, "holder");
        holder.start();
        HELD.await();
        Thread waiter = new Thread(ParkScene::acquire, "waiter");
        waiter.start();
        waiter.join();
        holder.join();
        Thread timed = new Thread(() -> LockSupport.parkNanos("for five", 5_000_000), "timed");
        timed.start();
        timed.join();
        Thread deadline =
                new Thread(
                        () -> LockSupport.parkUntil("till then", System.currentTimeMillis() + 30),
                        "deadline");
        deadline.start();
        deadline.join();
        Thread interrupted = new Thread(() -> LockSupport.park("me"), "interrupted");
        interrupted.start();
        awaitParked(interrupted);
        interrupted.interrupt();
        interrupted.join();
        Thread stuck = new Thread(ParkScene::computeThenParkForEver, "stuck");
        stuck.setDaemon(true);
        stuck.start();
        awaitParked(stuck);
        print("stuck", stuck);
        print("holder", holder);
        print("waiter", waiter);
        print("interrupted", interrupted);
    }

    private static void hold() {
        LOCK.lock();
        try {
            HELD.countDown();
            while (!LOCK.hasQueuedThreads()) {
                Thread.sleep(1);
            }
            Thread.sleep(60);
        } catch (InterruptedException unexpected) {
            throw new IllegalStateException(unexpected);
        } finally {
            LOCK.unlock();
        }
    }

    private static void acquire() {
        LOCK.lock();
        try {
            Thread.onSpinWait();
        } finally {
            LOCK.unlock();
        }
    }

    /** The program ends before the park does. */
    private static void computeThenParkForEver() {
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < COMPUTE_NANOS) {
            Thread.onSpinWait();
        }
        FOREVER.lock();
        try {
            System.out.println("computed=" + (System.nanoTime() - begun));
            while (true) {
                NEVER.awaitUninterruptibly();
            }
        } finally {
            FOREVER.unlock();
        }
    }

    /** Until the thread has been parked for some milliseconds. */
    private static void awaitParked(Thread thread) throws InterruptedException {
        while (thread.getState() != Thread.State.WAITING) {
            Thread.sleep(1);
        }
        Thread.sleep(10);
    }

    private static void print(String name, Thread thread) {
        System.out.println(name + "=" + thread.getId());
    }
}
