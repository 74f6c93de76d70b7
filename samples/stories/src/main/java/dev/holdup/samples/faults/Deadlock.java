package dev.holdup.samples.faults;

import dev.holdup.samples.VirtualThreads;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Two transfers take two accounts' locks in opposite order and never get the second one; an auditor
 * comes after them and waits as well. The bank closes three seconds later, with all three still
 * waiting. With the argument {@code virtual} the three are virtual threads.
 *
 * <p>What to look for: the finding DEADLOCK with both transfers and both locks, and the whole wait
 * of all three on its account – nobody inside the cycle is blamed more than the other.
 */
public final class Deadlock {
    private static final long OPEN_SECONDS = 3;

    private final ReentrantLock accountA = new ReentrantLock();
    private final ReentrantLock accountB = new ReentrantLock();
    private final CountDownLatch bothHoldOne = new CountDownLatch(2);

    private final AtomicInteger uses = new AtomicInteger();

    private Deadlock() {}

    public static void main(String[] args) throws InterruptedException {
        boolean virtual = args.length == 1 && args[0].equals("virtual");
        Deadlock bank = new Deadlock();
        start(virtual, "transfer-a-to-b", () -> bank.transfer(bank.accountA, bank.accountB));
        start(virtual, "transfer-b-to-a", () -> bank.transfer(bank.accountB, bank.accountA));
        Thread auditor = start(virtual, "auditor", bank::audit);
        auditor.join(TimeUnit.SECONDS.toMillis(OPEN_SECONDS));
        // The three do not keep the JVM alive: they end with it, still waiting.
    }

    private static Thread start(boolean virtual, String name, Crew.Work work) {
        ThreadFactory factory =
                virtual ? VirtualThreads.factory("bank-") : body -> daemon(body, name);
        return new Crew().start(name, work, factory);
    }

    private static Thread daemon(Runnable body, String name) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        return thread;
    }

    private void transfer(ReentrantLock from, ReentrantLock to) throws InterruptedException {
        from.lock();
        try {
            bothHoldOne.countDown();
            bothHoldOne.await();
            to.lock();
            try {
                uses.incrementAndGet();
            } finally {
                to.unlock();
            }
        } finally {
            from.unlock();
        }
    }

    private void audit() throws InterruptedException {
        bothHoldOne.await();
        accountA.lock();
        try {
            uses.incrementAndGet();
        } finally {
            accountA.unlock();
        }
    }
}
