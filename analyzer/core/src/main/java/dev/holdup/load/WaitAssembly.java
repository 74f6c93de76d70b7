package dev.holdup.load;

import dev.holdup.base.RowOrder;
import dev.holdup.load.event.ActRows;
import dev.holdup.load.event.Origin;
import dev.holdup.load.event.WaitRows;
import dev.holdup.load.format.Dictionaries;
import dev.holdup.load.format.StackDictionary;
import dev.holdup.load.format.SymbolDictionary;
import dev.holdup.model.Confidence;
import dev.holdup.model.Operation;
import dev.holdup.model.Outcome;
import dev.holdup.model.ResourceTable;
import dev.holdup.model.ThreadState;
import dev.holdup.model.TraceBuilder;
import dev.holdup.model.WaitTable;
import dev.holdup.model.WakeKind;

/**
 * Adds the waits: (1) order by thread and time, (2) drop what is told twice, (3) find the acts that
 * ended them, (4) find how long virtual threads then queued for a carrier, (5) name the operation
 * and the resource, and add.
 */
final class WaitAssembly {
    private static final byte SATISFIED = Outcome.SATISFIED.code();

    private final Assembly assembly;
    private final WaitRows waits;
    private final ActRows acts;
    private final Dictionaries dictionaries;
    private final ParkLabels labels;
    private final WaitResources resources;
    private final RowOrder order;
    private final DoubleWaits doubles;
    private final int intArrayClass;

    WaitAssembly(Assembly assembly) {
        this.assembly = assembly;
        waits = assembly.rows.waits;
        acts = assembly.rows.acts;
        dictionaries = assembly.dictionaries;
        labels = new ParkLabels(dictionaries.symbols(), dictionaries.stacks());
        resources = new WaitResources(assembly);
        order = RowOrder.of(waits.threads, waits.startNanos, dictionaries.threads().size());
        doubles = new DoubleWaits(waits, dictionaries, order);
        intArrayClass = dictionaries.symbols().intern("[I");
    }

    void run() {
        // (1)
        int threadCount = dictionaries.threads().size();
        MonitorReleases releases = new MonitorReleases(waits, order);
        // (2)
        doubles.run();
        // (3)
        ActMatcher matcher = new ActMatcher(waits, acts, order, threadCount);
        matcher.run();
        // (4)
        BlockedMatcher blocked =
                new BlockedMatcher(assembly.rows.virtuals, waits, order, threadCount);
        blocked.run();
        // (5)
        for (int thread = 0; thread < threadCount; thread++) {
            for (int place = order.first(thread); place < order.end(thread); place++) {
                int row = order.row(place);
                if (!doubles.isDropped(row)) {
                    int wait = add(row, thread, matcher.actOf(row), blocked.blockedOf(row));
                    if (matcher.actOf(row) == ActMatcher.NONE && waits.releasers.get(row) >= 0) {
                        addReleaser(row, wait, releases);
                    }
                }
            }
        }
        new BlockedAssembly(assembly, blocked).run();
        addUnmatched(matcher);
        tellOfDropped();
    }

    /** The rows of waits by thread and start. */
    RowOrder order() {
        return order;
    }

    /** True for a row that did not become a wait of its own. */
    boolean isDropped(int row) {
        return doubles.isDropped(row);
    }

    private int add(int row, int thread, int act, int blocked) {
        Operation operation = operation(row);
        long start = waits.startNanos.get(row);
        long end = waits.endNanos.get(row);
        long released = released(row, act, blocked, end);
        TraceBuilder builder = assembly.builder;
        int wait =
                builder.addWait(
                        assembly.thread(thread),
                        start,
                        released,
                        operation,
                        resources.of(waits, row, operation),
                        assembly.stack(waits.stacks.get(row)));
        describe(row, wait, start);
        if (act != ActMatcher.NONE) {
            addWake(wait, act);
        }
        if (released < end) {
            addReady(thread, released, end, blocked);
        }
        return wait;
    }

    /** When it was made runnable; its end if that was not recorded. */
    private long released(int row, int act, int blocked, long end) {
        if (blocked != BlockedMatcher.NONE) {
            return Math.min(end, assembly.rows.virtuals.blockedReadyNanos.get(blocked));
        }
        if (act != ActMatcher.NONE && waits.origins.get(row) == Origin.HOLDUP_PARK.code()) {
            return Math.max(waits.startNanos.get(row), Math.min(end, acts.atNanos.get(act)));
        }
        return end;
    }

    private void addReady(int thread, long released, long end, int blocked) {
        boolean virtual = dictionaries.threads().isVirtual(thread);
        long until =
                blocked == BlockedMatcher.NONE
                        ? end
                        : Math.min(end, assembly.rows.virtuals.blockedMountedNanos.get(blocked));
        assembly.builder.addState(
                assembly.thread(thread),
                released,
                until,
                virtual ? ThreadState.RUNNABLE_CARRIER : ThreadState.RUNNABLE_CPU);
    }

    private void describe(int row, int wait, long start) {
        TraceBuilder builder = assembly.builder;
        long timeout = waits.timeoutNanos.get(row);
        if (timeout > 0) {
            long deadline = start + timeout;
            builder.waitDeadline(wait, deadline < start ? WaitTable.NO_DEADLINE : deadline);
        }
        byte outcome = waits.outcomes.get(row);
        if (outcome != SATISFIED) {
            builder.waitOutcome(wait, Outcome.ofCode(outcome));
        }
        int owner = waits.owners.get(row);
        if (owner >= 0) {
            builder.waitOwner(wait, assembly.thread(owner));
        }
        long bytes = waits.bytes.get(row);
        if (bytes >= 0) {
            builder.waitBytes(wait, bytes);
        }
        if (waits.origins.get(row) == Origin.PROFILER.code()) {
            builder.waitConfidence(wait, Confidence.INFERRED);
        }
    }

    private void addWake(int wait, int act) {
        assembly.builder.addWake(
                wait,
                assembly.thread(acts.threads.get(act)),
                acts.atNanos.get(act),
                wakeKind(acts.kinds.get(act)),
                Confidence.EXACT,
                assembly.stack(acts.stacks.get(act)));
    }

    private static WakeKind wakeKind(byte code) {
        return code >= 0 && code < WakeKind.values().length
                ? WakeKind.ofCode(code)
                : WakeKind.UNPARK;
    }

    /**
     * The JVM names the thread that last left a monitor, and the one that notified; not when. The
     * notifier is a fact, the other one a conclusion: it may have left long before.
     */
    private void addReleaser(int row, int wait, MonitorReleases releases) {
        int releaser = waits.releasers.get(row);
        long end = waits.endNanos.get(row);
        TraceBuilder builder = assembly.builder;
        if (waits.origins.get(row) != Origin.JDK_MONITOR_ENTER.code()) {
            WakeKind kind =
                    operation(row) == Operation.THREAD_JOIN ? WakeKind.THREAD_END : WakeKind.NOTIFY;
            // Woken, the thread still had to get the monitor: the notifier may have gone on since.
            boolean notify = kind == WakeKind.NOTIFY;
            long at = notify ? releases.latest(releaser, waits.startNanos.get(row), end) : end;
            if (at != MonitorReleases.NEVER) {
                builder.addWake(
                        wait,
                        assembly.thread(releaser),
                        at,
                        kind,
                        at == end ? Confidence.EXACT : Confidence.INFERRED,
                        StackDictionary.NONE);
            }
            return;
        }
        long act = releases.latest(releaser, waits.startNanos.get(row), end);
        if (act == MonitorReleases.NEVER) {
            return;
        }
        builder.waitPreviousOwner(wait, assembly.thread(releaser));
        builder.addWake(
                wait,
                assembly.thread(releaser),
                act,
                WakeKind.MONITOR_EXIT,
                Confidence.INFERRED,
                StackDictionary.NONE);
    }

    private Operation operation(int row) {
        Operation recorded = Operation.ofCode(waits.operations.get(row));
        if (recorded == Operation.PARK) {
            return labels.of(waits.stacks.get(row), Operation.PARK);
        }
        if (recorded == Operation.MONITOR_WAIT) {
            // The JVM waits on a lock of type int[] for a class to be initialised.
            int type = waits.names.get(row);
            if (type != SymbolDictionary.NONE && type == intArrayClass) {
                return Operation.CLASS_INIT;
            }
            return labels.of(waits.stacks.get(row), Operation.MONITOR_WAIT);
        }
        return recorded;
    }

    /**
     * A thread was woken from a park that was not recorded: that it waited is known all the same.
     */
    private void addUnmatched(ActMatcher matcher) {
        long count = 0;
        for (int act = 0; act < acts.size(); act++) {
            int woken = acts.wokens.get(act);
            long waited = acts.waitedNanos.get(act);
            if (woken < 0 || waited <= 0 || matcher.isMatched(act)) {
                continue;
            }
            count++;
            long at = acts.atNanos.get(act);
            int wait =
                    assembly.builder.addWait(
                            assembly.thread(woken),
                            at - waited,
                            at,
                            Operation.PARK,
                            ResourceTable.NONE,
                            StackDictionary.NONE);
            assembly.builder.waitConfidence(wait, Confidence.INFERRED);
            addWake(wait, act);
        }
        if (count > 0) {
            assembly.builder.addNotice(
                    "parks-without-event",
                    count == 1
                            ? "One park is known only from the thread that ended it: where it"
                                    + " happened was not recorded."
                            : count
                                    + " parks are known only from the thread that ended them: where"
                                    + " they happened was not recorded.");
        }
    }

    private void tellOfDropped() {
        if (doubles.emptyVirtualWaits() > 0) {
            assembly.builder.addNotice(
                    "virtual-monitor-waits",
                    doubles.emptyVirtualWaits()
                            + " jdk.JavaMonitorWait events of virtual threads were left out: this"
                            + " JDK records them at the wake-up, without the time waited.");
        }
    }
}
