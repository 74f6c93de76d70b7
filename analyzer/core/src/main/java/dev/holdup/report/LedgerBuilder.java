package dev.holdup.report;

import dev.holdup.blame.BlameResult;
import dev.holdup.blame.Cause;
import dev.holdup.blame.Headroom;
import dev.holdup.blame.PoolLedger;
import dev.holdup.blame.RootKind;
import dev.holdup.blame.StarvationLedger;
import dev.holdup.blame.TaskLedger;
import dev.holdup.model.TaskTable;
import dev.holdup.model.ThreadState;
import dev.holdup.model.ThreadTable;
import dev.holdup.model.Trace;
import dev.holdup.model.WaitTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** Counts the {@link Ledgers} of a result. One use, one thread. */
public final class LedgerBuilder {
    /** Headroom is counted for so many of the longest waits: each is held against all tasks. */
    private static final int WAITS = 64;

    private final BlameResult result;
    private final Trace trace;
    private final ReportOptions options;

    private LedgerBuilder(BlameResult result, ReportOptions options) {
        this.result = result;
        this.trace = result.trace();
        this.options = options;
    }

    /**
     * The ledgers of the threads {@code options} selects. Queues belong to no thread: they are
     * there only if everyone is selected.
     */
    public static Ledgers of(BlameResult result, ReportOptions options) {
        LedgerBuilder builder = new LedgerBuilder(result, options);
        return new Ledgers(
                options.isEveryone() ? builder.queues() : List.of(),
                builder.starvation(),
                builder.headroom());
    }

    private List<Ledgers.Queue> queues() {
        List<Ledgers.Queue> queues = new ArrayList<>();
        for (PoolLedger pool : TaskLedger.of(result)) {
            queues.add(
                    new Ledgers.Queue(
                            ResourceNames.full(trace.resources(), pool.executor()),
                            pool.tasks(),
                            pool.workers(),
                            pool.queuedNanos(),
                            pool.executedNanos(),
                            pool.queueNanos(),
                            pool.longestQueue(),
                            pool.starvedNanos(),
                            pool.fullyStarvedNanos(),
                            pool.idleNanos(),
                            pool.arrivalsPerSecond(),
                            pool.meanQueuedNanos(),
                            pool.meanQueueLength(),
                            pool.utilisation(),
                            causes(pool.queuedBehind(), false)));
        }
        queues.sort(
                Comparator.comparingLong((Ledgers.Queue queue) -> -queue.queuedNanos())
                        .thenComparing(Ledgers.Queue::executor));
        return List.copyOf(queues);
    }

    private List<Ledgers.Cause> causes(Map<Cause, Long> sums, boolean workOnly) {
        List<Ledgers.Cause> causes = new ArrayList<>();
        sums.forEach((cause, nanos) -> {
            if (nanos > 0 && !(workOnly && cause.kind() == RootKind.NO_WORK)) {
                causes.add(
                        new Ledgers.Cause(
                                cause.kind(),
                                cause.thread() == ThreadTable.NONE
                                        ? ""
                                        : trace.threads().displayName(cause.thread()),
                                cause.hasOperation() ? cause.operation().text() : "",
                                ResourceNames.target(trace.resources(), cause.resource()),
                                cause.detail(),
                                nanos));
            }
        });
        causes.sort(
                Comparator.comparingLong((Ledgers.Cause cause) -> -cause.nanos())
                        .thenComparing(Ledgers.Cause::toString));
        return List.copyOf(causes);
    }

    private List<Ledgers.Starvation> starvation() {
        ThreadTable threads = trace.threads();
        boolean[] isWorker = workers();
        List<Ledgers.Starvation> rows = new ArrayList<>();
        for (int thread = 0; thread < threads.size(); thread++) {
            boolean mayConsume =
                    !isWorker[thread]
                            && !threads.isSystem(thread)
                            && !threads.isCarrier(thread)
                            && options.selects(threads.displayName(thread))
                            && result.stateNanos(thread, ThreadState.IDLE) > 0;
            if (!mayConsume) {
                continue;
            }
            List<Ledgers.Cause> causes = causes(StarvationLedger.of(result, thread), true);
            long nanos = 0;
            for (Ledgers.Cause cause : causes) {
                nanos += cause.nanos();
            }
            if (nanos > 0) {
                rows.add(
                        new Ledgers.Starvation(
                                thread,
                                threads.displayName(thread),
                                threads.javaThreadId(thread),
                                nanos,
                                causes));
            }
        }
        rows.sort(
                Comparator.comparingLong((Ledgers.Starvation row) -> -row.nanos())
                        .thenComparing(Ledgers.Starvation::thread)
                        .thenComparingLong(Ledgers.Starvation::javaThreadId));
        return List.copyOf(rows);
    }

    /** A worker of a pool takes what comes; only a thread without tasks waits for its own feed. */
    private boolean[] workers() {
        boolean[] isWorker = new boolean[trace.threads().size()];
        TaskTable tasks = trace.tasks();
        for (int task = 0; task < tasks.size(); task++) {
            if (tasks.worker(task) != ThreadTable.NONE) {
                isWorker[tasks.worker(task)] = true;
            }
        }
        return isWorker;
    }

    private List<Ledgers.Headroom> headroom() {
        WaitTable waits = trace.waits();
        List<Ledgers.Headroom> rows = new ArrayList<>();
        for (int wait : longestWaits()) {
            long nanos = Headroom.nanos(trace, wait);
            if (nanos > 0) {
                rows.add(
                        new Ledgers.Headroom(
                                waits.thread(wait),
                                trace.threads().displayName(waits.thread(wait)),
                                waits.operation(wait).text(),
                                List.copyOf(trace.stacks().texts(waits.stack(wait))),
                                waits.startNanos(wait),
                                waits.endNanos(wait) - waits.startNanos(wait),
                                nanos));
            }
        }
        rows.sort(
                Comparator.comparingLong((Ledgers.Headroom row) -> -row.headroomNanos())
                        .thenComparing(Ledgers.Headroom::thread)
                        .thenComparingLong(Ledgers.Headroom::startNanos));
        return List.copyOf(rows);
    }

    private List<Integer> longestWaits() {
        WaitTable waits = trace.waits();
        PriorityQueue<Integer> longest =
                new PriorityQueue<>(
                        Comparator.comparingLong(
                                wait -> waits.endNanos(wait) - waits.startNanos(wait)));
        for (int wait = 0; wait < waits.size(); wait++) {
            boolean isCandidate =
                    Headroom.appliesTo(waits.operation(wait))
                            && waits.startNanos(wait) >= result.fromNanos()
                            && waits.endNanos(wait) <= result.toNanos()
                            && !result.isIdleWait(wait)
                            && options.selects(trace.threads().displayName(waits.thread(wait)));
            if (isCandidate) {
                longest.add(wait);
                if (longest.size() > WAITS) {
                    longest.remove();
                }
            }
        }
        return new ArrayList<>(longest);
    }
}
