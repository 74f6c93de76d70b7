package dev.holdup.agent.scene;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Tasks of each kind of executor, each of which takes twenty milliseconds. */
public final class ExecutorScene {
    static final long RUN_MILLIS = 20;
    static final int TASKS = 5;

    private ExecutorScene() {}

    public static void main(String[] arguments) throws Exception {
        System.out.println("main=" + Thread.currentThread().getId());
        pool();
        rejecting();
        scheduled();
        forkJoin();
        stages();
        if (Runtime.version().feature() >= 21) {
            threadEach();
        }
    }

    private static void pool() throws Exception {
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(
                        1,
                        1,
                        0,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        task -> new Thread(task, "pool worker"));
        List<Future<?>> results = new ArrayList<>();
        for (int i = 0; i < TASKS; i++) {
            results.add(pool.submit(new PoolTask()));
        }
        for (Future<?> result : results) {
            result.get();
        }
        finish(pool);
    }

    /** A pool that has no room: what it rejects runs in nobody's queue. */
    private static void rejecting() throws Exception {
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(
                        1,
                        1,
                        0,
                        TimeUnit.SECONDS,
                        new SynchronousQueue<>(),
                        task -> new Thread(task, "full worker"));
        pool.execute(new FullTask());
        try {
            pool.execute(new FullTask());
            throw new IllegalStateException("the pool had room");
        } catch (RejectedExecutionException expected) {
            System.out.println("rejected=1");
        }
        finish(pool);
    }

    private static void scheduled() throws Exception {
        ScheduledThreadPoolExecutor pool =
                new ScheduledThreadPoolExecutor(1, task -> new Thread(task, "timer"));
        Future<?> first = pool.schedule(new TimerTask(), 30, TimeUnit.MILLISECONDS);
        Future<?> second = pool.schedule(new TimerTask(), 30, TimeUnit.MILLISECONDS);
        first.get();
        second.get();
        finish(pool);
    }

    private static void forkJoin() throws Exception {
        ForkJoinPool pool = new ForkJoinPool(1);
        List<Future<?>> results = new ArrayList<>();
        for (int i = 0; i < TASKS; i++) {
            results.add(pool.submit(new ForkTask()));
        }
        for (Future<?> result : results) {
            result.get();
        }
        finish(pool);
    }

    private static void stages() throws Exception {
        CompletableFuture.runAsync(new StageTask()).thenRunAsync(new StageTask()).get();
        // Until the workers have written what they have run.
        while (!ForkJoinPool.commonPool().awaitQuiescence(1, TimeUnit.SECONDS)) {
            Thread.onSpinWait();
        }
    }

    private static void threadEach() throws Exception {
        ExecutorService threads =
                (ExecutorService)
                        Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        List<Future<?>> results = new ArrayList<>();
        for (int i = 0; i < TASKS; i++) {
            threads.execute(new ThreadTask());
            results.add(threads.submit(new ThreadTask()));
        }
        for (Future<?> result : results) {
            result.get();
        }
        finish(threads);
    }

    private static void finish(ExecutorService pool) throws InterruptedException {
        pool.shutdown();
        if (!pool.awaitTermination(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the pool did not end");
        }
    }

    private static void work() {
        long end = System.nanoTime() + RUN_MILLIS * 1_000_000;
        try {
            while (System.nanoTime() < end) {
                Thread.sleep(1);
            }
        } catch (InterruptedException unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }

    private static final class PoolTask implements Runnable {
        @Override
        public void run() {
            work();
        }
    }

    private static final class FullTask implements Runnable {
        @Override
        public void run() {
            work();
        }
    }

    private static final class TimerTask implements Runnable {
        @Override
        public void run() {
            work();
        }
    }

    private static final class ForkTask implements Runnable {
        @Override
        public void run() {
            work();
        }
    }

    private static final class StageTask implements Runnable {
        @Override
        public void run() {
            work();
        }
    }

    private static final class ThreadTask implements Runnable {
        @Override
        public void run() {
            work();
        }
    }
}
