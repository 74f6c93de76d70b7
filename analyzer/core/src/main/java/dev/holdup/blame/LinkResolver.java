package dev.holdup.blame;

import dev.holdup.base.IntColumn;
import dev.holdup.model.Confidence;
import dev.holdup.model.Operation;
import dev.holdup.model.Outcome;
import dev.holdup.model.ResourceTable;
import dev.holdup.model.SegmentTable;
import dev.holdup.model.TaskTable;
import dev.holdup.model.ThreadState;
import dev.holdup.model.ThreadTable;
import dev.holdup.model.Trace;
import dev.holdup.model.WaitTable;
import dev.holdup.model.WakeKind;
import dev.holdup.model.WakeTable;

/**
 * Resolves every edge (blame.md 2.5, 2.12 step 2): the owner of each lock, the occupant of each
 * carrier, the pauses of the VM, and for each wait what it waits for over its time. For a wait the
 * first rule that applies is, in this order: its owner, its obligor, its releaser, the occupants of
 * its pool, nothing. The time between the waking act and the wait's end is delivery.
 */
final class LinkResolver {
    private final Trace trace;

    /** True if all occupants answer for the time a task was queued or a thread had no carrier. */
    private final boolean shares;

    private final WaitTable waits;
    private final WakeTable wakes;
    private final IdleWaits idle;
    private final ThreadOrder order;
    private final Carriers carriers;
    private final Actors actors;
    private final Obligors obligors;
    private final NodeTable nodes;
    private final Stranded stranded;
    private final Stretches stretches = new Stretches();

    /** For each row of the nodes: the next row, itself included, at which no owner is known. */
    private final IntColumn nextUnknown = new IntColumn();

    private LinkResolver(Trace trace, BlameOptions options) {
        this.trace = trace;
        shares = options.sharing() == Sharing.OCCUPANTS;
        waits = trace.waits();
        wakes = trace.wakes();
        order = ThreadOrder.of(trace.threads());
        carriers = new Carriers(trace);
        actors = new Actors(trace, carriers);
        TaskIntervals tasks = TaskIntervals.byWorker(trace);
        idle = IdleWaits.of(trace, options.idleRules(), tasks);
        obligors = new Obligors(trace, tasks);
        nodes = new NodeTable(trace, order, carriers);
        stranded = Stranded.of(trace, idle);
    }

    static Links resolve(Trace trace, BlameOptions options) {
        return new LinkResolver(trace, options).links(options.idleRules().version());
    }

    private Links links(String rulesVersion) {
        nodes.addOwners(actors);
        indexUnknown();
        nodes.addCarriers();
        nodes.addPauses();
        nodes.addPools(wantedPools(), wantsCarrierPool());
        nodes.addStranded(stranded);
        for (int wait = 0; wait < waits.size(); wait++) {
            stretches.nextOwner();
            resolve(wait);
        }
        return new Links(
                trace,
                order,
                idle,
                rulesVersion,
                stretches,
                nodes.rows(),
                nodes.firstPool(),
                nodes.poolResources(),
                nodes.sets(),
                carriers,
                nodes.carrierNodes(),
                nodes.carrierPool(),
                nodes.vmNode(),
                nodes.vmNames(),
                shares);
    }

    private void indexUnknown() {
        Stretches rows = nodes.rows();
        int[] next = new int[rows.size()];
        for (int owner = rows.owners() - 1; owner >= 0; owner--) {
            int unknown = rows.end(owner);
            for (int row = rows.end(owner) - 1; row >= rows.first(owner); row--) {
                unknown = rows.target(row) == OwnerTimeline.UNKNOWN ? row : unknown;
                next[row] = unknown;
            }
        }
        for (int row : next) {
            nextUnknown.add(row);
        }
    }

    /** Resources for whose occupants a wait may have to ask: it has no waker and no obligor. */
    private boolean[] wantedPools() {
        boolean[] wanted = new boolean[trace.resources().size()];
        for (int wait = 0; wait < waits.size(); wait++) {
            int resource = waits.resource(wait);
            if (shares) {
                wantExecutor(wanted, taskBehind(wait));
            }
            if (resource == ResourceTable.NONE || isWoken(wait)) {
                continue;
            }
            wanted[resource] = true;
            wantExecutor(wanted, obligors.taskOf(wait));
        }
        return wanted;
    }

    private void wantExecutor(boolean[] wanted, int task) {
        if (task != TaskTable.NONE && trace.tasks().executor(task) != ResourceTable.NONE) {
            wanted[trace.tasks().executor(task)] = true;
        }
    }

    /** The task whose result, or whose act, ends the wait, or NONE. */
    private int taskBehind(int wait) {
        int task = obligors.taskOf(wait);
        if (task != TaskTable.NONE || !isWoken(wait)) {
            return task;
        }
        int wake = waits.wake(wait);
        return obligors.taskOfAct(actors.waker(wake), wakes.actNanos(wake));
    }

    /** True if some virtual thread was runnable and never mounted, or all carriers answer. */
    private boolean wantsCarrierPool() {
        if (shares) {
            return carriers.count() > 0;
        }
        SegmentTable segments = trace.segments();
        for (int thread = 0; carriers.count() > 0 && thread < trace.threads().size(); thread++) {
            for (int row = segments.end(thread) - 1; row >= segments.first(thread); row--) {
                if (segments.state(row) == ThreadState.RUNNABLE_CARRIER
                        && carriers.nextMount(thread, segments.startNanos(row)) == Carriers.NONE) {
                    return true;
                }
            }
        }
        return false;
    }

    /** A waker is known and the operation is one that threads end. */
    private boolean isWoken(int wait) {
        int wake = waits.wake(wait);
        if (wake == WakeTable.NONE || actors.waker(wake) == ThreadTable.NONE) {
            return false;
        }
        WakeKind kind = wakes.kind(wake);
        return waits.operation(wait).ends() != Operation.Ends.OUTSIDE
                || (kind != WakeKind.INTERRUPT && kind != WakeKind.TIMER);
    }

    private void resolve(int wait) {
        long start = waits.startNanos(wait);
        long end = waits.endNanos(wait);
        boolean woken = isWoken(wait);
        int wake = waits.wake(wait);
        long act = woken ? Math.max(start, Math.min(end, wakes.actNanos(wake))) : end;
        boolean owned =
                waits.operation(wait).ends() == Operation.Ends.BY_OWNER
                        && waits.resource(wait) != ResourceTable.NONE;
        if (act > start && owned) {
            resolveOwned(wait, start, act);
        } else if (act > start) {
            fallBack(wait, start, act);
        }
        if (act < end) {
            add(wait, act, Terminal.delivery(wakes.kind(wake)), wakes.confidence(wake), wake);
        }
    }

    /** Rule 1 where the owner is known, the other rules where not. */
    private void resolveOwned(int wait, long start, long end) {
        Stretches rows = nodes.rows();
        int node = nodes.owner(waits.resource(wait));
        int owner = node - trace.threads().size();
        long now = start;
        while (now < end) {
            int row = rows.at(owner, now);
            if (row < rows.first(owner) || rows.target(row) == OwnerTimeline.UNKNOWN) {
                long until = row + 1 < rows.end(owner) ? rows.start(row + 1) : end;
                fallBack(wait, now, Math.min(until, end));
                now = until;
            } else {
                add(wait, now, node, Confidence.EXACT, WakeTable.NONE);
                int unknown = nextUnknown.get(row);
                now = unknown < rows.end(owner) ? rows.start(unknown) : end;
            }
        }
    }

    /** Rules 3 to 6 for [from, to). */
    private void fallBack(int wait, long from, long to) {
        if (idle.isIdle(wait) && !isWoken(wait)) {
            add(wait, from, Terminal.NO_WORK, Confidence.EXACT, WakeTable.NONE);
            return;
        }
        if (WokenFromIdle.isKnownByItsEndOnly(waits, wait) && !idle.isIdle(wait)) {
            add(wait, from, Terminal.UNKNOWN_PLACE, Confidence.EXACT, WakeTable.NONE);
            return;
        }
        if (!byObligor(wait, from, to) && !byReleaser(wait, from, to) && !byOccupants(wait, from)) {
            add(wait, from, terminal(wait), Confidence.EXACT, WakeTable.NONE);
            if (nodes.strandedPool() != NodeTable.NONE && stranded.contains(wait)) {
                long since = Math.max(from, stranded.sinceNanos());
                add(wait, since, nodes.strandedPool(), Confidence.INFERRED, WakeTable.NONE);
            }
        }
    }

    private boolean byObligor(int wait, long from, long to) {
        if (waits.operation(wait).ends() == Operation.Ends.BY_OWNER) {
            return false;
        }
        int party = actors.owner(wait);
        if (party == ThreadTable.NONE) {
            party = obligors.joined(wait);
        }
        if (party != ThreadTable.NONE && party != waits.thread(wait)) {
            add(wait, from, party, Confidence.EXACT, WakeTable.NONE);
            addEnded(wait, from, to, party);
            return true;
        }
        int task = obligors.taskOf(wait);
        if (task == TaskTable.NONE) {
            return false;
        }
        int worker = trace.tasks().worker(task);
        int executor = trace.tasks().executor(task);
        int pool = executor == ResourceTable.NONE ? NodeTable.NONE : nodes.pool(executor);
        if (worker == ThreadTable.NONE && (pool == NodeTable.NONE || isWoken(wait))) {
            return false;
        }
        byLineage(
                wait,
                from,
                to,
                task,
                worker == ThreadTable.NONE ? pool : worker,
                Confidence.EXACT,
                WakeTable.NONE);
        return true;
    }

    /** Who joins a thread that is over waits for the news of it. */
    private void addEnded(int wait, long from, long to, int party) {
        long end = Math.max(from, trace.threads().endNanos(party));
        if (end < to && waits.operation(wait) == Operation.THREAD_JOIN) {
            int delivery = Terminal.delivery(WakeKind.THREAD_END);
            add(wait, end, delivery, Confidence.EXACT, WakeTable.NONE);
        }
    }

    private boolean byReleaser(int wait, long from, long to) {
        if (!isWoken(wait)) {
            return false;
        }
        int wake = waits.wake(wait);
        int waker = actors.waker(wake);
        int task = obligors.taskOfAct(waker, wakes.actNanos(wake));
        if (task == TaskTable.NONE) {
            addThread(wait, from, to, waker, wakes.confidence(wake), wake);
            addEnded(wait, from, to, waker);
        } else {
            byLineage(wait, from, to, task, waker, wakes.confidence(wake), wake);
        }
        return true;
    }

    /** Before the task was submitted its submitter is waited for, from then on {@code doer}. */
    private void byLineage(
            int wait, long from, long to, int task, int doer, Confidence confidence, int wake) {
        long submit = trace.tasks().submitNanos(task);
        if (from < submit) {
            int submitter = trace.tasks().submitter(task);
            addThread(
                    wait,
                    from,
                    Math.min(to, submit),
                    submitter == ThreadTable.NONE ? Terminal.UNKNOWN_WAKER : submitter,
                    confidence,
                    wake);
        }
        long started = Math.max(submit, trace.tasks().startNanos(task));
        int executor = trace.tasks().executor(task);
        int pool = executor == ResourceTable.NONE ? NodeTable.NONE : nodes.pool(executor);
        if (shares && pool != NodeTable.NONE && from < started && submit < to) {
            add(wait, Math.max(from, submit), pool, confidence, wake);
            if (started < to) {
                addThread(wait, started, to, doer, confidence, wake);
            }
        } else if (submit < to) {
            addThread(wait, Math.max(from, submit), to, doer, confidence, wake);
        }
    }

    /** Unresolved: the occupants of a pool share, the last reader to leave is waited for. */
    private boolean byOccupants(int wait, long from) {
        int resource = waits.resource(wait);
        if (resource == ResourceTable.NONE) {
            return false;
        }
        switch (waits.operation(wait).ends()) {
            case OUTSIDE -> {
                return false;
            }
            case BY_OWNER -> {
                int node = nodes.lastToLeave(resource);
                if (node != NodeTable.NONE) {
                    add(wait, from, node, Confidence.EXACT, WakeTable.NONE);
                }
                return node != NodeTable.NONE;
            }
            case BY_WAKER -> {
                int node = nodes.pool(resource);
                if (node != NodeTable.NONE) {
                    add(wait, from, node, Confidence.EXACT, WakeTable.NONE);
                }
                return node != NodeTable.NONE;
            }
        }
        return false;
    }

    private int terminal(int wait) {
        Operation.Ends ends = waits.operation(wait).ends();
        if (ends == Operation.Ends.OUTSIDE) {
            return Terminal.CALL;
        }
        if (ends == Operation.Ends.BY_OWNER) {
            return Terminal.UNKNOWN_OWNER;
        }
        Outcome outcome = waits.outcome(wait);
        return switch (outcome) {
            case TIMED_OUT -> Terminal.NO_SIGNAL;
            case INTERRUPTED -> Terminal.UNKNOWN_INTERRUPTER;
            case UNFINISHED -> Terminal.UNKNOWN_UNRELEASED;
            case SATISFIED, FAILED, UNKNOWN -> Terminal.UNKNOWN_WAKER;
        };
    }

    /**
     * A thread, or a pool, for [from, to). Before a thread was started, whoever started it was
     * expected to act.
     */
    private void addThread(
            int wait, long from, long to, int target, Confidence confidence, int wake) {
        ThreadTable threads = trace.threads();
        int actor = target;
        long until = to;
        int steps = 0;
        while (actor >= 0
                && actor < threads.size()
                && threads.startNanos(actor) > from
                && isCreatedByAnother(actor, waits.thread(wait))
                && steps++ < threads.size()) {
            until = Math.min(until, threads.startNanos(actor));
            actor = threads.creator(actor);
        }
        boolean self = actor == waits.thread(wait);
        add(wait, from, self ? Terminal.UNKNOWN_CONTRADICTION : actor, confidence, wake);
        if (until < to) {
            addThread(wait, until, to, target, confidence, wake);
        }
    }

    private boolean isCreatedByAnother(int thread, int self) {
        int creator = trace.threads().creator(thread);
        return creator != ThreadTable.NONE && creator != self && creator != thread;
    }

    /** A stretch; of a wait that was itself concluded nothing is exact. */
    private void add(int wait, long start, int target, Confidence confidence, int wake) {
        boolean inferred = waits.confidence(wait) != Confidence.EXACT;
        stretches.add(start, target, inferred ? Confidence.INFERRED : confidence, wake);
    }
}
