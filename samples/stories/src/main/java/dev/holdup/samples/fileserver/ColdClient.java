package dev.holdup.samples.fileserver;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Asks for one file after the other from the tape, with a pause between. */
final class ColdClient implements Runnable {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    /** Time a request to the tape is expected to take; none is begun with less time left. */
    private static final long TAPE_NANOS = TapeDrive.NANOS_PER_BLOCK * TapeDrive.BLOCKS_PER_FILE;

    private final FileServerConnection server;
    private final RequestBudget budget;
    private final LatencyLog latencies = new LatencyLog();

    ColdClient(FileServerConnection server, RequestBudget budget) {
        this.server = server;
        this.budget = budget;
    }

    @Override
    public void run() {
        try {
            TimeUnit.NANOSECONDS.sleep(PAUSE_NANOS);
            for (int file = 1; budget.nanosLeft() > TAPE_NANOS && budget.take(); file++) {
                long startNanos = System.nanoTime();
                String failure = "";
                try {
                    server.send(Request.of(Request.Verb.GET, Archive.PREFIX + file));
                } catch (IOException refused) {
                    failure = refused.toString();
                }
                latencies.record(System.nanoTime() - startNanos, failure);
                TimeUnit.NANOSECONDS.sleep(PAUSE_NANOS);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** Read only after the client's thread has ended. */
    LatencyLog latencies() {
        return latencies;
    }
}
