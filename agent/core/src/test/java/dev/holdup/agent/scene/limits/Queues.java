package dev.holdup.agent.scene.limits;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Queues and results. */
@SuppressWarnings({"FutureReturnValueIgnored"}) // calls as short as they can be are the point
final class Queues {
    private static final long SHORT = 40;

    private Queues() {}

    static void addTo(List<Situation> all) {
        take(all, "ArrayBlockingQueue.take", new ArrayBlockingQueue<>(1));
        take(all, "LinkedBlockingQueue.take", new LinkedBlockingQueue<>());
        take(all, "LinkedBlockingDeque.take", new LinkedBlockingDeque<>());
        take(all, "PriorityBlockingQueue.take", new PriorityBlockingQueue<>());
        take(all, "LinkedTransferQueue.take", new LinkedTransferQueue<>());
        take(all, "SynchronousQueue.take", new SynchronousQueue<>());
        put(all);
        futures(all);
        pools(all);
    }

    private static void take(List<Situation> all, String name, BlockingQueue<String> queue) {
        add(
                all,
                name,
                "QUEUE_TAKE",
                "SATISFIED",
                true,
                stage -> {
                    stage.later(() -> queue.put(""));
                    stage.measure(queue::take);
                });
    }

    private static void add(
            List<Situation> all,
            String name,
            String expected,
            String outcome,
            boolean hasWaker,
            Situation.Act act) {
        all.add(new Situation(name, expected, outcome, hasWaker, act));
    }

    private static void put(List<Situation> all) {
        add(
                all,
                "ArrayBlockingQueue.put, full",
                "QUEUE_PUT",
                "SATISFIED",
                true,
                stage -> {
                    BlockingQueue<String> queue = new ArrayBlockingQueue<>(1);
                    queue.put("");
                    stage.later(queue::take);
                    stage.measure(() -> queue.put(""));
                });
        add(
                all,
                "SynchronousQueue.put",
                "QUEUE_PUT",
                "SATISFIED",
                true,
                stage -> {
                    BlockingQueue<String> queue = new SynchronousQueue<>();
                    stage.later(queue::take);
                    stage.measure(() -> queue.put(""));
                });
        add(
                all,
                "LinkedTransferQueue.transfer",
                "QUEUE_PUT",
                "SATISFIED",
                true,
                stage -> {
                    LinkedTransferQueue<String> queue = new LinkedTransferQueue<>();
                    stage.later(queue::take);
                    stage.measure(() -> queue.transfer(""));
                });
        add(
                all,
                "LinkedBlockingQueue.poll, timed out",
                "QUEUE_TAKE",
                "TIMED_OUT",
                false,
                stage -> {
                    BlockingQueue<String> queue = new LinkedBlockingQueue<>();
                    stage.measure(() -> queue.poll(SHORT, TimeUnit.MILLISECONDS));
                });
        add(
                all,
                "DelayQueue.take, until the delay is over",
                "QUEUE_TAKE",
                "TIMED_OUT",
                false,
                stage -> {
                    DelayQueue<Due> queue = new DelayQueue<>();
                    queue.put(new Due(System.nanoTime() + SHORT * 1_000_000));
                    stage.measure(queue::take);
                });
    }

    private static void futures(List<Situation> all) {
        add(
                all,
                "FutureTask.get",
                "FUTURE_GET",
                "SATISFIED",
                true,
                stage -> {
                    FutureTask<String> future = new FutureTask<>(() -> "");
                    stage.later(future::run);
                    stage.measure(future::get);
                });
        add(
                all,
                "FutureTask.get, timed out",
                "FUTURE_GET",
                "TIMED_OUT",
                false,
                stage -> {
                    FutureTask<String> future = new FutureTask<>(() -> "");
                    stage.measure(() -> future.get(SHORT, TimeUnit.MILLISECONDS));
                });
        add(
                all,
                "CompletableFuture.join",
                "FUTURE_GET",
                "SATISFIED",
                true,
                stage -> {
                    CompletableFuture<String> future = new CompletableFuture<>();
                    stage.later(() -> future.complete(""));
                    stage.measure(future::join);
                });
        add(
                all,
                "CompletableFuture.get, timed out",
                "FUTURE_GET",
                "TIMED_OUT",
                false,
                stage -> {
                    CompletableFuture<String> future = new CompletableFuture<>();
                    stage.measure(() -> future.get(SHORT, TimeUnit.MILLISECONDS));
                });
        add(
                all,
                "CompletableFuture.get, interrupted",
                "FUTURE_GET",
                "INTERRUPTED",
                true,
                stage -> {
                    CompletableFuture<String> future = new CompletableFuture<>();
                    Thread thread = Thread.currentThread();
                    stage.later(thread::interrupt);
                    stage.measure(future::get);
                });
    }

    private static void pools(List<Situation> all) {
        add(
                all,
                "ForkJoinTask.join",
                "FUTURE_GET",
                "SATISFIED",
                true,
                stage -> {
                    ForkJoinTask<?> task = ForkJoinTask.adapt(() -> {});
                    // Completed by the waker itself, which is what a worker does in the end.
                    stage.later(() -> task.quietlyComplete());
                    stage.measure(task::join);
                });
        add(
                all,
                "ExecutorService.awaitTermination",
                "CONDITION_AWAIT",
                "TIMED_OUT",
                false,
                stage -> {
                    ThreadPoolExecutor pool =
                            new ThreadPoolExecutor(
                                    1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
                    stage.measure(() -> pool.awaitTermination(SHORT, TimeUnit.MILLISECONDS));
                    pool.shutdown();
                });
        add(
                all,
                "ExecutorCompletionService.take",
                "QUEUE_TAKE",
                "SATISFIED",
                true,
                stage -> {
                    ExecutorCompletionService<String> service =
                            new ExecutorCompletionService<>(stage::run);
                    service.submit(() -> {
                        Thread.sleep(Stage.DELAY_MILLIS);
                        return "";
                    });
                    stage.measure(service::take);
                });
    }

    /** Ready at a time. */
    private record Due(long nanoTime) implements Delayed {
        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(nanoTime - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return 0;
        }
    }
}
