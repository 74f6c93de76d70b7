package dev.holdup.blame;

import dev.holdup.model.ResourceTable;
import dev.holdup.model.TaskTable;
import dev.holdup.model.ThreadTable;
import dev.holdup.model.Trace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Adds up the tasks of each executor within the window of a result (blame.md 2.10). */
public final class TaskLedger {
    private TaskLedger() {}

    /** One row for each executor of which a task was recorded, by its row in the resources. */
    public static List<PoolLedger> of(BlameResult result) {
        Trace trace = result.trace();
        Map<Integer, List<Integer>> byExecutor = new TreeMap<>();
        for (int task = 0; task < trace.tasks().size(); task++) {
            if (trace.tasks().executor(task) != ResourceTable.NONE) {
                byExecutor
                        .computeIfAbsent(trace.tasks().executor(task), none -> new ArrayList<>())
                        .add(task);
            }
        }
        List<PoolLedger> ledgers = new ArrayList<>();
        ChainWalk walk = new ChainWalk(result.links());
        for (Map.Entry<Integer, List<Integer>> entry : byExecutor.entrySet()) {
            ledgers.add(ledger(result, walk, entry.getKey(), entry.getValue()));
        }
        return ledgers;
    }

    private static PoolLedger ledger(
            BlameResult result, ChainWalk walk, int executor, List<Integer> rows) {
        TaskTable tasks = result.trace().tasks();
        long from = result.fromNanos();
        long to = result.toNanos();
        int submitted = 0;
        long queued = 0;
        long executed = 0;
        TreeSet<Integer> workers = new TreeSet<>();
        Map<Cause, Long> behind = new HashMap<>();
        for (int task : rows) {
            long start = Math.min(to, tasks.startNanos(task));
            long submit = Math.max(from, tasks.submitNanos(task));
            submitted += tasks.submitNanos(task) >= from && tasks.submitNanos(task) < to ? 1 : 0;
            queued += Math.max(0, start - submit);
            if (tasks.worker(task) != ThreadTable.NONE) {
                workers.add(tasks.worker(task));
                long end = Math.min(to, tasks.endNanos(task));
                executed += Math.max(0, end - Math.max(from, tasks.startNanos(task)));
                if (submit < start) {
                    walk.add(tasks.worker(task), submit, start, segment -> true, behind);
                }
            }
        }
        QueueSweep sweep = new QueueSweep(result, rows, workers);
        sweep.run();
        return new PoolLedger(
                executor,
                submitted,
                workers.size(),
                to - from,
                queued,
                executed,
                sweep.queueNanos(),
                sweep.longestQueue(),
                sweep.starvedNanos(),
                sweep.fullyStarvedNanos(),
                sweep.longestStarvedNanos(),
                sweep.idleNanos(),
                behind);
    }
}
