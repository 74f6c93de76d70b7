package dev.holdup.samples.fileserver;

import dev.holdup.samples.PrintsToConsole;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A bounded load on {@link FileServer}, from a process of its own: eight clients that ask for hot
 * files again and again (some store one, some list), and one that asks for a file from the tape
 * every now and then. It stops at a time limit or a number of requests, whichever comes first, and
 * sends QUIT.
 *
 * <pre>
 *   LoadClient port folder seconds maxRequests
 * </pre>
 *
 * Prints one line of {@code key=value} words: what was asked, what failed, and how long it took.
 */
@PrintsToConsole
public final class LoadClient {
    private static final int HOT_CLIENTS = 8;

    private LoadClient() {}

    /** Exit status 2 means wrong usage; requests that failed are counted in the output. */
    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length != 4) {
            System.err.println("usage: LoadClient port folder seconds maxRequests");
            System.exit(2);
        }
        int port = Integer.parseInt(args[0]);
        Path folder = Path.of(args[1]);
        long limitNanos = TimeUnit.SECONDS.toNanos(Long.parseLong(args[2]));
        RequestBudget budget = new RequestBudget(System.nanoTime() + limitNanos, args[3]);
        TapeDrive.start(folder);
        FileServerConnection server = new FileServerConnection(port);
        for (int file = 0; file < HotClient.FILES; file++) {
            server.send(new Request(Request.Verb.PUT, HotClient.fileName(file), new byte[2048]));
        }
        long startNanos = System.nanoTime();
        HotClient[] hotClients = new HotClient[HOT_CLIENTS];
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < HOT_CLIENTS; i++) {
            hotClients[i] = new HotClient(server, budget, i);
            threads.add(new Thread(hotClients[i], "client-" + (i + 1)));
        }
        ColdClient coldClient = new ColdClient(server, budget);
        threads.add(new Thread(coldClient, "client-cold"));
        for (Thread thread : threads) {
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        long tookNanos = System.nanoTime() - startNanos;
        server.send(Request.of(Request.Verb.QUIT, ""));
        LatencyLog hot = new LatencyLog();
        for (HotClient client : hotClients) {
            hot.add(client.latencies());
        }
        LatencyLog cold = coldClient.latencies();
        System.out.println(summary(hot, cold, tookNanos));
        hot.add(cold);
        if (hot.failures() > 0) {
            System.err.println("load: first failure: " + hot.firstFailure());
        }
        // The tape drive may still wait for a reader.
        System.exit(0);
    }

    private static String summary(LatencyLog hot, LatencyLog cold, long tookNanos) {
        return "requests="
                + (hot.count() + cold.count())
                + " failed="
                + (hot.failures() + cold.failures())
                + " tookNanos="
                + tookNanos
                + " hotRequests="
                + hot.count()
                + " hotP50Nanos="
                + hot.percentile(50)
                + " hotP99Nanos="
                + hot.percentile(99)
                + " hotMaxNanos="
                + hot.percentile(100)
                + " tapeRequests="
                + cold.count()
                + " tapeP50Nanos="
                + cold.percentile(50);
    }
}
