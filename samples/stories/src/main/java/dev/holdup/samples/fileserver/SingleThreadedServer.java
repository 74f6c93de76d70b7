package dev.holdup.samples.fileserver;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.function.IntConsumer;

/**
 * One thread that accepts a client, serves it, and only then looks for the next one.
 *
 * <p>What to look for: while the thread reads the tape nobody is served. The recording shows one
 * thread in {@code file.read} and no victim but itself: the clients that wait are in another
 * process, and their latencies tell.
 */
final class SingleThreadedServer implements ServerDesign {
    @Override
    public void serve(FileService service, IntConsumer listening) throws IOException {
        Thread.currentThread().setName("single-thread");
        try (ServerSocket server = BlockingConnection.listen()) {
            listening.accept(server.getLocalPort());
            boolean quit = false;
            while (!quit) {
                try {
                    quit = BlockingConnection.serve(server.accept(), service);
                } catch (IOException clientGone) {
                    // A client that went away has lost its answer; the next one is served.
                }
            }
        }
    }
}
