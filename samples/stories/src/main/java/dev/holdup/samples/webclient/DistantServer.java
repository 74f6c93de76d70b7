package dev.holdup.samples.webclient;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.holdup.samples.PrintsToConsole;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A web server on a loopback port that is as slow to answer as one far away: {@code /part/n} comes
 * after 100 to 500 ms, always the same for the same n. Prints {@code listening on port} and ends at
 * a request for {@code /quit} or after two minutes.
 */
@PrintsToConsole
public final class DistantServer {
    private static final int THREADS = 32;
    private static final int PART_BYTES = 4096;
    private static final long LIFE_SECONDS = 120;

    private DistantServer() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        HttpServer server =
                HttpServer.create(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), THREADS);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        server.setExecutor(threads);
        CountDownLatch quit = new CountDownLatch(1);
        server.createContext("/part/", DistantServer::answerLate);
        server.createContext(
                "/quit",
                exchange -> {
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                    quit.countDown();
                });
        server.start();
        System.out.println("listening on " + server.getAddress().getPort());
        quit.await(LIFE_SECONDS, TimeUnit.SECONDS);
        server.stop(0);
        threads.shutdownNow();
    }

    /** Delay of a part in milliseconds, 100 to 500. */
    static long delayMillis(int part) {
        return 100 + part * 137L % 401;
    }

    private static void answerLate(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        int part = Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
        try (exchange) {
            TimeUnit.MILLISECONDS.sleep(delayMillis(part));
            byte[] body = new byte[PART_BYTES];
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
