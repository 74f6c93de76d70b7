package dev.holdup.query;

import dev.holdup.blame.BlameResult;
import dev.holdup.model.MountTable;
import dev.holdup.model.ResourceTable;
import dev.holdup.model.TaskTable;
import dev.holdup.model.ThreadTable;
import dev.holdup.model.WaitTable;
import dev.holdup.model.WakeTable;
import java.util.Arrays;
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

    Relations(BlameResult blame) {
        waits = blame.trace().waits();
        wakes = blame.trace().wakes();
        int threads = blame.trace().threads().size();
        wakesOfActor = Grouped.of(wakes.size(), threads, wakes::from, wakes::actNanos);
        waitsOfResource =
                Grouped.of(
                        waits.size(),
                        blame.trace().resources().size(),
                        waits::resource,
                        waits::startNanos);
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
        for (int place = waitsOfResource.first(resource);
                place < waitsOfResource.end(resource) && count < limit;
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

    int waitCount(int resource) {
        return waitsOfResource.end(resource) - waitsOfResource.first(resource);
    }

    /** All waits for a resource, in time order. */
    int[] waitsFor(int resource) {
        return waitsOfResource.rows(resource);
    }

    /** All waits, not idle, that were directly for this thread, in order of their starts. */
    int[] waitsForThread(int thread) {
        return waitsForBlocker.rows(thread);
    }

    /**
     * The steps of "how many threads wait for this one". Steps that together are shorter than the
     * resolution become one item; its count is the largest number within it.
     */
    void paintBlocking(int thread, long fromNanos, long toNanos, long resolution, TileColumns out) {
        int[] rows = waitsForBlocker.rows(thread);
        long[] ends = new long[rows.length];
        for (int i = 0; i < rows.length; i++) {
            ends[i] = waits.endNanos(rows[i]);
        }
        Arrays.sort(ends);
        BlockingItems items = new BlockingItems(resolution, out);
        int nextStart = 0;
        int depth = 0;
        long now = fromNanos;
        for (int nextEnd = 0; nextEnd < ends.length && now < toNanos; ) {
            long start =
                    nextStart < rows.length ? waits.startNanos(rows[nextStart]) : Long.MAX_VALUE;
            boolean begins = start <= ends[nextEnd];
            long until = Math.min(begins ? start : ends[nextEnd], toNanos);
            if (until > now) {
                items.add(now, until, depth);
                now = until;
            }
            if (begins) {
                depth++;
                nextStart++;
            } else {
                depth--;
                nextEnd++;
            }
        }
        items.flush();
    }

    /** Joins neighbouring steps that are too short to draw apart. */
    private static final class BlockingItems {
        private final long resolution;
        private final TileColumns out;
        private long startNanos;
        private long endNanos;
        private int depth;

        BlockingItems(long resolution, TileColumns out) {
            this.resolution = resolution;
            this.out = out;
        }

        void add(long from, long to, int waiters) {
            if (waiters == 0) {
                return;
            }
            boolean joins = to - startNanos <= resolution || (endNanos == from && depth == waiters);
            if (depth > 0 && joins) {
                endNanos = to;
                depth = Math.max(depth, waiters);
                return;
            }
            flush();
            startNanos = from;
            endNanos = to;
            depth = waiters;
        }

        void flush() {
            if (depth > 0) {
                out.addBlocking(depth, startNanos, endNanos);
                depth = 0;
            }
        }
    }
}
