package dev.holdup.samples.faults;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A pool of two threads, both waiting for a peer that does not answer; three clients hand it tasks
 * of no length and wait for them.
 *
 * <p>What to look for: the clients are in {@code future.get}, the culprit is the pool's {@code
 * socket.read} in {@link #slowReport}; the finding POOL_STARVATION names the pool.
 */
public final class PoolStarvation {
    private static final int POOL_SIZE = 2;
    private static final int CLIENTS = 3;
    private static final int SILENCE_MILLIS = 2_500;

    private PoolStarvation() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        AtomicInteger number = new AtomicInteger();
        ExecutorService pool =
                Executors.newFixedThreadPool(
                        POOL_SIZE, work -> new Thread(work, "pool-" + number.incrementAndGet()));
        try (SilentPeer peer = new SilentPeer()) {
            CountDownLatch poolBusy = new CountDownLatch(POOL_SIZE);
            for (int i = 0; i < POOL_SIZE; i++) {
                pool.execute(() -> slowReport(peer, poolBusy));
            }
            poolBusy.await();
            Crew crew = new Crew();
            for (int client = 1; client <= CLIENTS; client++) {
                crew.start("client-" + client, () -> askQuickly(pool));
            }
            crew.join();
            // The peer has to stay until the last report has given up on it.
            pool.shutdown();
            pool.awaitTermination(SILENCE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private static void slowReport(SilentPeer peer, CountDownLatch poolBusy) {
        poolBusy.countDown();
        try {
            peer.ask(SILENCE_MILLIS);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void askQuickly(ExecutorService pool)
            throws InterruptedException, ExecutionException {
        Future<Integer> answer = pool.submit(() -> 42);
        answer.get();
    }
}
