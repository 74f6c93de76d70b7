package dev.holdup.samples.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.Selector;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server nobody calls: pool workers without tasks, an acceptor, an event loop, a timer, and a
 * main thread that waits for the acceptor. After three seconds the timer closes everything.
 *
 * <p>What to look for: everything is IDLE, nothing is suffered, the blame table is empty.
 */
public final class Idle {
    private static final long OPEN_SECONDS = 3;

    private Idle() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        AtomicInteger number = new AtomicInteger();
        ExecutorService workers =
                Executors.newFixedThreadPool(
                        3, work -> new Thread(work, "worker-" + number.incrementAndGet()));
        CountDownLatch started = new CountDownLatch(3);
        for (int i = 0; i < 3; i++) {
            workers.execute(started::countDown);
        }
        ServerSocket server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        Selector selector = Selector.open();
        AtomicBoolean open = new AtomicBoolean(true);
        Crew crew = new Crew();
        crew.start("acceptor", () -> acceptUntilClosed(server));
        crew.start("event-loop", () -> selectWhile(open, selector));
        ScheduledExecutorService timer =
                Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "timer"));
        ScheduledFuture<?> unused =
                timer.schedule(
                        () -> {
                            server.close();
                            open.set(false);
                            selector.wakeup();
                            return null;
                        },
                        OPEN_SECONDS,
                        TimeUnit.SECONDS);
        crew.join();
        timer.shutdown();
        workers.shutdown();
    }

    private static void acceptUntilClosed(ServerSocket server) {
        try {
            server.accept().close();
        } catch (IOException closed) {
            // The timer has closed it: the server ends.
        }
    }

    private static void selectWhile(AtomicBoolean open, Selector selector) throws IOException {
        try (selector) {
            while (open.get()) {
                selector.select();
            }
        }
    }
}
