package dev.holdup.load;

import dev.holdup.base.IntColumn;
import dev.holdup.base.LongColumn;
import dev.holdup.base.RowOrder;
import dev.holdup.load.event.SampleRows;
import dev.holdup.load.event.WaitRows;
import dev.holdup.load.format.ThreadDictionary;
import dev.holdup.model.ThreadState;
import dev.holdup.model.ThreadTable;

/**
 * Decides where "no wait recorded" may count as running. With our agent's hooks it may, for the
 * application's platform threads: what they block in is hooked. It may not for threads of the JVM,
 * for virtual threads between mounts, and without the agent: plain JFR has no event for accept,
 * select, connect or name lookup, so a thread it tells nothing about may have done nothing at all.
 * There, only the time near something the thread was seen doing counts as running, and the rest is
 * unknown.
 */
final class RunningEvidence {
    /** A thread seen doing something is taken to go on for so long. */
    static final long REACH_NANOS = 100_000_000;

    private final Assembly assembly;
    private final WaitAssembly waitAssembly;
    private final ThreadDictionary threads;
    private final boolean agent;

    RunningEvidence(Assembly assembly, WaitAssembly waitAssembly) {
        this.assembly = assembly;
        this.waitAssembly = waitAssembly;
        threads = assembly.dictionaries.threads();
        agent = assembly.rows.facts.agent;
    }

    void run() {
        RowOrder waits = agent ? RowOrder.EMPTY : waitAssembly.order();
        RowOrder samples = agent ? RowOrder.EMPTY : runningSamples();
        for (int row = 0; row < threads.size(); row++) {
            boolean trusted = agent && isApplications(row);
            if (!trusted) {
                addUnknown(row, waits, samples);
            }
        }
    }

    private boolean isApplications(int row) {
        return !threads.isVirtual(row) && !SystemThreads.contain(assembly, row);
    }

    private RowOrder runningSamples() {
        SampleRows samples = assembly.rows.samples;
        IntColumn running = new IntColumn(ThreadTable.NONE);
        for (int row = 0; row < samples.size(); row++) {
            if (samples.kinds.get(row) == SampleRows.RUNNING) {
                running.set(row, samples.threads.get(row));
            }
        }
        return RowOrder.of(running, samples.atNanos, threads.size());
    }

    /**
     * Everything farther than the reach from every wait and from every sample that saw the thread
     * run. Of a wait that was left out only its start says something.
     */
    private void addUnknown(int row, RowOrder waitOrder, RowOrder sampleOrder) {
        WaitRows waits = assembly.rows.waits;
        LongColumn sampledAt = assembly.rows.samples.atNanos;
        int sample = sampleOrder.first(row);
        int lastSample = sampleOrder.end(row);
        long known = 0;
        for (int place = waitOrder.first(row); place < waitOrder.end(row); place++) {
            int wait = waitOrder.row(place);
            long start = waits.startNanos.get(wait);
            while (sample < lastSample && sampledAt.get(sampleOrder.row(sample)) < start) {
                long at = sampledAt.get(sampleOrder.row(sample++));
                known = seen(row, known, at, at);
            }
            long end = waitAssembly.isDropped(wait) ? start : waits.endNanos.get(wait);
            known = seen(row, known, start, end);
        }
        while (sample < lastSample) {
            long at = sampledAt.get(sampleOrder.row(sample++));
            known = seen(row, known, at, at);
        }
        addUnknown(row, known, assembly.windowNanos);
    }

    /** Returns until when the thread's doings are known, now that it was seen from - to. */
    private long seen(int row, long known, long from, long to) {
        addUnknown(row, known, from - REACH_NANOS);
        return Math.max(known, to + REACH_NANOS);
    }

    private void addUnknown(int row, long from, long to) {
        if (from < to) {
            assembly.builder.addState(assembly.thread(row), from, to, ThreadState.UNKNOWN);
        }
    }
}
