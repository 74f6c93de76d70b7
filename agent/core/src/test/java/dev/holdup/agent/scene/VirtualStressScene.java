package dev.holdup.agent.scene;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;

/**
 * Waves of very many threads that yield, park, contend for monitors, wait and are notified, while
 * recordings of somebody else start, dump and stop all the time. A wave ends when all its threads
 * have, so one lost wakeup hangs the run. Prints how many threads and waits there were.
 */
public final class VirtualStressScene {
    private static final int THREADS = Integer.getInteger("scene.threads");
    private static final long NANOS = Integer.getInteger("scene.seconds") * 1_000_000_000L;
    private static final boolean IS_VIRTUAL = Boolean.getBoolean("scene.virtual");
    private static final int MONITORS = 64;
    private static final int DEEP = 1_000;
    private static final int DEEP_EVERY = 255;
    private static final Object[] LOCKS = new Object[MONITORS];
    private static final AtomicLong STARTED = new AtomicLong();
    private static final AtomicLong WAITS = new AtomicLong();
    private static final AtomicLong TASKS = new AtomicLong();
    private static final LinkedTransferQueue<Thread> PARKED = new LinkedTransferQueue<>();
    private static volatile boolean isOver;

    private VirtualStressScene() {}

    public static void main(String[] arguments) throws Exception {
        for (int i = 0; i < MONITORS; i++) {
            LOCKS[i] = new Object();
        }
        Thread recorder = new Thread(VirtualStressScene::recordInALoop, "recorder");
        recorder.start();
        ExecutorService pool = Executors.newFixedThreadPool(2);
        long end = System.nanoTime() + NANOS;
        int waves = 0;
        while (System.nanoTime() < end) {
            wave(pool);
            waves++;
        }
        isOver = true;
        recorder.join();
        pool.shutdown();
        System.out.println("waves=" + waves);
        System.out.println("started=" + STARTED);
        System.out.println("waits=" + WAITS);
        System.out.println("tasks=" + TASKS);
    }

    private static void wave(ExecutorService pool) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int number = i;
            threads.add(start(() -> work(number)));
            if (i % 100 == 0) {
                pool.execute(TASKS::incrementAndGet);
            }
            unparkOne();
        }
        for (int i = 0; i < THREADS; i += 97) {
            threads.get(i).interrupt();
        }
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                unparkOne();
                notifyAllWaiting();
                thread.join(1);
            }
        }
    }

    private static Thread start(Runnable work) {
        STARTED.incrementAndGet();
        if (IS_VIRTUAL) {
            return Virtual.start(work);
        }
        Thread thread = new Thread(work);
        thread.start();
        return thread;
    }

    private static void work(int number) {
        if (number % DEEP_EVERY == 0) {
            deep(number, DEEP);
        } else {
            shallow(number);
        }
    }

    /** So that stacks are taken of which only the innermost frames are wanted. */
    private static void deep(int number, int frames) {
        if (frames == 0) {
            shallow(number);
        } else {
            deep(number, frames - 1);
        }
    }

    @SuppressWarnings("ThreadPriorityCheck") // a yield is one of the ways to change hands
    private static void shallow(int number) {
        Object lock = LOCKS[number % MONITORS];
        Thread.yield();
        switch (number % 4) {
            case 0 -> park();
            case 1 -> enter(lock);
            case 2 -> await(lock, 0);
            default -> await(lock, 1);
        }
        enter(lock);
    }

    private static void park() {
        PARKED.add(Thread.currentThread());
        LockSupport.parkNanos(10_000_000_000L);
    }

    @SuppressWarnings("ThreadPriorityCheck") // so that others run into the held lock
    private static void enter(Object lock) {
        synchronized (lock) {
            Thread.yield();
        }
    }

    @SuppressWarnings("WaitNotInLoop") // one wait each, however it ends
    private static void await(Object lock, long millis) {
        WAITS.incrementAndGet();
        synchronized (lock) {
            try {
                lock.wait(millis);
            } catch (InterruptedException alsoAnEnd) {
                Thread.onSpinWait();
            }
        }
    }

    private static void unparkOne() {
        Thread parked = PARKED.poll();
        while (parked != null) {
            LockSupport.unpark(parked);
            parked = PARKED.poll();
        }
    }

    private static void notifyAllWaiting() {
        for (Object lock : LOCKS) {
            synchronized (lock) {
                lock.notifyAll();
            }
        }
    }

    private static void recordInALoop() {
        int dumps = 0;
        try {
            Path file = Files.createTempFile("stress", ".jfr");
            while (!isOver) {
                try (Recording recording =
                        new Recording(Configuration.getConfiguration("profile"))) {
                    recording.start();
                    LockSupport.parkNanos(200_000_000L);
                    recording.dump(file);
                    dumps++;
                }
            }
            Files.delete(file);
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        } finally {
            System.out.println("dumps=" + dumps);
        }
    }
}
