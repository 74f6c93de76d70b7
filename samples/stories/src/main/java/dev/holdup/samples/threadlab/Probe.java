package dev.holdup.samples.threadlab;

import dev.holdup.samples.PrintsToConsole;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One measurement in a JVM of its own, so that the number of carriers can be chosen and nothing
 * measured before it is still warm. Prints {@code key value} lines.
 *
 * <pre>
 *   Probe (create | switch | lock | park | pin | meet) (platform | virtual)
 * </pre>
 */
@PrintsToConsole
public final class Probe {
    private static final int WARM_UPS = 3;
    private static final int CREATED = 4_000;
    private static final int BATCH = 50;
    private static final int SWITCHES = 40_000;
    private static final int LOCKINGS = 4_000_000;
    private static final long BLOCK_MILLIS = 400;
    private static final long MEET_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private static volatile long sink;

    private Probe() {}

    public static void main(String[] args) throws InterruptedException {
        ThreadFactory factory = Kind.valueOf(args[1].toUpperCase(Locale.ROOT)).factory();
        switch (args[0]) {
            case "create" -> create(factory);
            case "switch" -> switchBackAndForth(factory);
            case "lock" -> lock(factory);
            case "park" -> blockAndWatch(factory, Probe::park);
            case "pin" -> blockAndWatch(factory, Probe::pin);
            case "meet" -> meet(factory);
            default -> throw new IllegalArgumentException("probe: " + args[0]);
        }
    }

    private static void create(ThreadFactory factory) throws InterruptedException {
        long bestNanos = Long.MAX_VALUE;
        for (int round = 0; round <= WARM_UPS; round++) {
            AtomicInteger ran = new AtomicInteger();
            long startNanos = System.nanoTime();
            for (int done = 0; done < CREATED; done += BATCH) {
                List<Thread> batch = new ArrayList<>(BATCH);
                for (int i = 0; i < BATCH; i++) {
                    Thread thread = factory.newThread(ran::incrementAndGet);
                    thread.start();
                    batch.add(thread);
                }
                for (Thread thread : batch) {
                    thread.join();
                }
            }
            bestNanos = Math.min(bestNanos, System.nanoTime() - startNanos);
        }
        print("nanos", bestNanos / CREATED);
    }

    /** Two threads wake each other in turn: each turn is one switch. */
    private static void switchBackAndForth(ThreadFactory factory) throws InterruptedException {
        long bestNanos = Long.MAX_VALUE;
        long switches = 0;
        for (int round = 0; round <= WARM_UPS; round++) {
            AtomicInteger turn = new AtomicInteger();
            Thread[] players = new Thread[2];
            CountDownLatch known = new CountDownLatch(1);
            for (int player = 0; player < 2; player++) {
                int me = player;
                players[me] = factory.newThread(() -> play(me, turn, players, known));
            }
            long switchesBefore = KernelSwitches.count();
            long startNanos = System.nanoTime();
            players[0].start();
            players[1].start();
            known.countDown();
            // The players' own switches are lost with them, so they are read before they end.
            while (turn.get() < SWITCHES) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
            long tookNanos = System.nanoTime() - startNanos;
            long switchesAfter = KernelSwitches.count();
            turn.incrementAndGet();
            LockSupport.unpark(players[0]);
            LockSupport.unpark(players[1]);
            players[0].join();
            players[1].join();
            if (tookNanos < bestNanos) {
                bestNanos = tookNanos;
                switches = switchesAfter - switchesBefore;
            }
        }
        print("nanos", bestNanos / SWITCHES);
        if (KernelSwitches.count() != KernelSwitches.NOT_TOLD) {
            print("kernelSwitchesPerMille", switches * 1000 / SWITCHES);
        }
    }

    private static void play(int me, AtomicInteger turn, Thread[] players, CountDownLatch known) {
        try {
            known.await();
        } catch (InterruptedException stop) {
            return;
        }
        while (turn.get() <= SWITCHES) {
            if (turn.get() < SWITCHES && (turn.get() & 1) == me) {
                turn.incrementAndGet();
                LockSupport.unpark(players[1 - me]);
            } else {
                LockSupport.park();
            }
        }
    }

    private static void lock(ThreadFactory factory) throws InterruptedException {
        Thread thread =
                factory.newThread(() -> {
                    ReentrantLock lock = new ReentrantLock();
                    long tookNanos = 0;
                    long uses = 0;
                    for (int round = 0; round <= WARM_UPS; round++) {
                        long startNanos = System.nanoTime();
                        for (int i = 0; i < LOCKINGS; i++) {
                            lock.lock();
                            try {
                                uses++;
                            } finally {
                                lock.unlock();
                            }
                        }
                        tookNanos = System.nanoTime() - startNanos;
                    }
                    sink = uses;
                    print("picos", tookNanos * 1000 / LOCKINGS);
                });
        thread.start();
        thread.join();
    }

    /** How long a bystander, started while another thread is blocked, takes to have run. */
    private static void blockAndWatch(ThreadFactory factory, Runnable block)
            throws InterruptedException {
        CountDownLatch blocking = new CountDownLatch(1);
        Thread blocker =
                factory.newThread(() -> {
                    blocking.countDown();
                    block.run();
                });
        blocker.start();
        blocking.await();
        long startNanos = System.nanoTime();
        Thread bystander = factory.newThread(() -> sink = System.nanoTime());
        bystander.start();
        bystander.join();
        print("bystanderNanos", sink - startNanos);
        blocker.join();
        print("blockedNanos", TimeUnit.MILLISECONDS.toNanos(BLOCK_MILLIS));
    }

    private static void park() {
        long endNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(BLOCK_MILLIS);
        for (long left = endNanos - System.nanoTime();
                left > 0;
                left = endNanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** Blocks in a class initialiser: the VM's frame under it keeps a virtual thread mounted. */
    private static void pin() {
        sink = Pinned.DONE_NANOS;
    }

    private static final class Pinned {
        static final long DONE_NANOS = done();

        private static long done() {
            park();
            return System.nanoTime();
        }
    }

    /**
     * Two threads that each run until they have seen the other run, or give up: whether two threads
     * run at the same time, and how long the second one takes to run at all.
     */
    private static void meet(ThreadFactory factory) throws InterruptedException {
        AtomicInteger arrived = new AtomicInteger();
        AtomicInteger met = new AtomicInteger();
        CountDownLatch firstRuns = new CountDownLatch(1);
        Thread first =
                factory.newThread(() -> {
                    firstRuns.countDown();
                    spinUntilTwo(arrived, met);
                });
        Thread second =
                factory.newThread(() -> {
                    sink = System.nanoTime();
                    spinUntilTwo(arrived, met);
                });
        first.start();
        firstRuns.await();
        long startNanos = System.nanoTime();
        second.start();
        first.join();
        second.join();
        print("met", met.get());
        print("nanos", sink - startNanos);
    }

    private static void spinUntilTwo(AtomicInteger arrived, AtomicInteger met) {
        arrived.incrementAndGet();
        long endNanos = System.nanoTime() + MEET_NANOS;
        while (System.nanoTime() < endNanos) {
            if (arrived.get() == 2) {
                met.incrementAndGet();
                break;
            }
            Thread.onSpinWait();
        }
        // Whoever ends takes its arrival back: the other one met it only if it ran meanwhile.
        arrived.decrementAndGet();
    }

    private static void print(String key, long value) {
        System.out.println(key + " " + value);
    }
}
