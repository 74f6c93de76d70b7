package dev.holdup.samples.examples;

import dev.holdup.samples.VirtualThreads;
import java.util.concurrent.ThreadFactory;

/**
 * Worked examples of virtual threads; they want two carriers and no more ({@code
 * -Djdk.virtualThreadScheduler.parallelism=2 -Djdk.virtualThreadScheduler.maxPoolSize=2}).
 */
final class VirtualExamples {
    private VirtualExamples() {}

    /** Loads itself slowly; a class initialiser pins a virtual thread to its carrier. */
    static final class FirstPin {
        static final long LOADED = pin();

        private FirstPin() {}
    }

    /** As {@link FirstPin}. */
    static final class SecondPin {
        static final long LOADED = pin();

        private SecondPin() {}
    }

    /** What the initialiser that is about to run does; set before each is first used. */
    private static final ThreadLocal<Stage.Work> PINNED = ThreadLocal.withInitial(() -> () -> {});

    private static long pin() {
        Stage.runOrFail(PINNED.get());
        return System.nanoTime();
    }

    /** A virtual thread reads and sleeps for the first time. */
    static void warmUp(Stage stage) throws InterruptedException {
        stage.start(
                "v",
                () -> {
                    stage.readUntil(0);
                    stage.nap();
                },
                VirtualThreads.factory("v"));
        stage.join();
    }

    /**
     * S13: both carriers are pinned, two more threads are ready. What a read loads should have been
     * loaded before: the initialisers would wait for each other.
     */
    static Shares pinned(Stage stage) throws InterruptedException {
        ThreadFactory factory = VirtualThreads.factory("v");
        stage.start("v1", () -> keepPinned(stage, 500, () -> FirstPin.LOADED), factory);
        stage.start("v2", () -> keepPinned(stage, 800, () -> SecondPin.LOADED), factory);
        stage.sleepUntil(100);
        startReady(stage, "v3", 600, factory);
        stage.sleepUntil(200);
        startReady(stage, "v4", 700, factory);
        Shares shares = stage.end();
        Span first = stage.kept(stage.name("v1"));
        Span third = stage.kept(stage.name("v3"));
        Span waiting = ready(stage, "v3");
        Span last = ready(stage, "v4");
        return shares.blame(waiting, first.since(waiting.fromNanos()))
                .blame(last, first.since(last.fromNanos()), third);
    }

    private interface Initialised {
        long value();
    }

    private static void keepPinned(Stage stage, long untilMillis, Initialised first) {
        long beginNanos = System.nanoTime();
        PINNED.set(() -> stage.readUntil(untilMillis));
        if (first.value() == 0) {
            throw new IllegalStateException("the clock stands at its origin");
        }
        stage.keep(Thread.currentThread().getName(), Span.here("", beginNanos));
    }

    /** The time a thread of {@link #startReady} was ready and did not run. */
    private static Span ready(Stage stage, String name) {
        return stage.kept(name + " ready").until(stage.kept(stage.name(name)).fromNanos());
    }

    private static void startReady(
            Stage stage, String name, long untilMillis, ThreadFactory factory) {
        long readyNanos = System.nanoTime();
        stage.keep(name + " ready", new Span(stage.name(name), "", readyNanos, readyNanos));
        stage.start(
                name,
                () -> {
                    long beginNanos = System.nanoTime();
                    stage.runUntil(untilMillis);
                    stage.keep(Thread.currentThread().getName(), Span.here("", beginNanos));
                    // The name of a virtual thread is known from its events.
                    stage.nap();
                },
                factory);
    }

    /** S14: the same reads leave their carriers. */
    static Shares notPinned(Stage stage) throws InterruptedException {
        ThreadFactory factory = VirtualThreads.factory("v");
        stage.start("v1", () -> stage.readUntil(500), factory);
        stage.start("v2", () -> stage.readUntil(800), factory);
        stage.sleepUntil(100);
        startReady(stage, "v3", 200, factory);
        stage.sleepUntil(200);
        startReady(stage, "v4", 300, factory);
        Shares shares = stage.end();
        return shares.blame(ready(stage, "v3")).blame(ready(stage, "v4"));
    }
}
