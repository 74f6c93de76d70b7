package dev.holdup.bench.capture;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The client's threads against both copies: each has a connection to either and asks them in turn,
 * so that in any window both have answered the same number of times with the same concurrency. CPU
 * per operation depends on how busy a copy is; two copies that run free differ by more than what is
 * to be measured.
 */
final class Load {
    private static final long FIRST_ANSWER_NANOS = 90_000_000_000L;

    private static final long WARMUP_NANOS = 60_000_000_000L;

    private final AtomicLong operations = new AtomicLong();
    private final AtomicLongArray waitedNanos = new AtomicLongArray(2);
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean isStopping;

    private Load() {}

    static Load start(Workload workload, int... ports) throws Exception {
        for (int port : ports) {
            workload.prepare(port);
        }
        Load load = new Load();
        for (int i = 0; i < workload.sessions(); i++) {
            int number = i;
            Thread thread =
                    new Thread(
                            () -> load.drive(workload, number, ports),
                            workload.name() + " client " + i);
            thread.setDaemon(true);
            load.threads.add(thread);
            thread.start();
        }
        return load;
    }

    private void drive(Workload workload, int number, int[] ports) {
        Workload.Session[] sessions = new Workload.Session[ports.length];
        try {
            for (int i = 0; i < ports.length; i++) {
                sessions[i] = workload.connect(ports[i], number);
            }
            for (boolean isForward = true; !isStopping; isForward = !isForward) {
                // There and back, so that neither is always the one asked after the other.
                for (int i = 0; i < sessions.length; i++) {
                    int copy = isForward ? i : sessions.length - 1 - i;
                    long asked = System.nanoTime();
                    sessions[copy].operate();
                    waitedNanos.addAndGet(copy, System.nanoTime() - asked);
                }
                operations.incrementAndGet();
            }
            for (Workload.Session session : sessions) {
                session.close();
            }
        } catch (Exception thrown) {
            failure.compareAndSet(null, thrown);
        }
    }

    /** Waits for the first answer; some servers take their time after they listen. */
    void awaitFirstAnswer() throws Exception {
        long deadline = System.nanoTime() + FIRST_ANSWER_NANOS;
        while (operations.get() == 0 && failure.get() == null) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("client: expected an answer within 90 s");
            }
            Thread.sleep(20);
        }
    }

    /** Waits for this many answers, a minute at most: a slow copy is measured as it is then. */
    void awaitAnswers(long wanted) throws InterruptedException {
        long deadline = System.nanoTime() + WARMUP_NANOS;
        while (operations.get() < wanted && System.nanoTime() - deadline < 0) {
            Thread.sleep(20);
        }
    }

    /** Operations answered so far by each copy. */
    long operations() {
        return operations.get();
    }

    /** Time the client has waited for this copy's answers, all threads together. */
    long waitedNanos(int copy) {
        return waitedNanos.get(copy);
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
}
