package dev.holdup.samples.faults;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The same as {@link Deadlock} with {@code synchronized}: two threads, two monitors, opposite
 * order.
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
        MonitorDeadlock bank = new MonitorDeadlock();
        Crew crew = new Crew();
        crew.startDaemon("transfer-a-to-b", () -> bank.transfer(bank.accountA, bank.accountB));
        Thread other =
                crew.startDaemon(
                        "transfer-b-to-a", () -> bank.transfer(bank.accountB, bank.accountA));
        other.join(TimeUnit.SECONDS.toMillis(OPEN_SECONDS));
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
