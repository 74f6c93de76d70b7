package dev.holdup.samples.fileserver;

import java.io.IOException;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Asks for files that are on disk: mostly GET, now and then PUT or LIST, at most one request every
 * {@link #PACE_NANOS}. The order is the same in every run.
 */
final class HotClient implements Runnable {
    static final int FILES = 32;

    private static final long PACE_NANOS = TimeUnit.MILLISECONDS.toNanos(40);
    private static final int PUT_PERCENT = 4;
    private static final int LIST_PERCENT = 6;

    private final FileServerConnection server;
    private final RequestBudget budget;
    private final Random choice;
    private final LatencyLog latencies = new LatencyLog();

    HotClient(FileServerConnection server, RequestBudget budget, int seed) {
        this.server = server;
        this.budget = budget;
        choice = new Random(seed);
    }

    static String fileName(int number) {
        return "page-" + number + ".html";
    }

    @Override
    public void run() {
        while (budget.take()) {
            long startNanos = System.nanoTime();
            String failure = "";
            try {
                server.send(next());
            } catch (IOException refused) {
                failure = refused.toString();
            }
            long tookNanos = System.nanoTime() - startNanos;
            latencies.record(tookNanos, failure);
            try {
                TimeUnit.NANOSECONDS.sleep(PACE_NANOS - tookNanos);
            } catch (InterruptedException stop) {
                return;
            }
        }
    }

    /** Read only after the client's thread has ended. */
    LatencyLog latencies() {
        return latencies;
    }

    private Request next() {
        int percent = choice.nextInt(100);
        String name = fileName(choice.nextInt(FILES));
        if (percent < PUT_PERCENT) {
            return new Request(Request.Verb.PUT, name, new byte[2048]);
        }
        return percent < PUT_PERCENT + LIST_PERCENT
                ? Request.of(Request.Verb.LIST, "")
                : Request.of(Request.Verb.GET, name);
    }
}
