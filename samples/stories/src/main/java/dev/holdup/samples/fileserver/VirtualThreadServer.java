package dev.holdup.samples.fileserver;

import dev.holdup.samples.VirtualThreads;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * One virtual thread for each request: code that blocks, without a pool to run dry.
 *
 * <p>What to look for: waiting for a socket or a lock frees the carrier. Reading the tape is a
 * plain file read, and that keeps its carrier; the requests go on as long as another carrier is
 * left.
 */
final class VirtualThreadServer implements ServerDesign {
    private static final long FINISH_SECONDS = 30;

    private final ThreadFactory threads = VirtualThreads.factory("request-");

    @Override
    public void serve(FileService service, IntConsumer listening)
            throws IOException, InterruptedException {
        Thread.currentThread().setName("acceptor");
        AtomicInteger open = new AtomicInteger(1);
        CountDownLatch allServed = new CountDownLatch(1);
        try (ServerSocket server = BlockingConnection.listen()) {
            listening.accept(server.getLocalPort());
            while (!server.isClosed()) {
                try {
                    Socket client = server.accept();
                    open.incrementAndGet();
                    threads.newThread(() -> serveOne(server, client, service, open, allServed))
                            .start();
                } catch (IOException closedOrUnlucky) {
                    // Closed: the loop ends. Otherwise that client is lost, and the next one
                    // served.
                }
            }
        }
        leave(open, allServed);
        allServed.await(FINISH_SECONDS, TimeUnit.SECONDS);
    }

    private static void serveOne(
            ServerSocket server,
            Socket client,
            FileService service,
            AtomicInteger open,
            CountDownLatch allServed) {
        try {
            if (BlockingConnection.serve(client, service)) {
                server.close();
            }
        } catch (IOException clientGone) {
            // A client that went away has lost its answer and nobody else's.
        } finally {
            leave(open, allServed);
        }
    }

    private static void leave(AtomicInteger open, CountDownLatch allServed) {
        if (open.decrementAndGet() == 0) {
            allServed.countDown();
        }
    }
}
