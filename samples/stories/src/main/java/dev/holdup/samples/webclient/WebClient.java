package dev.holdup.samples.webclient;

import dev.holdup.samples.PrintsToConsole;
import dev.holdup.samples.VirtualThreads;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Fetches a page of twelve parts from {@link DistantServer} in one of four ways.
 *
 * <pre>
 *   WebClient (sequential | threads | virtual | async) port
 * </pre>
 *
 * <p>What to look for: {@code sequential} spends the sum of all delays in {@code socket.read} of
 * one thread; {@code threads} and {@code virtual} spend as much in twelve threads side by side, so
 * the page is there after the longest of them; with {@code async} no thread of the program reads a
 * socket at all, "main" waits for a future and the client's selector is idle. The latency is the
 * same every time; what changes is whom it stops.
 */
@PrintsToConsole
public final class WebClient {
    private static final int PARTS = 12;

    private final URI server;
    private final AtomicInteger bytes = new AtomicInteger();

    private WebClient(int port) throws URISyntaxException {
        String host = InetAddress.getLoopbackAddress().getHostAddress();
        server = new URI("http", null, host, port, "/", null, null);
    }

    /** Exit status 2 means wrong usage, 3 a way that this JDK does not have. */
    public static void main(String[] args)
            throws IOException, InterruptedException, URISyntaxException {
        List<String> ways = List.of("sequential", "threads", "virtual", "async");
        if (args.length != 2 || !ways.contains(args[0])) {
            System.err.println("usage: WebClient " + ways + " port, found " + Arrays.asList(args));
            System.exit(2);
        }
        if (args[0].equals("virtual") && !VirtualThreads.available()) {
            System.err.println(VirtualThreads.whyAbsent());
            System.exit(3);
        }
        WebClient client = new WebClient(Integer.parseInt(args[1]));
        long startNanos = System.nanoTime();
        switch (args[0]) {
            case "sequential" -> client.fetchInTurn();
            case "threads" -> client.fetchIn(WebClient::platformThread);
            case "virtual" -> client.fetchIn(VirtualThreads.factory("part-"));
            default -> client.fetchAsync();
        }
        long tookMillis = (System.nanoTime() - startNanos) / 1_000_000;
        System.out.println(
                args[0]
                        + ": "
                        + PARTS
                        + " parts, "
                        + client.bytes
                        + " bytes, "
                        + tookMillis
                        + " ms");
    }

    private void fetchInTurn() throws IOException {
        for (int part = 0; part < PARTS; part++) {
            fetch(part);
        }
    }

    private void fetchIn(ThreadFactory factory) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int part = 0; part < PARTS; part++) {
            int number = part;
            Thread thread = factory.newThread(() -> fetchUnchecked(number));
            thread.setName("part-" + (part + 1));
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void fetchAsync() {
        HttpClient http = HttpClient.newHttpClient();
        CompletableFuture<?>[] parts = new CompletableFuture<?>[PARTS];
        for (int part = 0; part < PARTS; part++) {
            HttpRequest request = HttpRequest.newBuilder(server.resolve("part/" + part)).build();
            parts[part] =
                    http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray())
                            .thenAccept(response -> bytes.addAndGet(response.body().length));
        }
        CompletableFuture.allOf(parts).join();
    }

    private void fetchUnchecked(int part) {
        try {
            fetch(part);
        } catch (IOException e) {
            throw new IllegalStateException("part " + part, e);
        }
    }

    private void fetch(int part) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) server.resolve("part/" + part).toURL().openConnection();
        try (InputStream in = connection.getInputStream()) {
            bytes.addAndGet(in.readAllBytes().length);
        }
    }

    private static Thread platformThread(Runnable body) {
        return new Thread(body);
    }
}
