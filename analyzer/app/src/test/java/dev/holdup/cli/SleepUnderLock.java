package dev.holdup.cli;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/** A program with a known culprit: {@code holder} sleeps under a lock that {@code victim} wants. */
public final class SleepUnderLock {
    private static final Object LOCK = new Object();

    private SleepUnderLock() {}

    /** Prints its arguments, stdin, and ends with the status that is its first argument. */
    public static void main(String[] args) throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        Thread holder = new Thread(() -> hold(held), "holder");
        holder.start();
        held.await();
        Thread victim = new Thread(SleepUnderLock::want, "victim");
        victim.start();
        victim.join();
        holder.join();
        Console console = Console.ofProcess(System.getenv());
        console.out().println(String.join(",", args));
        console.out().println(new String(System.in.readAllBytes(), StandardCharsets.UTF_8).strip());
        console.out().flush();
        System.exit(args.length == 0 ? 0 : Integer.parseInt(args[0]));
    }

    private static void hold(CountDownLatch held) {
        synchronized (LOCK) {
            held.countDown();
            try {
                Thread.sleep(300);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static void want() {
        synchronized (LOCK) {
            Thread.onSpinWait();
        }
    }
}
