package dev.holdup.query;

import dev.holdup.base.IntColumn;
import dev.holdup.base.LongColumn;
import dev.holdup.blame.BlameResult;
import dev.holdup.model.MountTable;
import dev.holdup.model.SegmentTable;
import dev.holdup.model.ThreadState;
import dev.holdup.model.WaitTable;

/**
 * Waits in which a virtual thread kept its carrier: it was mounted and blocked at the same time, so
 * the carrier could run nothing else. Found by laying each mount over the segments of its virtual
 * thread. Immutable.
 */
final class PinnedWaits {
    private final IntColumn virtualThreads = new IntColumn();
    private final IntColumn carriers = new IntColumn();
    private final LongColumn starts = new LongColumn();
    private final LongColumn ends = new LongColumn();
    private final Grouped byVirtual;
    private final Grouped byCarrier;

    PinnedWaits(BlameResult blame) {
        MountTable mounts = blame.trace().mounts();
        for (int mount = 0; mount < mounts.size(); mount++) {
            add(blame, mounts, mount);
        }
        int threads = blame.trace().threads().size();
        byVirtual = Grouped.of(size(), threads, virtualThreads::get, starts::get);
        byCarrier = Grouped.of(size(), threads, carriers::get, starts::get);
    }

    private void add(BlameResult blame, MountTable mounts, int mount) {
        SegmentTable segments = blame.trace().segments();
        int thread = mounts.virtualThread(mount);
        long from = mounts.startNanos(mount);
        long to = mounts.endNanos(mount);
        int at = segments.at(thread, from);
        for (int segment = Math.max(at, segments.first(thread));
                segment < segments.end(thread) && segments.startNanos(segment) < to;
                segment++) {
            ThreadState state = blame.stateOf(segment);
            if (segments.wait(segment) == WaitTable.NONE
                    || !state.isStall()
                    || state == ThreadState.RUNNABLE_CARRIER) {
                continue;
            }
            long start = Math.max(from, segments.startNanos(segment));
            long end = Math.min(to, segments.endNanos(thread, segment));
            if (start < end) {
                virtualThreads.add(thread);
                carriers.add(mounts.carrier(mount));
                starts.add(start);
                ends.add(end);
            }
        }
    }

    int size() {
        return starts.size();
    }

    /** Time all carriers together were kept so. */
    long totalNanos() {
        long sum = 0;
        for (int row = 0; row < size(); row++) {
            sum += ends.get(row) - starts.get(row);
        }
        return sum;
    }

    /** Items for [from, to) of a virtual thread or a carrier; short neighbours share a pixel. */
    void paint(int thread, long fromNanos, long toNanos, long resolution, TileColumns out) {
        Grouped rows = byVirtual.end(thread) > byVirtual.first(thread) ? byVirtual : byCarrier;
        int place = rows.firstAtOrAfter(thread, fromNanos, starts::get);
        // One that began before the window may reach into it; they do not overlap.
        place = place > rows.first(thread) ? place - 1 : place;
        while (place < rows.end(thread) && starts.get(rows.row(place)) < toNanos) {
            long start = starts.get(rows.row(place));
            long end = ends.get(rows.row(place));
            long pixelEnd = (start & -resolution) + resolution;
            int count = 1;
            while (place + count < rows.end(thread)
                    && ends.get(rows.row(place + count)) <= pixelEnd) {
                end = ends.get(rows.row(place + count));
                count++;
            }
            if (end > fromNanos) {
                out.addBlocking(count, Math.max(fromNanos, start), Math.min(toNanos, end));
            }
            place += count;
        }
    }
}
