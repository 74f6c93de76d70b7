package dev.holdup.load;

import dev.holdup.load.format.StackDictionary;
import dev.holdup.load.format.SymbolDictionary;
import dev.holdup.model.Operation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Tells from a stack which operation of an API a park, or an {@code Object.wait}, is part of. The
 * table below is the rule; the outermost matching frame of the JDK wins, for {@code take()} says
 * more than the {@code await()} inside it. Only a lock wanted inside wins over what is around it:
 * who waits for the lock of a queue is stopped by the lock's owner and not by an empty queue.
 */
final class ParkLabels {
    private static final String JUC = "java.util.concurrent.";
    private static final String LOCKS = "java.util.concurrent.locks.";

    /** Methods of a class are matched by prefix; {@code $} nested classes are named in full. */
    private record Rule(String className, List<String> methods, Operation operation) {}

    private static final List<Rule> RULES = rules();

    private final SymbolDictionary symbols;
    private final StackDictionary stacks;

    /** Code of the operation by stack, {@link #UNSEEN} where not yet asked. */
    private final byte[] byStack;

    private static final byte UNSEEN = -1;
    private static final byte NO_LABEL = -2;

    ParkLabels(SymbolDictionary symbols, StackDictionary stacks) {
        this.symbols = symbols;
        this.stacks = stacks;
        byStack = new byte[stacks.size()];
        Arrays.fill(byStack, UNSEEN);
    }

    /** The operation, {@code otherwise} if no rule matches or the stack was not recorded. */
    Operation of(int stack, Operation otherwise) {
        if (stack == StackDictionary.NONE) {
            return otherwise;
        }
        byte code = byStack[stack];
        if (code == UNSEEN) {
            List<String> classes = new ArrayList<>();
            List<String> methods = new ArrayList<>();
            for (int node = stack; node != StackDictionary.NONE; node = stacks.parent(node)) {
                int frame = stacks.frame(node);
                classes.add(symbols.text(stacks.classSymbol(frame)).replace('/', '.'));
                methods.add(symbols.text(stacks.methodSymbol(frame)));
            }
            Operation found = find(classes, methods);
            code = found == null ? NO_LABEL : found.code();
            byStack[stack] = code;
        }
        return code == NO_LABEL ? otherwise : Operation.ofCode(code);
    }

    /** The operation for frames {@code class.method}, innermost first. */
    static Operation ofFrames(List<String> frames, Operation otherwise) {
        List<String> classes = new ArrayList<>();
        List<String> methods = new ArrayList<>();
        for (String frame : frames) {
            String name = frame.replaceFirst(":\\d+$", "");
            int dot = name.lastIndexOf('.');
            classes.add(dot < 0 ? "" : name.substring(0, dot));
            methods.add(name.substring(dot + 1));
        }
        Operation found = find(classes, methods);
        return found == null ? otherwise : found;
    }

    private static @Nullable Operation find(List<String> classes, List<String> methods) {
        Operation label = null;
        boolean shared = false;
        boolean acquires = false;
        for (int i = 0; i < classes.size(); i++) {
            String type = classes.get(i);
            String method = methods.get(i);
            if (!isOfJdk(type)) {
                break;
            }
            boolean queued =
                    type.equals(LOCKS + "AbstractQueuedSynchronizer")
                            || type.equals(LOCKS + "AbstractQueuedLongSynchronizer");
            if (queued) {
                String lower = method.toLowerCase(Locale.ROOT);
                shared |= lower.contains("shared");
                acquires |= lower.contains("acquire");
                continue;
            }
            if (acquires && !shared) {
                // Also the way back in after a condition was signalled.
                return Operation.LOCK_ACQUIRE;
            }
            for (Rule rule : RULES) {
                if (rule.className.equals(type) && startsWithOne(method, rule.methods)) {
                    label = rule.operation;
                    break;
                }
            }
            if (label == Operation.LOCK_ACQUIRE) {
                return label;
            }
        }
        return acquires && !shared ? Operation.LOCK_ACQUIRE : label;
    }

    private static boolean isOfJdk(String type) {
        return type.startsWith("java.") || type.startsWith("jdk.") || type.startsWith("sun.");
    }

    private static boolean startsWithOne(String method, List<String> prefixes) {
        for (String prefix : prefixes) {
            if (method.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    private static List<Rule> rules() {
        List<Rule> rules = new ArrayList<>();
        // Locks
        add(rules, Operation.LOCK_ACQUIRE, LOCKS, "ReentrantLock", "lock", "tryLock");
        for (String lock : List.of("$ReadLock", "$WriteLock")) {
            String name = "ReentrantReadWriteLock" + lock;
            add(rules, Operation.LOCK_ACQUIRE, LOCKS, name, "lock", "tryLock");
        }
        add(rules, Operation.LOCK_ACQUIRE, LOCKS, "StampedLock", "acquire", "read", "write", "try");
        // Conditions
        String condition = "AbstractQueuedSynchronizer$ConditionObject";
        add(rules, Operation.CONDITION_AWAIT, LOCKS, condition, "await");
        condition = "AbstractQueuedLongSynchronizer$ConditionObject";
        add(rules, Operation.CONDITION_AWAIT, LOCKS, condition, "await");
        // Synchronizers
        add(rules, Operation.SEMAPHORE_ACQUIRE, JUC, "Semaphore", "acquire", "tryAcquire");
        add(rules, Operation.LATCH_AWAIT, JUC, "CountDownLatch", "await");
        add(rules, Operation.BARRIER_AWAIT, JUC, "CyclicBarrier", "await", "dowait");
        add(rules, Operation.BARRIER_AWAIT, JUC, "Phaser", "await", "arrive", "internalAwait");
        add(rules, Operation.BARRIER_AWAIT, JUC, "Exchanger", "exchange");
        // Results
        add(rules, Operation.FUTURE_GET, JUC, "FutureTask", "get", "awaitDone");
        String[] future = {"get", "join", "waitingGet", "timedGet", "resultNow"};
        add(rules, Operation.FUTURE_GET, JUC, "CompletableFuture", future);
        String[] join = {"get", "join", "invoke", "awaitDone", "quietly"};
        add(rules, Operation.FUTURE_GET, JUC, "ForkJoinTask", join);
        add(rules, Operation.FUTURE_GET, JUC, "ForkJoinPool", "awaitQuiescence", "invoke");
        add(rules, Operation.THREAD_JOIN, "", "jdk.internal.misc.ThreadFlock", "awaitAll");
        queues(rules);
        add(rules, Operation.FUTURE_GET, "", "sun.nio.ch.PendingFuture", "get");
        // Threads and processes
        add(rules, Operation.THREAD_JOIN, "", "java.lang.Thread", "join");
        add(rules, Operation.THREAD_JOIN, "", "java.lang.VirtualThread", "join");
        add(rules, Operation.THREAD_SLEEP, "", "java.lang.Thread", "sleep");
        add(rules, Operation.THREAD_SLEEP, "", "java.lang.VirtualThread", "sleep");
        add(rules, Operation.PROCESS_WAIT, "", "java.lang.ProcessImpl", "waitFor");
        add(rules, Operation.PROCESS_WAIT, "", "java.lang.Process", "waitFor");
        // A virtual thread parks inside these until its socket is ready
        String socket = "sun.nio.ch.NioSocketImpl";
        add(rules, Operation.SOCKET_READ, "", socket, "read", "implRead");
        add(rules, Operation.SOCKET_WRITE, "", socket, "write", "implWrite");
        add(rules, Operation.SOCKET_CONNECT, "", socket, "connect");
        add(rules, Operation.SOCKET_ACCEPT, "", socket, "accept");
        return List.copyOf(rules);
    }

    private static void queues(List<Rule> rules) {
        for (String queue :
                List.of(
                        "ArrayBlockingQueue",
                        "LinkedBlockingQueue",
                        "LinkedBlockingDeque",
                        "PriorityBlockingQueue",
                        "DelayQueue",
                        "SynchronousQueue",
                        "LinkedTransferQueue",
                        "ScheduledThreadPoolExecutor$DelayedWorkQueue")) {
            add(rules, Operation.QUEUE_TAKE, JUC, queue, "take", "poll");
            add(rules, Operation.QUEUE_PUT, JUC, queue, "put", "offer", "transfer", "tryTransfer");
        }
        // Idle workers fetch their next task
        add(rules, Operation.QUEUE_TAKE, JUC, "ThreadPoolExecutor", "getTask");
        add(rules, Operation.QUEUE_TAKE, JUC, "ForkJoinPool", "awaitWork", "runWorker");
        add(rules, Operation.QUEUE_TAKE, JUC, "DelayScheduler", "loop", "run");
        add(rules, Operation.QUEUE_TAKE, "", "java.lang.ref.ReferenceQueue", "remove");
        add(rules, Operation.QUEUE_TAKE, JUC, "ExecutorCompletionService", "take", "poll");
    }

    private static void add(
            List<Rule> rules, Operation operation, String prefix, String type, String... methods) {
        rules.add(new Rule(prefix + type, List.of(methods), operation));
    }
}
