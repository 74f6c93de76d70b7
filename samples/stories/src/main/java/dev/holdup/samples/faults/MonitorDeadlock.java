package dev.holdup.samples.faults;

import dev.holdup.samples.VirtualThreads;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The same as {@link Deadlock} with {@code synchronized}: two threads, two monitors, opposite
 * order. With the argument {@code virtual} the two are virtual threads.
 *
 * <p>What to look for: the finding DEADLOCK. The JDK records a contended monitor only once it is
 * entered, which here never happens; a tool that relies on that sees two silent threads.
 */
public final class MonitorDeadlock {
    private static final long OPEN_SECONDS = 3;

    private final Object accountA = new Object();
    private final Object accountB = new Object();
    private final CountDownLatch bothHoldOne = new CountDownLatch(2);
    private final AtomicLong transfers = new AtomicLong();

    private MonitorDeadlock() {}

    public static void main(String[] args) throws InterruptedException {
        boolean virtual = args.length == 1 && args[0].equals("virtual");
        MonitorDeadlock bank = new MonitorDeadlock();
        start(virtual, "transfer-a-to-b", () -> bank.transfer(bank.accountA, bank.accountB));
        Thread other =
                start(
                        virtual,
                        "transfer-b-to-a",
                        () -> bank.transfer(bank.accountB, bank.accountA));
        other.join(TimeUnit.SECONDS.toMillis(OPEN_SECONDS));
    }

    private static Thread start(boolean virtual, String name, Crew.Work work) {
        Crew crew = new Crew();
        return virtual
                ? crew.start(name, work, VirtualThreads.factory("bank-"))
                : crew.startDaemon(name, work);
    }

    private void transfer(Object from, Object to) throws InterruptedException {
        synchronized (from) {
            bothHoldOne.countDown();
            bothHoldOne.await();
            synchronized (to) {
                transfers.incrementAndGet();
            }
        }
    }
}
