package dev.holdup.agent.probe;

import static dev.holdup.agent.probe.Source.RESULT;
import static dev.holdup.agent.probe.Source.SELF;
import static dev.holdup.agent.probe.Source.START;
import static dev.holdup.agent.probe.Source.THROWN;
import static dev.holdup.agent.probe.Source.object;

import dev.holdup.boot.Families;
import java.util.List;

/** From the submission of a task to its end: pools, scheduled pools, fork/join, one thread each. */
final class ExecutorProbe {
    private static final String POOL = "java/util/concurrent/ThreadPoolExecutor";
    private static final String SCHEDULED = "java/util/concurrent/ScheduledThreadPoolExecutor";
    private static final String FORK_JOIN = "java/util/concurrent/ForkJoinPool";
    private static final String TASK = "Ljava/util/concurrent/ForkJoinTask;";
    private static final String THREADS = "java/util/concurrent/ThreadPerTaskExecutor";
    private static final String POOL_HOOKS = "ExecutorHooks";
    private static final String FORK_HOOKS = "ForkJoinHooks";
    private static final String THREAD_HOOKS = "ThreadTaskHooks";
    private static final String OBJECT = "Ljava/lang/Object;";

    private ExecutorProbe() {}

    static List<Hook> hooks() {
        return List.of(
                hook(POOL, "execute", "(Ljava/lang/Runnable;)V")
                        .entry(POOL_HOOKS, "submit", SELF, object(0))
                        .exit(POOL_HOOKS, "submitted", START, object(0), THROWN),
                hook(POOL, "reject", "(Ljava/lang/Runnable;)V")
                        .entry(POOL_HOOKS, "reject", object(0))
                        .exit(POOL_HOOKS, "nothing"),
                hook(POOL, "runWorker", "(L" + POOL + "$Worker;)V")
                        .entry(POOL_HOOKS, "workerBegins", object(0))
                        .exit(POOL_HOOKS, "workerEnds", SELF),
                hook(POOL, "getTask", "()Ljava/lang/Runnable;")
                        .entry(POOL_HOOKS, "endTask", SELF)
                        .exit(POOL_HOOKS, "gotTask", RESULT.as(OBJECT)),
                hook(
                                SCHEDULED,
                                "delayedExecute",
                                "(Ljava/util/concurrent/RunnableScheduledFuture;)V")
                        .entry(POOL_HOOKS, "schedule", SELF, object(0))
                        .exit(POOL_HOOKS, "submitted", START, object(0), THROWN),
                hook(FORK_JOIN, "poolSubmit", "(Z" + TASK + ")" + TASK)
                        .since(22)
                        .entry(FORK_HOOKS, "submit", SELF, object(1))
                        .exit(FORK_HOOKS, "submitted", START, object(1), THROWN),
                hook(FORK_JOIN, "externalSubmit", "(" + TASK + ")" + TASK)
                        .entry(FORK_HOOKS, "submit", SELF, object(0))
                        .exit(FORK_HOOKS, "submitted", START, object(0), THROWN),
                hook("java/util/concurrent/ForkJoinTask", "doExec", "()I")
                        .until(21)
                        .entry(FORK_HOOKS, "begin", SELF)
                        .exit(FORK_HOOKS, "end", START),
                hook("java/util/concurrent/ForkJoinTask", "doExec", "()V")
                        .since(22)
                        .entry(FORK_HOOKS, "begin", SELF)
                        .exit(FORK_HOOKS, "end", START),
                hook(THREADS, "start", "(Ljava/lang/Thread;)V")
                        .since(21)
                        .entry(THREAD_HOOKS, "start", SELF, object(0))
                        .exit(THREAD_HOOKS, "started", START, object(0), THROWN),
                hook(THREADS + "$TaskRunner", "run", "()V")
                        .since(21)
                        .entry(THREAD_HOOKS, "begin", SELF)
                        .exit(THREAD_HOOKS, "end", START, SELF),
                hook(THREADS + "$ThreadBoundFuture", "run", "()V")
                        .since(21)
                        .entry(THREAD_HOOKS, "begin", SELF)
                        .exit(THREAD_HOOKS, "end", START, SELF));
    }

    private static Hook.Builder hook(String owner, String method, String descriptor) {
        return Hook.on(Families.EXECUTOR, owner, method, descriptor);
    }
}
