package dev.holdup.samples.spreadsheet;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Two threads that recompute the cells after the one that changed. Thread-safe. */
final class Recalculation {
    private static final int THREADS = 2;

    private final Document document;
    private final ExecutorService threads;

    Recalculation(Document document) {
        this.document = document;
        AtomicInteger number = new AtomicInteger();
        threads =
                Executors.newFixedThreadPool(
                        THREADS, work -> new Thread(work, "recalc-" + number.incrementAndGet()));
    }

    /** Hands the work over and returns at once. */
    void of(int changedCell) {
        threads.execute(() -> recompute(changedCell));
    }

    /** Ends the threads after what has been handed over. */
    void stop() {
        threads.shutdown();
    }

    private void recompute(int changedCell) {
        long sum = 0;
        for (int cell = 0; cell < document.size(); cell++) {
            sum += document.value(cell);
        }
        document.add((changedCell + 1) % document.size(), sum & 1);
    }
}
