package dev.holdup.query;

import dev.holdup.base.JsonWriter;
import dev.holdup.model.MountTable;
import dev.holdup.model.TaskTable;
import dev.holdup.model.ThreadState;
import dev.holdup.model.ThreadTable;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where work queued for threads: executors with their tasks, and carriers with the virtual threads
 * they ran. Queue time is a ledger of its own and never added to stall time.
 */
final class ExecutorsAnswer {
    private final Session session;

    ExecutorsAnswer(Session session) {
        this.session = session;
    }

    /** Sums over the tasks of one executor. */
    private static final class Pool {
        int tasks;
        int notStarted;
        long queuedNanos;
        long longestQueuedNanos;
        long runNanos;
        int longestQueue = -1;
        int worstTask = TaskTable.NONE;
        final BitSet workers = new BitSet();
        final BitSet submitters = new BitSet();
    }

    void writeExecutors(JsonWriter json) {
        TaskTable tasks = session.trace().tasks();
        Map<Integer, Pool> pools = new HashMap<>();
        for (int task = 0; task < tasks.size(); task++) {
            add(pools.computeIfAbsent(tasks.executor(task), key -> new Pool()), task);
        }
        List<Map.Entry<Integer, Pool>> rows = new ArrayList<>(pools.entrySet());
        rows.sort((a, b) -> Long.compare(b.getValue().queuedNanos, a.getValue().queuedNanos));
        Described described = new Described(session, json);
        LedgerAnswer ledgers = new LedgerAnswer(session, json);
        json.beginObject().member("tasks", tasks.size()).name("executors").beginArray();
        for (Map.Entry<Integer, Pool> row : rows) {
            Pool pool = row.getValue();
            json.beginObject();
            described.resource("executor", row.getKey());
            json.member("tasks", pool.tasks)
                    .member("notStarted", pool.notStarted)
                    .member("queued", pool.queuedNanos)
                    .member("longestQueued", pool.longestQueuedNanos)
                    .member("run", pool.runNanos)
                    .member("workers", pool.workers.cardinality())
                    .member("submitters", pool.submitters.cardinality());
            described.row("longestQueue", pool.longestQueue);
            worst(pool.worstTask, described, json);
            ledgers.write(row.getKey(), pool.workers);
            json.endObject();
        }
        json.endArray().endObject();
    }

    private void add(Pool pool, int task) {
        TaskTable tasks = session.trace().tasks();
        long queued = tasks.startNanos(task) - tasks.submitNanos(task);
        pool.tasks++;
        pool.queuedNanos += queued;
        pool.runNanos += tasks.endNanos(task) - tasks.startNanos(task);
        pool.longestQueue = Math.max(pool.longestQueue, tasks.queueLength(task));
        if (pool.worstTask == TaskTable.NONE || queued > pool.longestQueuedNanos) {
            pool.longestQueuedNanos = queued;
            pool.worstTask = task;
        }
        if (tasks.worker(task) == ThreadTable.NONE) {
            pool.notStarted++;
        } else {
            pool.workers.set(tasks.worker(task));
        }
        if (tasks.submitter(task) != ThreadTable.NONE) {
            pool.submitters.set(tasks.submitter(task));
        }
    }

    private void worst(int task, Described described, JsonWriter json) {
        TaskTable tasks = session.trace().tasks();
        json.name("worst").beginObject().member("label", tasks.label(task));
        described.row("submitter", tasks.submitter(task));
        described.row("worker", tasks.worker(task));
        json.member("submit", tasks.submitNanos(task))
                .member("start", tasks.startNanos(task))
                .member("end", tasks.endNanos(task))
                .endObject();
    }

    /** Carriers, and what virtual threads lost waiting for one. */
    void writeCarriers(JsonWriter json) {
        MountTable mounts = session.trace().mounts();
        ThreadTable threads = session.trace().threads();
        long[] busy = new long[threads.size()];
        int[] count = new int[threads.size()];
        for (int mount = 0; mount < mounts.size(); mount++) {
            busy[mounts.carrier(mount)] += mounts.endNanos(mount) - mounts.startNanos(mount);
            count[mounts.carrier(mount)]++;
        }
        long waited = 0;
        int virtual = 0;
        for (int thread = 0; thread < threads.size(); thread++) {
            if (threads.isVirtual(thread)) {
                virtual++;
                waited += session.blame().stateNanos(thread, ThreadState.RUNNABLE_CARRIER);
            }
        }
        json.beginObject().member("virtualThreads", virtual).member("waitedForCarrier", waited);
        json.member("mounts", mounts.size()).name("carriers").beginArray();
        for (int thread = 0; thread < threads.size(); thread++) {
            if (threads.isCarrier(thread) || count[thread] > 0) {
                json.beginObject()
                        .member("thread", thread)
                        .member("mounts", count[thread])
                        .member("busy", busy[thread])
                        .member("life", threads.endNanos(thread) - threads.startNanos(thread))
                        .endObject();
            }
        }
        json.endArray().endObject();
    }
}
