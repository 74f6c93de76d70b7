package dev.holdup.load;

import dev.holdup.base.IntColumn;
import dev.holdup.base.LongColumn;
import dev.holdup.load.event.SampleRows;
import dev.holdup.load.event.WaitRows;
import dev.holdup.load.format.ThreadDictionary;
import dev.holdup.model.ThreadState;

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
    private final ThreadDictionary threads;
    private final boolean agent;

    RunningEvidence(Assembly assembly) {
        this.assembly = assembly;
        threads = assembly.dictionaries.threads();
        agent = assembly.rows.facts.agent;
    }

    void run() {
        IntColumn seenThreads = new IntColumn();
        LongColumn seenNanos = new LongColumn();
        if (!agent) {
            collect(seenThreads, seenNanos);
        }
        RowOrder order = RowOrder.of(seenThreads, seenNanos, threads.size());
        for (int row = 0; row < threads.size(); row++) {
            boolean trusted = agent && isApplications(row);
            if (!trusted) {
                addUnknown(row, order, seenNanos);
            }
        }
    }

    private boolean isApplications(int row) {
        return !threads.isVirtual(row) && !SystemThreads.contain(assembly, row);
    }

    /** Begin and end of every wait, and every sample that saw the thread run. */
    private void collect(IntColumn seenThreads, LongColumn seenNanos) {
        WaitRows waits = assembly.rows.waits;
        for (int row = 0; row < waits.size(); row++) {
            seenThreads.add(waits.threads.get(row));
            seenNanos.add(waits.startNanos.get(row));
            seenThreads.add(waits.threads.get(row));
            seenNanos.add(waits.endNanos.get(row));
        }
        SampleRows samples = assembly.rows.samples;
        for (int row = 0; row < samples.size(); row++) {
            if (samples.kinds.get(row) == SampleRows.RUNNING) {
                seenThreads.add(samples.threads.get(row));
                seenNanos.add(samples.atNanos.get(row));
            }
        }
    }

    /** Everything farther than the reach from anything the thread was seen doing. */
    private void addUnknown(int row, RowOrder order, LongColumn seenNanos) {
        long known = 0;
        for (int place = order.first(row); place < order.end(row); place++) {
            long at = seenNanos.get(order.row(place));
            addUnknown(row, known, at - REACH_NANOS);
            known = Math.max(known, at + REACH_NANOS);
        }
        addUnknown(row, known, assembly.windowNanos);
    }

    private void addUnknown(int row, long from, long to) {
        if (from < to) {
            assembly.builder.addState(assembly.thread(row), from, to, ThreadState.UNKNOWN);
        }
    }
}
