package dev.holdup.agent.scene.limits;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Work handed to other threads: tasks, new threads, carriers. */
@SuppressWarnings({"FutureReturnValueIgnored"}) // calls as short as they can be are the point
final class Tasks {

    private Tasks() {}

    static void addTo(List<Situation> all) {
        addTask(all, "ThreadPoolExecutor.execute", Tasks::pool, Executor::execute);
        addTask(
                all,
                "ExecutorService.submit",
                Tasks::pool,
                (pool, task) -> ((ExecutorService) pool).submit(task));
        addTask(
                all,
                "ScheduledThreadPoolExecutor.schedule, busy when due",
                () -> new ScheduledThreadPoolExecutor(1),
                (pool, task) ->
                        ((ScheduledThreadPoolExecutor) pool)
                                .schedule(task, 0, TimeUnit.MILLISECONDS));
        addTask(all, "ForkJoinPool.execute", () -> new ForkJoinPool(1), Executor::execute);
        addTask(
                all,
                "ForkJoinPool.submit",
                () -> new ForkJoinPool(1),
                (pool, task) -> ((ForkJoinPool) pool).submit(task));
        addTask(
                all,
                "CompletableFuture.runAsync",
                Tasks::pool,
                (pool, task) -> CompletableFuture.runAsync(task, pool));
        all.add(
                new Situation(
                        "CompletableFuture.thenRunAsync, queued by the completing thread",
                        Expected.TASK,
                        "SATISFIED",
                        false,
                        Tasks::stage));
        all.add(new Situation("Thread.start", Expected.START, "SATISFIED", true, Tasks::start));
        all.add(
                new Situation(
                        "virtual thread without a carrier",
                        Expected.CARRIER,
                        "SATISFIED",
                        true,
                        Tasks::carrier));
    }

    /** Makes an executor with one thread. */
    private interface Maker {
        Executor make();
    }

    /** Hands a task to an executor. */
    private interface Submission {
        void submit(Executor executor, Runnable task);
    }

    private static ExecutorService pool() {
        return new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
    }

    private static void addTask(
            List<Situation> all, String name, Maker maker, Submission submission) {
        all.add(
                new Situation(
                        name,
                        Expected.TASK,
                        "SATISFIED",
                        false,
                        stage -> {
                            Executor pool = maker.make();
                            pool.execute(() -> sleep(Stage.DELAY_MILLIS));
                            sleep(5);
                            CountDownLatch ran = new CountDownLatch(1);
                            long submitter = Thread.currentThread().getId();
                            long submitted = System.nanoTime();
                            submission.submit(
                                    pool,
                                    () -> {
                                        stage.measured(submitter, System.nanoTime() - submitted);
                                        stage.other(Thread.currentThread().getId());
                                        ran.countDown();
                                    });
                            ran.await();
                            ((ExecutorService) pool).shutdown();
                            ((ExecutorService) pool).awaitTermination(1, TimeUnit.SECONDS);
                        }));
    }

    /** The task's submitter is whoever completes the stage before it: here the thread itself. */
    private static void stage(Stage stage) throws InterruptedException {
        ExecutorService pool = pool();
        CompletableFuture<String> first = new CompletableFuture<>();
        pool.execute(() -> sleep(Stage.DELAY_MILLIS));
        sleep(5);
        CountDownLatch ran = new CountDownLatch(1);
        long[] completed = new long[1];
        long submitter = Thread.currentThread().getId();
        first.thenRunAsync(
                () -> {
                    stage.measured(submitter, System.nanoTime() - completed[0]);
                    stage.other(Thread.currentThread().getId());
                    ran.countDown();
                },
                pool);
        completed[0] = System.nanoTime();
        first.complete("");
        ran.await();
        pool.shutdown();
        pool.awaitTermination(1, TimeUnit.SECONDS);
    }

    /** The child's life is the measure: it begins when it is started. */
    private static void start(Stage stage) throws InterruptedException {
        Thread child = stage.helper("child", () -> sleep(Stage.DELAY_MILLIS));
        stage.other(child.getId());
        long begun = System.nanoTime();
        child.join();
        stage.measured(Thread.currentThread().getId(), System.nanoTime() - begun);
    }

    /** Others keep all carriers; the child has to wait for one. Only for virtual threads. */
    private static void carrier(Stage stage) throws InterruptedException {
        if (!stage.kind().isVirtual()) {
            return;
        }
        int carriers = Integer.getInteger("jdk.virtualThreadScheduler.parallelism");
        for (int i = 1; i < carriers; i++) {
            stage.helper("hog " + i, () -> spin(2 * Stage.DELAY_MILLIS));
        }
        CountDownLatch ran = new CountDownLatch(1);
        long starter = Thread.currentThread().getId();
        long started = System.nanoTime();
        Thread child =
                stage.helper(
                        "child",
                        () -> {
                            stage.measured(starter, System.nanoTime() - started);
                            ran.countDown();
                        });
        stage.other(child.getId());
        spin(Stage.DELAY_MILLIS);
        ran.await();
    }

    private static void spin(long millis) {
        long end = System.nanoTime() + millis * 1_000_000;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }
}
