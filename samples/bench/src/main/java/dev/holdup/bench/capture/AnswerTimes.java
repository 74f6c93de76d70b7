package dev.holdup.bench.capture;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Clients that ask one server as fast as they can, and how long each of its answers took. */
final class AnswerTimes {
    /** Answers are counted in steps of a tenth of a millisecond; the last takes all beyond. */
    private static final int STEPS = 100_000;

    private static final double STEP_NANOS = 100_000;
    private static final double STEPS_PER_MILLI = 10;

    private final AtomicReference<AtomicLongArray> counts = new AtomicReference<>(empty());
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean isStopping;

    private AnswerTimes() {}

    static AnswerTimes start(Workload workload, int port) throws Exception {
        workload.prepare(port);
        AnswerTimes times = new AnswerTimes();
        for (int i = 0; i < workload.sessions(); i++) {
            int number = i;
            Thread thread =
                    new Thread(
                            () -> times.ask(workload, port, number),
                            workload.name() + " client " + i);
            thread.setDaemon(true);
            times.threads.add(thread);
            thread.start();
        }
        return times;
    }

    private void ask(Workload workload, int port, int number) {
        try (Workload.Session session = workload.connect(port, number)) {
            while (!isStopping) {
                long asked = System.nanoTime();
                session.operate();
                int step = (int) Math.min(STEPS - 1, (System.nanoTime() - asked) / STEP_NANOS);
                counts.get().incrementAndGet(step);
            }
        } catch (Exception thrown) {
            failure.compareAndSet(null, thrown);
        }
    }

    /** Tells of the answers since the last call, and begins anew. */
    String take() {
        AtomicLongArray taken = counts.getAndSet(empty());
        long all = 0;
        for (int i = 0; i < STEPS; i++) {
            all += taken.get(i);
        }
        return String.format(
                Locale.ROOT,
                "%d | %.1f | %.1f | %.1f",
                all,
                quantile(taken, all, 0.5),
                quantile(taken, all, 0.99),
                quantile(taken, all, 1));
    }

    /** Upper end of the step in which this share of the answers is reached. */
    private static double quantile(AtomicLongArray taken, long all, double share) {
        long wanted = (long) Math.ceil(all * share);
        long seen = 0;
        for (int i = 0; i < STEPS; i++) {
            seen += taken.get(i);
            if (seen >= wanted && seen > 0) {
                return (i + 1) / STEPS_PER_MILLI;
            }
        }
        return 0;
    }

    /** Stops and tells what went wrong, if something did. */
    void finish() throws Exception {
        isStopping = true;
        for (Thread thread : threads) {
            thread.join(30_000);
        }
        Exception thrown = failure.get();
        if (thrown != null) {
            throw thrown;
        }
    }

    private static AtomicLongArray empty() {
        return new AtomicLongArray(STEPS);
    }
}
