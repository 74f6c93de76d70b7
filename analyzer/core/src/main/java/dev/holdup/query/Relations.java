package dev.holdup.query;

import dev.holdup.blame.BlameResult;
import dev.holdup.model.ResourceTable;
import dev.holdup.model.ThreadTable;
import dev.holdup.model.WaitTable;
import dev.holdup.model.WakeTable;
import java.util.Arrays;

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
     * The steps of "how many threads wait for this one", merged where shorter than the resolution:
     * there the item's count is the largest number within it.
     */
    void paintBlocking(int thread, long fromNanos, long toNanos, long resolution, TileColumns out) {
        int[] rows = waitsForBlocker.rows(thread);
        long[] ends = new long[rows.length];
        for (int i = 0; i < rows.length; i++) {
            ends[i] = waits.endNanos(rows[i]);
        }
        Arrays.sort(ends);
        int nextStart = 0;
        int nextEnd = 0;
        int depth = 0;
        long itemStart = fromNanos;
        int itemDepth = 0;
        while (nextEnd < ends.length) {
            long start =
                    nextStart < rows.length ? waits.startNanos(rows[nextStart]) : Long.MAX_VALUE;
            long now = Math.min(start, ends[nextEnd]);
            if (now >= toNanos) {
                break;
            }
            if (now > itemStart && (now - itemStart >= resolution || itemDepth == 0)) {
                blockingItem(itemStart, now, itemDepth, out);
                itemStart = now;
                itemDepth = 0;
            }
            if (start <= ends[nextEnd]) {
                depth++;
                nextStart++;
            } else {
                depth--;
                nextEnd++;
            }
            itemDepth = Math.max(itemDepth, depth);
        }
        blockingItem(itemStart, toNanos, Math.max(itemDepth, depth), out);
    }

    private static void blockingItem(long start, long end, int depth, TileColumns out) {
        if (depth > 0 && end > start) {
            out.addBlocking(depth, start, end);
        }
    }
}
