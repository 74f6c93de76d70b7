package dev.holdup.samples.examples;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.Selector;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** Worked examples of reads, tasks, queues and waits for work. */
final class TaskExamples {
    private TaskExamples() {}

    /** S01. */
    static Shares loneRead(Stage stage) throws InterruptedException {
        stage.start(
                "A",
                () -> {
                    stage.runUntil(100);
                    stage.readUntil(600);
                    stage.runUntil(700);
                });
        return stage.end();
    }

    /** S02. */
    static Shares parser(Stage stage) throws InterruptedException {
        CompletableFuture<String> parsed = new CompletableFuture<>();
        stage.start(
                "User",
                () -> {
                    stage.meet(2);
                    get(stage, parsed);
                });
        stage.start(
                "Parser",
                () -> {
                    stage.meet(2);
                    long beginNanos = System.nanoTime();
                    stage.runUntil(200);
                    stage.readUntil(1_000);
                    stage.keep("parser", Span.here("", beginNanos));
                    parsed.complete("parsed");
                });
        Shares shares = stage.end();
        Span waiting = stage.kept("wait");
        return shares.blame(waiting, stage.kept("parser").since(waiting.fromNanos()));
    }

    /** Waits for a future and keeps the span of it. */
    private static void get(Stage stage, Future<?> future) throws Exception {
        long beginNanos = System.nanoTime();
        future.get();
        stage.keep("wait", Span.here("", beginNanos));
    }

    /** S11. */
    static Shares poolStarvation(Stage stage) throws InterruptedException {
        ExecutorService pool = stage.pool("W", 2);
        pool.execute(() -> Stage.runOrFail(() -> stage.readUntil(1_000)));
        pool.execute(() -> Stage.runOrFail(() -> stage.readUntil(1_200)));
        stage.start(
                "Client",
                () -> {
                    stage.sleepUntil(100);
                    Future<?> answer =
                            pool.submit(() -> {
                                long beginNanos = System.nanoTime();
                                stage.runUntil(1_150);
                                stage.keep("task", Span.here("", beginNanos));
                            });
                    get(stage, answer);
                });
        stage.join();
        end(pool);
        Shares shares = stage.shares();
        Span waiting = stage.kept("wait");
        return shares.blame(waiting, stage.kept("task").since(waiting.fromNanos()));
    }

    private static void end(ExecutorService pool) throws InterruptedException {
        pool.shutdown();
        if (!pool.awaitTermination(10, TimeUnit.SECONDS)) {
            throw new IllegalStateException("a pool: expected to end within 10 s");
        }
    }

    /** S16. */
    static Shares fanOut(Stage stage) throws InterruptedException {
        ExecutorService pool = stage.pool("P", 3);
        stage.start(
                "Main",
                () -> {
                    CompletableFuture<Void> first =
                            CompletableFuture.runAsync(() -> stage.runUntil(300), pool);
                    CompletableFuture<Void> second =
                            CompletableFuture.runAsync(() -> stage.runUntil(400), pool);
                    CompletableFuture<Void> third =
                            CompletableFuture.runAsync(() -> straggle(stage), pool);
                    get(stage, CompletableFuture.allOf(first, second, third));
                });
        stage.join();
        end(pool);
        Shares shares = stage.shares();
        Span waiting = stage.kept("wait");
        return shares.blame(waiting, stage.kept("straggler").since(waiting.fromNanos()));
    }

    private static void straggle(Stage stage) {
        long beginNanos = System.nanoTime();
        stage.runUntil(200);
        Stage.runOrFail(() -> stage.readUntil(900));
        stage.runUntil(1_000);
        stage.keep("straggler", Span.here("", beginNanos));
    }

    /** S18: a consumer waits for items and is idle. */
    static Shares slowProducer(Stage stage) throws InterruptedException {
        BlockingQueue<Integer> items = new ArrayBlockingQueue<>(8);
        stage.start(
                "Consumer",
                () -> {
                    stage.meet(2);
                    for (int item = 1; item <= 3; item++) {
                        long beginNanos = System.nanoTime();
                        items.take();
                        stage.keep("take" + item, Span.here("", beginNanos));
                        stage.runUntil(item * 200L + 50);
                    }
                });
        stage.start(
                "P",
                () -> {
                    stage.meet(2);
                    for (int item = 1; item <= 3; item++) {
                        stage.runUntil(item * 200L);
                        items.add(item);
                    }
                });
        Shares shares = stage.end();
        for (int item = 1; item <= 3; item++) {
            shares.idle(stage.kept("take" + item));
        }
        return shares;
    }

    /** S21: the same poll in a task, and by a worker whose pool lets it go. */
    static Shares timedPolls(Stage stage) throws InterruptedException {
        BlockingQueue<Integer> empty = new LinkedBlockingQueue<>();
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(
                        1,
                        1,
                        1_000,
                        TimeUnit.MILLISECONDS,
                        new LinkedBlockingQueue<>(),
                        work -> stage.join("Worker", () -> keepLife(stage, work)));
        pool.allowCoreThreadTimeOut(true);
        pool.execute(() ->
                Stage.runOrFail(() -> {
                    long beginNanos = System.nanoTime();
                    Integer nothing = empty.poll(500, TimeUnit.MILLISECONDS);
                    if (nothing != null) {
                        throw new IllegalStateException("fed: " + nothing);
                    }
                    Span poll = Span.here("queue.take", beginNanos);
                    stage.called(poll);
                    stage.keep("poll", poll);
                }));
        stage.join();
        end(pool);
        Shares shares = stage.shares();
        return shares.idle(stage.kept("life").since(stage.kept("poll").toNanos()));
    }

    private static void keepLife(Stage stage, Runnable work) {
        long beginNanos = System.nanoTime();
        work.run();
        stage.keep("life", Span.here("", beginNanos));
    }

    /** S34: nobody does anything. */
    static Shares idleProgram(Stage stage) throws InterruptedException, IOException {
        ExecutorService pool = stage.pool("worker", 1);
        pool.execute(() -> stage.keep("worker", Span.here("", System.nanoTime())));
        Selector selector = Selector.open();
        ServerSocket server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        stage.start(
                "loop",
                () -> {
                    long beginNanos = System.nanoTime();
                    selector.select();
                    stage.keep("loop", Span.here("", beginNanos));
                });
        stage.start("acceptor", () -> acceptUntilClosed(stage, server));
        stage.sleepUntil(1_000);
        Span worker = stage.kept("worker").until(System.nanoTime());
        selector.wakeup();
        server.close();
        end(pool);
        Shares shares = stage.end();
        selector.close();
        return shares.idle(worker).idle(stage.kept("loop")).idle(stage.kept("acceptor"));
    }

    private static void acceptUntilClosed(Stage stage, ServerSocket server) {
        long beginNanos = System.nanoTime();
        try {
            server.accept().close();
        } catch (IOException closed) {
            stage.keep("acceptor", Span.here("", beginNanos));
        }
    }

    /** S42, with a task in place of the loopback socket and a read in place of the fsync. */
    static Shares callOfServer(Stage stage) throws InterruptedException {
        ReentrantLock lock = new ReentrantLock();
        ExecutorService server = stage.pool("Server", 1);
        server.execute(() -> {});
        stage.start(
                "Background",
                () -> {
                    stage.sleepUntil(120);
                    stage.lock(
                            lock,
                            () -> {
                                stage.readUntil(500);
                                stage.runUntil(550);
                            });
                });
        stage.start(
                "Client",
                () -> {
                    stage.sleepUntil(50);
                    get(stage, server.submit(() -> Stage.runOrFail(() -> serve(stage, lock))));
                });
        stage.join();
        end(server);
        Shares shares = stage.shares();
        Span before = stage.kept("before");
        Turn turn = stage.turn("Server1");
        Span background = stage.turn("Background").holding().since(turn.asksNanos());
        return shares.blame(turn.waiting(), background)
                .blame(stage.kept("wait"), before, background, stage.kept("after"));
    }

    private static void serve(Stage stage, ReentrantLock lock) throws Exception {
        long beginNanos = System.nanoTime();
        stage.runUntil(200);
        stage.keep("before", Span.here("", beginNanos));
        stage.lock(lock, () -> stage.runUntil(650));
        stage.keep("after", Span.here("", stage.turn("Server1").getsNanos()));
    }
}
