package dev.holdup.samples.examples;

import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Worked examples in which threads wait for locks and monitors. */
final class LockExamples {
    private LockExamples() {}

    /**
     * S04 and S05: four threads of one queue; the way from one to the next takes what the kernel
     * takes.
     */
    static Shares convoy(Stage stage, int threads, long holdMillis) throws InterruptedException {
        ReentrantLock lock = new ReentrantLock(true);
        for (int i = 1; i <= threads; i++) {
            int turn = i;
            stage.start(
                    "T" + turn,
                    () -> {
                        awaitPlace(lock, turn);
                        stage.lock(lock, () -> Stage.runFor(holdMillis));
                    });
        }
        Shares shares = stage.end();
        for (int i = 2; i <= threads; i++) {
            shares.blame(stage.turn("T" + i).waiting(), holders(stage, "T", i - 1));
        }
        return shares;
    }

    private static Span[] holders(Stage stage, String prefix, int count) {
        Span[] spans = new Span[count];
        for (int i = 0; i < count; i++) {
            spans[i] = stage.turn(prefix + (i + 1)).holding();
        }
        return spans;
    }

    /** Until those with a smaller number have the lock or stand in its queue. */
    private static void awaitPlace(ReentrantLock lock, int turn) {
        if (turn > 1) {
            Stage.runUntil(() -> lock.isLocked() && lock.getQueueLength() >= turn - 2);
        }
    }

    /** S06. */
    static Shares sleepUnderLock(Stage stage) throws InterruptedException {
        ReentrantLock lock = new ReentrantLock(true);
        stage.start(
                "H",
                () ->
                        stage.lock(
                                lock,
                                () -> {
                                    stage.runUntil(100);
                                    stage.sleepUntil(900);
                                    stage.runUntil(1_000);
                                }));
        long[] asks = {0, 200, 900};
        for (int i = 0; i < asks.length; i++) {
            int turn = i;
            stage.start(
                    "W" + (turn + 1),
                    () -> {
                        if (turn > 0) {
                            stage.sleepUntil(asks[turn]);
                        }
                        awaitPlace(lock, turn + 2);
                        stage.lock(lock, () -> Stage.runFor(100));
                    });
        }
        Shares shares = stage.end();
        Span holder = stage.turn("H").holding();
        Span first = stage.turn("W1").holding();
        Span second = stage.turn("W2").holding();
        return shares.blame(stage.turn("W1").waiting(), holder)
                .blame(stage.turn("W2").waiting(), holder, first)
                .blame(stage.turn("W3").waiting(), holder, first, second);
    }

    /** S08: W waits for the last reader; R3 is queued behind W. */
    static Shares readerWriter(Stage stage) throws InterruptedException {
        ReentrantReadWriteLock lock = new ReentrantReadWriteLock(true);
        for (int i = 1; i <= 2; i++) {
            long until = i == 1 ? 400 : 700;
            stage.start("R" + i, () -> stage.lock(lock.readLock(), () -> stage.runUntil(until)));
        }
        stage.start(
                "W",
                () -> {
                    stage.sleepUntil(200);
                    stage.lock(lock.writeLock(), () -> Stage.runFor(100));
                });
        stage.start(
                "R3",
                () -> {
                    stage.sleepUntil(300);
                    Stage.runUntil(() -> lock.getQueueLength() == 1);
                    stage.lock(lock.readLock(), () -> {});
                });
        Shares shares = stage.end();
        Span reader = stage.turn("R2").holding();
        return shares.blame(stage.turn("W").waiting(), reader)
                .blame(stage.turn("R3").waiting(), reader, stage.turn("W").holding());
    }

    /**
     * S09: never ends, so the spans end when the example is over. The last thing a thread does
     * before it asks is to sleep: what never ends is known from a dump of the threads, as a wait
     * since the last thing known.
     */
    static Shares deadlock(Stage stage) throws InterruptedException {
        List<ReentrantLock> locks = List.of(new ReentrantLock(), new ReentrantLock());
        for (int i = 0; i < 2; i++) {
            ReentrantLock own = locks.get(i);
            ReentrantLock other = locks.get(1 - i);
            long asks = i == 0 ? 100 : 300;
            stage.startEndless(
                    "T" + (i + 1),
                    () -> {
                        own.lock();
                        stage.runUntil(asks);
                        stage.nap();
                        keepAndLock(stage, other);
                    });
        }
        stage.startEndless(
                "T3",
                () -> {
                    stage.sleepUntil(500);
                    keepAndLock(stage, locks.get(0));
                });
        stage.sleepUntil(1_000);
        long overNanos = System.nanoTime();
        Span[] waits = new Span[3];
        for (int i = 0; i < waits.length; i++) {
            waits[i] = stage.kept(stage.name("T" + (i + 1))).until(overNanos);
        }
        long closesNanos = waits[1].fromNanos();
        String[] members = {waits[0].thread(), waits[1].thread()};
        return stage.shares()
                .blame(waits[0].until(closesNanos), waits[1].since(waits[0].fromNanos()))
                .deadlock(waits[0].since(closesNanos), members)
                .deadlock(waits[1], members)
                .deadlock(waits[2], members);
    }

    private static void keepAndLock(Stage stage, ReentrantLock lock) {
        stage.keep(Thread.currentThread().getName(), Span.here("", System.nanoTime()));
        lock.lock();
    }

    /** S30: the notifier stays in the monitor for a while. */
    static Shares notifyThenReEntry(Stage stage) throws InterruptedException {
        Object monitor = new Object();
        boolean[] told = new boolean[1];
        stage.start(
                "T",
                () -> {
                    stage.meet(2);
                    synchronized (monitor) {
                        long beginNanos = System.nanoTime();
                        while (!told[0]) {
                            monitor.wait();
                        }
                        stage.keep("wait", Span.here("", beginNanos));
                    }
                });
        stage.start(
                "N",
                () -> {
                    stage.meet(2);
                    stage.runUntil(100);
                    synchronized (monitor) {
                        long beginNanos = System.nanoTime();
                        stage.runUntil(500);
                        told[0] = true;
                        monitor.notifyAll();
                        stage.runUntil(800);
                        stage.keep("notifier", Span.here("", beginNanos));
                    }
                });
        Shares shares = stage.end();
        Span waiting = stage.kept("wait");
        return shares.blame(waiting, stage.kept("notifier").since(waiting.fromNanos()));
    }

    /** S36, ten in the background before the one the user waits for. */
    static Shares fieldCase(Stage stage) throws InterruptedException {
        ReentrantLock lock = new ReentrantLock(true);
        for (int i = 1; i <= 11; i++) {
            int turn = i;
            stage.start(
                    turn <= 10 ? "bg" + turn : "user",
                    () -> {
                        awaitPlace(lock, turn);
                        stage.lock(lock, () -> Stage.runFor(120));
                    });
        }
        Shares shares = stage.end();
        shares.blame(stage.turn("user").waiting(), holders(stage, "bg", 10));
        for (int i = 2; i <= 10; i++) {
            shares.blame(stage.turn("bg" + i).waiting(), holders(stage, "bg", i - 1));
        }
        return shares;
    }
}
