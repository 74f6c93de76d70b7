package dev.holdup.samples.faults;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A request fans out to three services and waits for all of them; two answer at once, the third
 * takes its time.
 *
 * <p>What to look for: the thread "request" waits in {@code future.get}; the whole wait is on the
 * account of the straggler's {@code socket.read} in {@link #slowService}, nothing on the others.
 */
public final class FutureStraggler {
    private static final int SILENCE_MILLIS = 2_500;

    private FutureStraggler() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        AtomicInteger number = new AtomicInteger();
        ExecutorService services =
                Executors.newFixedThreadPool(
                        3, work -> new Thread(work, "service-" + number.incrementAndGet()));
        try (SilentPeer peer = new SilentPeer()) {
            Crew crew = new Crew();
            crew.start("request", () -> fanOut(services, peer));
            crew.join();
        } finally {
            services.shutdown();
        }
    }

    private static void fanOut(ExecutorService services, SilentPeer peer) {
        CompletableFuture<Integer> first = CompletableFuture.supplyAsync(() -> 1, services);
        CompletableFuture<Integer> second = CompletableFuture.supplyAsync(() -> 2, services);
        CompletableFuture<Void> third =
                CompletableFuture.runAsync(() -> slowService(peer), services);
        CompletableFuture.allOf(first, second, third).join();
    }

    private static void slowService(SilentPeer peer) {
        try {
            peer.ask(SILENCE_MILLIS);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
