package dev.holdup.query;

import dev.holdup.blame.BlameResult;
import dev.holdup.model.HoldTable;
import dev.holdup.model.MountTable;
import dev.holdup.model.ResourceTable;
import dev.holdup.model.TaskTable;
import dev.holdup.model.ThreadTable;
import dev.holdup.model.WaitTable;
import dev.holdup.model.WakeTable;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntToLongFunction;

/**
 * Relations the model holds in one direction only, indexed in the other: which acts a thread did,
 * who waited for a resource, for whom a thread stood in the way. Each index is one array of rows
 * grouped by key, in time order within a key. Built once, O(waits log waits).
 */
final class Relations {
    /** No thread is known to have been in the way. */
    static final int NOBODY = ThreadTable.NONE;

    private final WaitTable waits;
    private final WakeTable wakes;
    private final Grouped wakesOfActor;
    private final Grouped waitsOfResource;
    private final Grouped waitsForBlocker;
    private final MountTable mounts;
    private final TaskTable tasks;
    private final Grouped mountsOfVirtual;
    private final Grouped mountsOfCarrier;
    private final Grouped tasksOfWorker;
    private final AtomicReferenceArray<WaiterSteps> stepsOfBlocker;
    private final ResourceGroups resources;
    private final HoldTable holds;
    private final Grouped holdsOfResource;
    private final AtomicReferenceArray<ResourceLane> lanesOfResource;
    private final BlameResult blame;

    private record ResourceLane(OwnerStrip owners, WaiterSteps waiters) {}

    Relations(BlameResult blame) {
        waits = blame.trace().waits();
        wakes = blame.trace().wakes();
        int threads = blame.trace().threads().size();
        stepsOfBlocker = new AtomicReferenceArray<>(threads);
        wakesOfActor = Grouped.of(wakes.size(), threads, wakes::from, wakes::actNanos);
        resources = ResourceGroups.of(blame.trace().resources());
        int resourceCount = blame.trace().resources().size();
        waitsOfResource =
                Grouped.of(
                        waits.size(),
                        resourceCount,
                        wait -> resources.first(waits.resource(wait)),
                        waits::startNanos);
        holds = blame.trace().holds();
        holdsOfResource =
                Grouped.of(
                        holds.size(),
                        resourceCount,
                        hold -> resources.first(holds.resource(hold)),
                        holds::startNanos);
        lanesOfResource = new AtomicReferenceArray<>(resourceCount);
        this.blame = blame;
        waitsForBlocker =
                Grouped.of(
                        waits.size(),
                        threads,
                        wait -> blame.isIdleWait(wait) ? NOBODY : directBlocker(wait),
                        waits::startNanos);
        mounts = blame.trace().mounts();
        tasks = blame.trace().tasks();
        mountsOfVirtual =
                Grouped.of(mounts.size(), threads, mounts::virtualThread, mounts::startNanos);
        mountsOfCarrier = Grouped.of(mounts.size(), threads, mounts::carrier, mounts::startNanos);
        tasksOfWorker = Grouped.of(tasks.size(), threads, tasks::worker, tasks::startNanos);
    }

    /** The mount a virtual thread or a carrier is in at an instant, or -1. */
    int mountAt(int thread, long nanos) {
        int own = at(mountsOfVirtual, thread, nanos, mounts::startNanos, mounts::endNanos);
        return own >= 0
                ? own
                : at(mountsOfCarrier, thread, nanos, mounts::startNanos, mounts::endNanos);
    }

    /** The task a thread runs at an instant, or -1. */
    int taskAt(int thread, long nanos) {
        return at(tasksOfWorker, thread, nanos, tasks::startNanos, tasks::endNanos);
    }

    /** Of rows that do not overlap within a key, the one that contains the instant, or -1. */
    private static int at(
            Grouped rows, int key, long nanos, IntToLongFunction start, IntToLongFunction end) {
        int place = rows.firstAtOrAfter(key, nanos + 1, start) - 1;
        if (place < rows.first(key)) {
            return -1;
        }
        int row = rows.row(place);
        return end.applyAsLong(row) > nanos ? row : -1;
    }

    /**
     * The thread a wait was directly for: the recorded owner, else the one whose act ended it, else
     * the one that owned the monitor last.
     */
    int directBlocker(int wait) {
        int owner = waits.owner(wait);
        if (owner != ThreadTable.NONE) {
            return owner;
        }
        int wake = waits.wake(wait);
        if (wake != WakeTable.NONE && wakes.from(wake) != waits.thread(wait)) {
            return wakes.from(wake);
        }
        return waits.previousOwner(wait);
    }

    /** Rows of {@link WakeTable} with acts of this thread in [from, to), at most {@code limit}. */
    int[] actsOf(int thread, long fromNanos, long toNanos, int limit) {
        int[] found = new int[limit];
        int count = 0;
        int place = wakesOfActor.firstAtOrAfter(thread, fromNanos, wakes::actNanos);
        for (; place < wakesOfActor.end(thread) && count < limit; place++) {
            int wake = wakesOfActor.row(place);
            if (wakes.actNanos(wake) >= toNanos) {
                break;
            }
            found[count++] = wake;
        }
        return Arrays.copyOf(found, count);
    }

    /** Waits for this resource that overlap [from, to), at most {@code limit}. */
    int[] waitsFor(int resource, long fromNanos, long toNanos, int limit) {
        if (resource == ResourceTable.NONE) {
            return new int[0];
        }
        int[] found = new int[limit];
        int count = 0;
        int first = resources.first(resource);
        for (int place = waitsOfResource.first(first);
                place < waitsOfResource.end(first) && count < limit;
                place++) {
            int wait = waitsOfResource.row(place);
            if (waits.startNanos(wait) >= toNanos) {
                break;
            }
            if (waits.endNanos(wait) > fromNanos) {
                found[count++] = wait;
            }
        }
        return Arrays.copyOf(found, count);
    }

    /** Which resources are one thing to the reader; every question here takes any of them. */
    ResourceGroups resources() {
        return resources;
    }

    int waitCount(int resource) {
        int first = resources.first(resource);
        return waitsOfResource.end(first) - waitsOfResource.first(first);
    }

    /** All waits for a resource, in time order. */
    int[] waitsFor(int resource) {
        return waitsOfResource.rows(resources.first(resource));
    }

    /** All holds of a resource, in time order. */
    int[] holdsOf(int resource) {
        return holdsOfResource.rows(resources.first(resource));
    }

    /** Who owned a resource. */
    void paintOwners(int resource, long fromNanos, long toNanos, long resolution, TileColumns out) {
        lane(resource).owners.paint(fromNanos, toNanos, resolution, out);
    }

    /** How many threads waited for a resource, idle waits left out. */
    void paintWaiters(
            int resource, long fromNanos, long toNanos, long resolution, TileColumns out) {
        lane(resource).waiters.paint(fromNanos, toNanos, resolution, out);
    }

    private ResourceLane lane(int resource) {
        int first = resources.first(resource);
        ResourceLane known = lanesOfResource.get(first);
        if (known == null) {
            int[] all = waitsFor(first);
            int[] stalls = Arrays.stream(all).filter(wait -> !blame.isIdleWait(wait)).toArray();
            int[] held = holdsOf(first);
            OwnerStrip owners =
                    held.length > 0
                            ? OwnerStrip.ofHolds(holds, held)
                            : OwnerStrip.ofWaits(blame.trace(), all);
            known = new ResourceLane(owners, new WaiterSteps(waits, stalls));
            lanesOfResource.set(first, known);
        }
        return known;
    }

    /** All waits, not idle, that were directly for this thread, in order of their starts. */
    int[] waitsForThread(int thread) {
        return waitsForBlocker.rows(thread);
    }

    /** How many threads wait for this one, at each instant; kept once built. */
    void paintBlocking(int thread, long fromNanos, long toNanos, long resolution, TileColumns out) {
        WaiterSteps known = stepsOfBlocker.get(thread);
        if (known == null) {
            known = new WaiterSteps(waits, waitsForBlocker.rows(thread));
            stepsOfBlocker.set(thread, known);
        }
        known.paint(fromNanos, toNanos, resolution, out);
    }
}
