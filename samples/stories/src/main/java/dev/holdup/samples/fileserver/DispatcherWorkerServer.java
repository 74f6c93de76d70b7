package dev.holdup.samples.fileserver;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * The textbook's multithreaded server: a dispatcher accepts clients and hands each to an idle
 * worker, which may block without stopping the others.
 *
 * <p>What to look for: the dispatcher is idle in {@code accept}; a worker that reads the tape
 * stalls nobody – unless it holds the lock of {@link SharedIndex} meanwhile, and then it stalls
 * them all.
 */
final class DispatcherWorkerServer implements ServerDesign {
    /** Fewer than the clients of the load, so that a stalled pool also lets requests queue up. */
    private static final int WORKERS = 8;

    private static final long FINISH_SECONDS = 30;

    @Override
    public void serve(FileService service, IntConsumer listening)
            throws IOException, InterruptedException {
        ExecutorService workers = Executors.newFixedThreadPool(WORKERS, workerFactory());
        try (ServerSocket server = BlockingConnection.listen()) {
            Thread dispatcher = new Thread(() -> dispatch(server, workers, service), "dispatcher");
            dispatcher.start();
            listening.accept(server.getLocalPort());
            dispatcher.join();
        } finally {
            workers.shutdown();
            workers.awaitTermination(FINISH_SECONDS, TimeUnit.SECONDS);
        }
    }

    private static void dispatch(
            ServerSocket server, ExecutorService workers, FileService service) {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                workers.execute(() -> work(server, client, service));
            } catch (IOException closedOrUnlucky) {
                // Closed: the loop ends. Otherwise that client is lost, and the next one served.
            }
        }
    }

    private static void work(ServerSocket server, Socket client, FileService service) {
        try {
            if (BlockingConnection.serve(client, service)) {
                server.close();
            }
        } catch (IOException clientGone) {
            // A client that went away has lost its answer and nobody else's.
        }
    }

    private static ThreadFactory workerFactory() {
        AtomicInteger number = new AtomicInteger();
        return work -> new Thread(work, "worker-" + number.incrementAndGet());
    }
}
