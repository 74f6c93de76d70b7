package dev.holdup.blame;

import dev.holdup.model.HoldTable;
import dev.holdup.model.MountTable;
import dev.holdup.model.Operation;
import dev.holdup.model.Outcome;
import dev.holdup.model.PauseTable;
import dev.holdup.model.ResourceTable;
import dev.holdup.model.TaskTable;
import dev.holdup.model.ThreadState;
import dev.holdup.model.ThreadTable;
import dev.holdup.model.Trace;
import dev.holdup.model.WaitTable;
import dev.holdup.model.WakeKind;
import dev.holdup.model.WakeTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;

/**
 * The blocker of a thread or a pool at one nanosecond, by going through all rows of the trace
 * (blame.md 2.5). Nodes: threads, then one pool for each resource, then the pool of all carriers.
 */
final class OracleBlockers {
    private final Trace trace;
    private final boolean shares;
    private final WaitTable waits;
    private final HoldTable holds;
    private final IntPredicate idle;
    private final OracleOwners owners;
    private final int threads;

    OracleBlockers(Trace trace, IntPredicate idle, Sharing sharing) {
        this.trace = trace;
        shares = sharing == Sharing.OCCUPANTS;
        this.idle = idle;
        waits = trace.waits();
        holds = trace.holds();
        threads = trace.threads().size();
        owners = new OracleOwners(trace, this);
    }

    ThreadState state(int segment) {
        int wait = trace.segments().wait(segment);
        ThreadState state = trace.segments().state(segment);
        return wait >= 0 && state.isBlocked() && idle.test(wait) ? ThreadState.IDLE : state;
    }

    /** Threads in an order that does not depend on their rows. */
    int rank(int thread) {
        int before = 0;
        for (int other = 0; other < threads; other++) {
            before += compare(other, thread) < 0 ? 1 : 0;
        }
        return before;
    }

    private int compare(int a, int b) {
        ThreadTable table = trace.threads();
        int byStart = Long.compare(table.startNanos(a), table.startNanos(b));
        return byStart != 0 ? byStart : Long.compare(table.javaThreadId(a), table.javaThreadId(b));
    }

    int poolResource(int node) {
        int resource = node - threads;
        return resource < trace.resources().size() ? resource : ResourceTable.NONE;
    }

    Oracle.Step step(int node, long now) {
        if (node >= threads) {
            return poolStep(node, now);
        }
        int segment = trace.segments().at(node, now);
        if (segment < 0) {
            boolean started =
                    now < trace.threads().startNanos(node) && trace.threads().creator(node) >= 0;
            return Oracle.Step.end(started ? "CPU:" : "UNKNOWN:the blocker was not alive", true);
        }
        int wait = trace.segments().wait(segment);
        if (wait >= 0) {
            return waitStep(wait, now);
        }
        return switch (state(segment)) {
            case RUNNING -> Oracle.Step.end("EXEC:", true);
            case RUNNABLE_CPU -> Oracle.Step.end("CPU:", true);
            case STOPPED_VM -> stopStep(node, now);
            case RUNNABLE_CARRIER -> carrierStep(node, trace.segments().startNanos(segment), now);
            default -> Oracle.Step.end("UNKNOWN:state not recorded", true);
        };
    }

    private static Oracle.Step to(int self, int next, boolean exact, int wake) {
        return next == self
                ? Oracle.Step.end("LATENCY:hand-off", exact)
                : new Oracle.Step("", next, List.of(), exact, wake);
    }

    private Oracle.Step waitStep(int wait, long now) {
        boolean sure = Oracle.isExact(waits.confidence(wait));
        Oracle.Step step = surely(wait, now);
        return new Oracle.Step(
                step.end(), step.next(), step.pool(), sure && step.exact(), step.wake());
    }

    private Oracle.Step surely(int wait, long now) {
        int self = waits.thread(wait);
        int wake = waits.wake(wait);
        boolean woken = isWoken(wait);
        boolean sureWake = woken && Oracle.isExact(trace.wakes().confidence(wake));
        if (woken && now >= trace.wakes().actNanos(wake)) {
            String kind =
                    trace.wakes().kind(wake).name().toLowerCase(Locale.ROOT).replace('_', ' ');
            return new Oracle.Step("LATENCY:" + kind, -1, List.of(), sureWake, wake);
        }
        Operation operation = waits.operation(wait);
        int resource = waits.resource(wait);
        if (Oracle.byOwner(operation) && resource >= 0) {
            OracleOwners.Owner owner = owners.at(resource, now);
            if (owner.free()) {
                return Oracle.Step.end("LATENCY:hand-off", owner.exact());
            }
            if (owner.thread() >= 0) {
                return to(self, owner.thread(), owner.exact(), -1);
            }
        }
        if (idle.test(wait) && !woken) {
            return Oracle.Step.end("NO_WORK:", true);
        }
        if (operation == Operation.PARK
                && waits.stack(wait) < 0
                && !Oracle.isExact(waits.confidence(wait))
                && wake >= 0
                && !idle.test(wait)) {
            return Oracle.Step.end("UNKNOWN:what it waited in was not recorded", true);
        }
        if (!Oracle.byOwner(operation)) {
            Oracle.Step obligor = obligor(wait, now);
            if (obligor != null) {
                return obligor;
            }
        }
        if (woken) {
            int waker = waker(wake);
            int task = taskOf(waker, trace.wakes().actNanos(wake) - 1);
            if (task < 0 && isOver(wait, waker, now)) {
                return ENDED;
            }
            return task < 0
                    ? to(self, bornBy(waker, self, now), sureWake, wake)
                    : lineage(self, task, waker, now, sureWake, wake);
        }
        return withoutWaker(wait, now);
    }

    private Oracle.Step withoutWaker(int wait, long now) {
        Operation operation = waits.operation(wait);
        int resource = waits.resource(wait);
        if (operation.ends() == Operation.Ends.OUTSIDE) {
            return Oracle.Step.end("CALL:", true);
        }
        if (Oracle.byOwner(operation)) {
            int last = resource < 0 ? -1 : lastReader(resource, now);
            return last < 0
                    ? Oracle.Step.end("UNKNOWN:owner not recorded", true)
                    : to(waits.thread(wait), last, true, -1);
        }
        if (resource >= 0 && hasStays(resource)) {
            return new Oracle.Step("", threads + resource, List.of(), true, -1);
        }
        return switch (waits.outcome(wait)) {
            case TIMED_OUT -> Oracle.Step.end("CALL:no signal", true);
            case INTERRUPTED -> Oracle.Step.end("UNKNOWN:interrupter not recorded", true);
            case UNFINISHED ->
                    Oracle.Step.end("UNKNOWN:not released before the recording ended", true);
            case SATISFIED, FAILED, UNKNOWN -> Oracle.Step.end("UNKNOWN:waker not recorded", true);
        };
    }

    /** Null if nobody is known to owe the wait its end. */
    private Oracle.@org.jspecify.annotations.Nullable Step obligor(int wait, long now) {
        int self = waits.thread(wait);
        int owner = other(waits.owner(wait), self, waits.startNanos(wait));
        if (owner >= 0) {
            return isOver(wait, owner, now) ? ENDED : to(self, owner, true, -1);
        }
        int resource = waits.resource(wait);
        if (resource < 0) {
            return null;
        }
        if (trace.resources().kind(resource) == ResourceTable.Kind.THREAD) {
            for (int thread = 0; thread < threads; thread++) {
                boolean alive =
                        trace.threads().startNanos(thread) <= waits.endNanos(wait)
                                && trace.threads().endNanos(thread) >= waits.startNanos(wait);
                if (alive
                        && thread != self
                        && trace.threads().javaThreadId(thread)
                                == trace.resources().identity(resource)) {
                    return isOver(wait, thread, now) ? ENDED : to(self, thread, true, -1);
                }
            }
        }
        TaskTable tasks = trace.tasks();
        int task = -1;
        for (int each = 0; each < tasks.size(); each++) {
            if (tasks.result(each) == resource
                    && tasks.submitNanos(each) <= waits.endNanos(wait)
                    && (task < 0 || tasks.submitNanos(each) >= tasks.submitNanos(task))) {
                task = each;
            }
        }
        if (task < 0) {
            return null;
        }
        int doer = tasks.worker(task);
        boolean queued = tasks.executor(task) >= 0 && hasStays(tasks.executor(task));
        if (doer < 0 && (isWoken(wait) || !queued)) {
            return null;
        }
        return lineage(self, task, doer < 0 ? threads + tasks.executor(task) : doer, now, true, -1);
    }

    private Oracle.Step lineage(int self, int task, int doer, long now, boolean exact, int wake) {
        int executor = trace.tasks().executor(task);
        if (shares
                && trace.tasks().submitNanos(task) <= now
                && now < trace.tasks().startNanos(task)
                && executor >= 0
                && hasStays(executor)) {
            return new Oracle.Step("", threads + executor, List.of(), exact, wake);
        }
        int party = doer;
        if (now < trace.tasks().submitNanos(task)) {
            party = trace.tasks().submitter(task);
            if (party < 0) {
                return new Oracle.Step("UNKNOWN:waker not recorded", -1, List.of(), exact, wake);
            }
        }
        party = bornBy(party, self, now);
        return party == self
                ? new Oracle.Step("UNKNOWN:contradictory evidence", -1, List.of(), exact, wake)
                : new Oracle.Step("", party, List.of(), exact, wake);
    }

    private static final Oracle.Step ENDED = Oracle.Step.end("LATENCY:thread end", true);

    private boolean isOver(int wait, int thread, long now) {
        return waits.operation(wait) == Operation.THREAD_JOIN
                && now >= trace.threads().endNanos(thread);
    }

    /** Before a thread was started: who started it, or who started that one. */
    private int bornBy(int party, int self, long now) {
        int actor = party;
        for (int steps = 0; actor >= 0 && actor < threads && steps < threads; steps++) {
            int creator = trace.threads().creator(actor);
            boolean born = trace.threads().startNanos(actor) <= now;
            if (born || creator < 0 || creator == self || creator == actor) {
                return actor;
            }
            actor = creator;
        }
        return actor;
    }

    private int taskOf(int worker, long nanos) {
        TaskTable tasks = trace.tasks();
        int best = -1;
        for (int task = 0; task < tasks.size(); task++) {
            if (tasks.worker(task) == worker
                    && tasks.startNanos(task) <= nanos
                    && nanos < tasks.endNanos(task)
                    && (best < 0 || tasks.startNanos(task) >= tasks.startNanos(best))) {
                best = task;
            }
        }
        return best;
    }

    boolean isWoken(int wait) {
        int wake = waits.wake(wait);
        if (wake < 0 || waker(wake) < 0) {
            return false;
        }
        WakeKind kind = trace.wakes().kind(wake);
        return waits.operation(wait).ends() != Operation.Ends.OUTSIDE
                || (kind != WakeKind.INTERRUPT && kind != WakeKind.TIMER);
    }

    int waker(int wake) {
        WakeTable wakes = trace.wakes();
        return other(wakes.from(wake), wakes.to(wake), wakes.actNanos(wake));
    }

    /** Who is meant: the one mounted on a carrier; nobody if it is the thread itself. */
    int other(int thread, int self, long nanos) {
        int meant = thread;
        if (thread >= 0 && trace.threads().isCarrier(thread)) {
            int occupant = occupant(thread, nanos);
            meant = occupant;
        }
        return meant == self ? -1 : meant;
    }

    /** The virtual thread of the mount that began last and is not over, or -1. */
    private int occupant(int carrier, long nanos) {
        MountTable mounts = trace.mounts();
        int last = -1;
        for (int mount = 0; mount < mounts.size(); mount++) {
            if (mounts.carrier(mount) == carrier
                    && mounts.startNanos(mount) < mounts.endNanos(mount)
                    && mounts.startNanos(mount) <= nanos
                    && (last < 0 || mounts.startNanos(mount) >= mounts.startNanos(last))) {
                last = mount;
            }
        }
        return last >= 0 && mounts.endNanos(last) > nanos ? mounts.virtualThread(last) : -1;
    }

    private Oracle.Step carrierStep(int virtual, long since, long now) {
        MountTable mounts = trace.mounts();
        int next = -1;
        for (int mount = 0; mount < mounts.size(); mount++) {
            if (mounts.virtualThread(mount) == virtual
                    && mounts.startNanos(mount) < mounts.endNanos(mount)
                    && mounts.startNanos(mount) > since
                    && (next < 0 || mounts.startNanos(mount) < mounts.startNanos(next))) {
                next = mount;
            }
        }
        if (next >= 0 && !shares) {
            int occupant = occupant(mounts.carrier(next), now);
            return occupant < 0
                    ? Oracle.Step.end("LATENCY:carrier free", true)
                    : to(virtual, occupant, true, -1);
        }
        return carriers().isEmpty()
                ? Oracle.Step.end("UNKNOWN:carrier not recorded", true)
                : new Oracle.Step("", threads + trace.resources().size(), List.of(), true, -1);
    }

    private Oracle.Step stopStep(int self, long now) {
        PauseTable pauses = trace.pauses();
        int best = -1;
        for (int pause = 0; pause < pauses.size(); pause++) {
            if (pauses.startNanos(pause) <= now
                    && now < pauses.endNanos(pause)
                    && (best < 0 || pauses.kind(pause).compareTo(pauses.kind(best)) > 0)) {
                best = pause;
            }
        }
        if (best < 0) {
            return Oracle.Step.end("VM:operation not recorded", true);
        }
        if (pauses.kind(best) != PauseTable.Kind.SAFEPOINT_SYNC) {
            return Oracle.Step.end("VM:" + pauses.name(best), true);
        }
        int late = pauses.lateThread(best);
        long arrival = late < 0 ? -1 : stopBegan(late, best);
        boolean recorded = late >= 0;
        for (int thread = 0; !recorded && thread < threads; thread++) {
            long began = stopBegan(thread, best);
            int segment = trace.segments().at(thread, began);
            boolean stops =
                    segment >= 0 && trace.segments().state(segment) == ThreadState.STOPPED_VM;
            boolean later =
                    late < 0
                            ? began > pauses.startNanos(best)
                            : began > arrival || (began == arrival && rank(thread) < rank(late));
            if (stops && later) {
                late = thread;
                arrival = began;
            }
        }
        if (late < 0) {
            return Oracle.Step.end("UNKNOWN:" + Terminal.LATE, true);
        }
        if (now >= arrival) {
            return Oracle.Step.end("VM:time to safepoint", true);
        }
        return late == self
                ? Oracle.Step.end("VM:operation not recorded", recorded)
                : new Oracle.Step("", late, List.of(), recorded, -1);
    }

    private long stopBegan(int thread, int pause) {
        for (long t = trace.pauses().startNanos(pause); t < trace.pauses().endNanos(pause); t++) {
            int segment = trace.segments().at(thread, t);
            if (segment >= 0 && trace.segments().state(segment) == ThreadState.STOPPED_VM) {
                return t;
            }
        }
        return trace.pauses().endNanos(pause);
    }

    private record Stay(int thread, long start, long end) {}

    private List<Stay> stays(int node) {
        List<Stay> stays = new ArrayList<>();
        int resource = poolResource(node);
        if (resource < 0) {
            MountTable mounts = trace.mounts();
            for (int mount = 0; mount < mounts.size(); mount++) {
                stays.add(
                        new Stay(
                                mounts.virtualThread(mount),
                                mounts.startNanos(mount),
                                mounts.endNanos(mount)));
            }
            return stays;
        }
        for (int hold = 0; hold < holds.size(); hold++) {
            if (holds.resource(hold) == resource) {
                stays.add(
                        new Stay(holds.thread(hold), holds.startNanos(hold), holds.endNanos(hold)));
            }
        }
        TaskTable tasks = trace.tasks();
        for (int task = 0; task < tasks.size(); task++) {
            if (tasks.executor(task) == resource && tasks.worker(task) >= 0) {
                stays.add(
                        new Stay(tasks.worker(task), tasks.startNanos(task), tasks.endNanos(task)));
            }
        }
        return stays;
    }

    private boolean hasStays(int resource) {
        return stays(threads + resource).stream().anyMatch(stay -> stay.start() < stay.end());
    }

    private Set<Integer> carriers() {
        Set<Integer> carriers = new TreeSet<>();
        for (int mount = 0; mount < trace.mounts().size(); mount++) {
            if (trace.mounts().startNanos(mount) < trace.mounts().endNanos(mount)) {
                carriers.add(trace.mounts().carrier(mount));
            }
        }
        return carriers;
    }

    private Oracle.Step poolStep(int node, long now) {
        List<Stay> stays = stays(node);
        stays.removeIf(stay -> stay.start() > now || stay.end() <= now);
        stays.sort(
                Comparator.comparingLong(Stay::start)
                        .thenComparingInt(stay -> rank(stay.thread())));
        List<Integer> occupants = new ArrayList<>();
        for (Stay stay : stays) {
            if (!occupants.contains(stay.thread())) {
                occupants.add(stay.thread());
            }
        }
        boolean ofCarriers = poolResource(node) < 0;
        int slots = 1;
        if (ofCarriers) {
            slots = carriers().size();
        }
        return occupants.isEmpty() || occupants.size() < slots
                ? Oracle.Step.end(ofCarriers ? "LATENCY:carrier free" : "LATENCY:hand-off", true)
                : new Oracle.Step("", -1, occupants, true, -1);
    }

    /** Of the shared holders at the instant the one that leaves last. */
    private int lastReader(int resource, long now) {
        int last = -1;
        for (int hold = 0; hold < holds.size(); hold++) {
            if (holds.resource(hold) == resource
                    && holds.isShared(hold)
                    && holds.startNanos(hold) <= now
                    && now < holds.endNanos(hold)) {
                boolean later =
                        last < 0
                                || holds.endNanos(hold) > holds.endNanos(last)
                                || (holds.endNanos(hold) == holds.endNanos(last)
                                        && rank(holds.thread(hold)) < rank(holds.thread(last)));
                last = later ? hold : last;
            }
        }
        return last < 0 ? -1 : holds.thread(last);
    }

    boolean gaveUp(int wait) {
        Outcome outcome = waits.outcome(wait);
        return outcome == Outcome.TIMED_OUT
                || outcome == Outcome.INTERRUPTED
                || outcome == Outcome.FAILED;
    }

    boolean isUnfinished(int thread, int wait) {
        long end = trace.recording().durationNanos();
        return wait < 0
                ? trace.threads().endNanos(thread) >= end
                : waits.outcome(wait) == Outcome.UNFINISHED || waits.endNanos(wait) >= end;
    }
}
