package dev.holdup.agent.scene.limits;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Exchanger;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;

/** Parks, and what is built on them: locks, conditions, synchronizers. */
@SuppressWarnings({
    "LockNotBeforeTry",
    "WaitNotInLoop"
}) // calls as short as they can be are the point
final class Locks {
    private static final long SHORT = 40;

    private Locks() {}

    static void addTo(List<Situation> all) {
        parks(all);
        locks(all);
        conditions(all);
        synchronizers(all);
        meetings(all);
    }

    private static void add(
            List<Situation> all,
            String name,
            String expected,
            String outcome,
            boolean hasWaker,
            Situation.Act act) {
        all.add(new Situation(name, expected, outcome, hasWaker, act));
    }

    private static void parks(List<Situation> all) {
        add(
                all,
                "LockSupport.park",
                "PARK",
                "SATISFIED",
                true,
                stage -> {
                    Thread thread = Thread.currentThread();
                    stage.later(() -> LockSupport.unpark(thread));
                    stage.measure(LockSupport::park);
                });
        add(
                all,
                "LockSupport.park, interrupted",
                "PARK",
                "INTERRUPTED",
                true,
                stage -> {
                    interruptLater(stage);
                    stage.measure(LockSupport::park);
                });
        add(
                all,
                "LockSupport.parkNanos, timed out",
                "PARK",
                "TIMED_OUT",
                false,
                stage ->
                        stage.measure(() ->
                                LockSupport.parkNanos(
                                        stage, TimeUnit.MILLISECONDS.toNanos(SHORT))));
        add(
                all,
                "LockSupport.parkUntil, timed out",
                "PARK",
                "TIMED_OUT",
                false,
                stage ->
                        stage.measure(() ->
                                LockSupport.parkUntil(stage, System.currentTimeMillis() + SHORT)));
    }

    private static void interruptLater(Stage stage) {
        Thread thread = Thread.currentThread();
        stage.later(thread::interrupt);
    }

    private static void holdFirst(Stage stage, Lock lock) {
        stage.first(() -> {
            lock.lock();
            try {
                stage.readyAndHold();
            } finally {
                lock.unlock();
            }
        });
    }

    private static void locks(List<Situation> all) {
        lock(all, "ReentrantLock.lock", new ReentrantLock(), null);
        lock(all, "fair ReentrantLock.lock", new ReentrantLock(true), null);
        ReentrantReadWriteLock readWrite = new ReentrantReadWriteLock();
        lock(all, "ReadLock.lock behind a writer", readWrite.readLock(), readWrite.writeLock());
        lock(all, "WriteLock.lock behind a reader", readWrite.writeLock(), readWrite.readLock());
        StampedLock stamped = new StampedLock();
        lock(all, "StampedLock.writeLock", stamped.asWriteLock(), stamped.asReadLock());
        add(
                all,
                "ReentrantLock.tryLock, timed out",
                "LOCK_ACQUIRE",
                "TIMED_OUT",
                false,
                stage -> {
                    ReentrantLock lock = new ReentrantLock();
                    CountDownLatch over = new CountDownLatch(1);
                    stage.first(() -> {
                        lock.lock();
                        stage.ready();
                        over.await();
                        lock.unlock();
                    });
                    stage.measure(() -> lock.tryLock(SHORT, TimeUnit.MILLISECONDS));
                    over.countDown();
                });
        add(
                all,
                "ReentrantLock.lockInterruptibly, interrupted",
                "LOCK_ACQUIRE",
                "INTERRUPTED",
                true,
                stage -> {
                    ReentrantLock lock = new ReentrantLock();
                    CountDownLatch over = new CountDownLatch(1);
                    Thread thread = Thread.currentThread();
                    stage.first(() -> {
                        lock.lock();
                        stage.readyAndHold();
                        thread.interrupt();
                        over.await();
                        lock.unlock();
                    });
                    stage.measure(lock::lockInterruptibly);
                    over.countDown();
                });
    }

    private static void lock(List<Situation> all, String name, Lock wanted, Lock held) {
        Lock other = held == null ? wanted : held;
        add(
                all,
                name,
                "LOCK_ACQUIRE",
                "SATISFIED",
                true,
                stage -> {
                    holdFirst(stage, other);
                    stage.measure(wanted::lock);
                    wanted.unlock();
                });
    }

    private static void conditions(List<Situation> all) {
        add(
                all,
                "Condition.await",
                "CONDITION_AWAIT",
                "SATISFIED",
                true,
                stage -> {
                    ReentrantLock lock = new ReentrantLock();
                    Condition condition = lock.newCondition();
                    stage.later(() -> {
                        lock.lock();
                        condition.signal();
                        lock.unlock();
                    });
                    lock.lock();
                    stage.measure(condition::await);
                    lock.unlock();
                });
        add(
                all,
                "Condition.await, timed out",
                "CONDITION_AWAIT",
                "TIMED_OUT",
                false,
                stage -> {
                    ReentrantLock lock = new ReentrantLock();
                    Condition condition = lock.newCondition();
                    lock.lock();
                    stage.measure(() -> condition.await(SHORT, TimeUnit.MILLISECONDS));
                    lock.unlock();
                });
        add(
                all,
                "Condition.await, interrupted",
                "CONDITION_AWAIT",
                "INTERRUPTED",
                true,
                stage -> {
                    ReentrantLock lock = new ReentrantLock();
                    Condition condition = lock.newCondition();
                    interruptLater(stage);
                    lock.lock();
                    stage.measure(condition::await);
                    lock.unlock();
                });
    }

    private static void synchronizers(List<Situation> all) {
        add(
                all,
                "Semaphore.acquire",
                "SEMAPHORE_ACQUIRE",
                "SATISFIED",
                true,
                stage -> {
                    Semaphore semaphore = new Semaphore(0);
                    stage.later(semaphore::release);
                    stage.measure(semaphore::acquire);
                });
        add(
                all,
                "Semaphore.tryAcquire, timed out",
                "SEMAPHORE_ACQUIRE",
                "TIMED_OUT",
                false,
                stage -> {
                    Semaphore semaphore = new Semaphore(0);
                    stage.measure(() -> semaphore.tryAcquire(SHORT, TimeUnit.MILLISECONDS));
                });
        add(
                all,
                "CountDownLatch.await",
                "LATCH_AWAIT",
                "SATISFIED",
                true,
                stage -> {
                    CountDownLatch latch = new CountDownLatch(1);
                    stage.later(latch::countDown);
                    stage.measure(latch::await);
                });
        add(
                all,
                "CountDownLatch.await, timed out",
                "LATCH_AWAIT",
                "TIMED_OUT",
                false,
                stage -> {
                    CountDownLatch latch = new CountDownLatch(1);
                    stage.measure(() -> latch.await(SHORT, TimeUnit.MILLISECONDS));
                });
    }

    private static void meetings(List<Situation> all) {
        add(
                all,
                "CyclicBarrier.await",
                "BARRIER_AWAIT",
                "SATISFIED",
                true,
                stage -> {
                    CyclicBarrier barrier = new CyclicBarrier(2);
                    stage.later(barrier::await);
                    stage.measure(barrier::await);
                });
        add(
                all,
                "CyclicBarrier.await, timed out",
                "BARRIER_AWAIT",
                "TIMED_OUT",
                false,
                stage -> {
                    CyclicBarrier barrier = new CyclicBarrier(2);
                    stage.measure(() -> barrier.await(SHORT, TimeUnit.MILLISECONDS));
                });
        add(
                all,
                "Phaser.arriveAndAwaitAdvance",
                "BARRIER_AWAIT",
                "SATISFIED",
                true,
                stage -> {
                    Phaser phaser = new Phaser(2);
                    stage.later(phaser::arrive);
                    stage.measure(phaser::arriveAndAwaitAdvance);
                });
        add(
                all,
                "Exchanger.exchange",
                "BARRIER_AWAIT",
                "SATISFIED",
                true,
                stage -> {
                    Exchanger<String> exchanger = new Exchanger<>();
                    stage.later(() -> exchanger.exchange(""));
                    stage.measure(() -> exchanger.exchange(""));
                });
    }
}
