package dev.holdup.agent.scene.limits;

import java.util.ArrayList;
import java.util.List;

/** What one try of a situation needs: helpers of the same kind of thread, and a stop-watch. */
final class Stage {
    /** How long a helper lets the thread wait. */
    static final long DELAY_MILLIS = 40;

    private final String name;
    private final int attempt;
    private final Kind kind;
    private final List<Thread> helpers = new ArrayList<>();
    private volatile long startNanos;
    private volatile long nanos = -1;
    private volatile long other;
    private volatile long waker;
    private volatile long thread;
    private volatile boolean isReady;

    Stage(String name, int attempt, Kind kind) {
        this.name = name;
        this.attempt = attempt;
        this.kind = kind;
    }

    /** Something that may fail. */
    interface Step {
        void run() throws Exception;
    }

    /** Number of the try, from 0. */
    int attempt() {
        return attempt;
    }

    Kind kind() {
        return kind;
    }

    /** Name of the thread that blocks. */
    String threadName() {
        return name + " #" + attempt;
    }

    /** Runs what blocks, and takes the time. How it ends is for the recording to tell. */
    void measure(Step blocking) {
        thread = Thread.currentThread().getId();
        startNanos = System.nanoTime();
        try {
            blocking.run();
        } catch (Exception wanted) {
            // Timeouts and failures are among the situations.
        } finally {
            nanos = System.nanoTime() - startNanos;
        }
    }

    /** For what is not a call that returns. */
    void measured(long thread, long took) {
        this.thread = thread;
        nanos = took;
    }

    /** Length of the situation so far, or of all of it if it has ended; -1 if it has not begun. */
    long nanos() {
        long took = nanos;
        long began = startNanos;
        return took >= 0 || began == 0 ? took : System.nanoTime() - began;
    }

    /** Id of the thread that blocks. */
    long thread() {
        return thread;
    }

    /** Id of the thread that ends it, 0 if there is none. */
    long waker() {
        return waker;
    }

    /** Names another thread that matters, by id. */
    void other(long thread) {
        other = thread;
    }

    long other() {
        return other;
    }

    /** Lets another thread do this in a while: the waker. */
    Thread later(Step step) {
        return helper(
                "waker",
                () -> {
                    Thread.sleep(DELAY_MILLIS);
                    step.run();
                });
    }

    /** Lets the waker do this at once, and goes on when it has called {@link #ready}. */
    Thread first(Step step) {
        isReady = false;
        Thread waker = helper("waker", step);
        while (!isReady) {
            Thread.onSpinWait();
        }
        return waker;
    }

    /** Called by the waker of {@link #first}. */
    void ready() {
        isReady = true;
    }

    /** Called by the waker of {@link #first}: the thread may go on, and waits for a while. */
    void readyAndHold() throws InterruptedException {
        isReady = true;
        Thread.sleep(DELAY_MILLIS);
    }

    /** Another thread of the same kind, named after this one. */
    Thread helper(String suffix, Step step) {
        Thread helper =
                kind.start(
                        threadName() + " " + suffix,
                        () -> {
                            try {
                                step.run();
                            } catch (Exception unexpected) {
                                System.err.println(
                                        Thread.currentThread().getName() + ": " + unexpected);
                            }
                        });
        helpers.add(helper);
        if (suffix.equals("waker")) {
            waker = helper.getId();
        }
        return helper;
    }

    /** An executor of one task: the waker runs it. */
    void run(Runnable task) {
        helper("waker", task::run);
    }

    /** Waits for the helpers. */
    void clear() throws InterruptedException {
        for (Thread helper : helpers) {
            helper.join(5_000);
        }
    }
}
