package dev.holdup.junit;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;

/** What the tests under test do. */
final class Stalls {
    private Stalls() {}

    /** One thread sleeps with the lock in its hand, another one wants it. */
    static void sleepUnderLock(long millis) throws InterruptedException {
        ReentrantLock lock = new ReentrantLock();
        CountDownLatch isHeld = new CountDownLatch(1);
        Thread holder =
                new Thread(
                        () -> {
                            lock.lock();
                            try {
                                isHeld.countDown();
                                Thread.sleep(millis);
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            } finally {
                                lock.unlock();
                            }
                        },
                        "holder");
        Thread waiter =
                new Thread(
                        () -> {
                            lock.lock();
                            try {
                                isHeld.countDown();
                            } finally {
                                lock.unlock();
                            }
                        },
                        "waiter");
        holder.start();
        isHeld.await();
        waiter.start();
        waiter.join();
        holder.join();
    }

    /** Two threads that will never end; they do not keep the JVM from ending. */
    static void deadlock() throws InterruptedException {
        Object fork = new Object();
        Object knife = new Object();
        CountDownLatch haveOne = new CountDownLatch(2);
        startEater("plato", fork, knife, haveOne);
        startEater("kant", knife, fork, haveOne);
        haveOne.await();
        Thread.sleep(100);
    }

    private static void startEater(
            String name, Object first, Object second, CountDownLatch haveOne) {
        Thread eater =
                new Thread(
                        () -> {
                            synchronized (first) {
                                haveOne.countDown();
                                try {
                                    haveOne.await();
                                } catch (InterruptedException e) {
                                    return;
                                }
                                synchronized (second) {
                                    haveOne.countDown();
                                }
                            }
                        },
                        name);
        eater.setDaemon(true);
        eater.start();
    }
}
