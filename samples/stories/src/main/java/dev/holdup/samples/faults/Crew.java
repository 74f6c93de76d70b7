package dev.holdup.samples.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The named threads of a story: started one by one, awaited together. Used by one thread. */
final class Crew {

    /** What a thread of a story does; an exception ends the story as a failure. */
    interface Work {
        void run() throws Exception;
    }

    private final List<Thread> threads = new ArrayList<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    /** Starts a platform thread of this name. */
    Thread start(String name, Work work) {
        return start(name, work, body -> new Thread(body, name));
    }

    /** Starts a thread that does not keep the JVM alive and is not awaited by {@link #join}. */
    Thread startDaemon(String name, Work work) {
        Thread thread = new Thread(() -> runReporting(work), name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Starts a thread the factory makes, under this name. */
    Thread start(String name, Work work, ThreadFactory factory) {
        Thread thread = factory.newThread(() -> runReporting(work));
        thread.setName(name);
        threads.add(thread);
        thread.start();
        return thread;
    }

    /**
     * Waits until all threads have ended.
     *
     * @throws IllegalStateException if one of them ended by an exception
     */
    void join() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
        Throwable thrown = failure.get();
        if (thrown != null) {
            throw new IllegalStateException("a thread of the story failed", thrown);
        }
    }

    private void runReporting(Work work) {
        try {
            work.run();
        } catch (Exception e) {
            failure.compareAndSet(null, e);
            throw new IllegalStateException(Thread.currentThread().getName() + " failed", e);
        }
    }
}
