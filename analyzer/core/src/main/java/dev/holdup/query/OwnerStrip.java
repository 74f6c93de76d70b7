package dev.holdup.query;

import dev.holdup.base.IntColumn;
import dev.holdup.base.LongColumn;
import dev.holdup.base.SortByKey;
import dev.holdup.model.HoldTable;
import dev.holdup.model.Operation;
import dev.holdup.model.Outcome;
import dev.holdup.model.SegmentTable;
import dev.holdup.model.ThreadState;
import dev.holdup.model.ThreadTable;
import dev.holdup.model.Trace;
import dev.holdup.model.WaitTable;
import dev.holdup.model.WakeTable;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Who owned a lock, as stretches in time order that do not overlap: from the recorded holds; if
 * there are none, from what the waits for it tell:
 *
 * <ol>
 *   <li>a wait that begins names the owner of that instant;
 *   <li>the act that ends a wait was done by the owner, who owns it no longer;
 *   <li>a wait that got the lock makes its thread the owner, as soon as it runs.
 * </ol>
 *
 * Between two such instants with one owner, no release, and somebody waiting all the time the lock
 * is drawn as owned. While nobody waits a lock can change hands unseen, so there nothing is drawn.
 * Immutable.
 */
final class OwnerStrip {
    private final LongColumn starts = new LongColumn();
    private final LongColumn ends = new LongColumn();
    private final IntColumn owners = new IntColumn();

    private OwnerStrip() {}

    /** From holds, in order of their starts. */
    static OwnerStrip ofHolds(HoldTable holds, int[] rows) {
        OwnerStrip strip = new OwnerStrip();
        for (int hold : rows) {
            strip.add(holds.thread(hold), holds.startNanos(hold), holds.endNanos(hold));
        }
        return strip;
    }

    /** From waits, in order of their starts. */
    static OwnerStrip ofWaits(Trace trace, int[] rows) {
        Evidence evidence = new Evidence();
        WaitTable waits = trace.waits();
        for (int wait : rows) {
            Operation operation = waits.operation(wait);
            if (operation != Operation.LOCK_ACQUIRE && operation != Operation.MONITOR_ENTER) {
                continue;
            }
            if (waits.owner(wait) != ThreadTable.NONE) {
                evidence.add(waits.startNanos(wait), waits.owner(wait), false);
            }
            int wake = waits.wake(wait);
            if (wake != WakeTable.NONE && trace.wakes().from(wake) != ThreadTable.NONE) {
                evidence.add(trace.wakes().actNanos(wake), trace.wakes().from(wake), true);
            }
            long ran = ranAt(trace, wait);
            evidence.waited(waits.startNanos(wait), ran);
            if (waits.outcome(wait) == Outcome.SATISFIED) {
                evidence.add(ran, waits.thread(wait), false);
            }
        }
        return evidence.strip();
    }

    /** When the thread of a wait ran again: after it was ready for some time. */
    private static long ranAt(Trace trace, int wait) {
        SegmentTable segments = trace.segments();
        int thread = trace.waits().thread(wait);
        long end = trace.waits().endNanos(wait);
        int segment = segments.at(thread, end);
        if (segment < 0) {
            return end;
        }
        ThreadState state = segments.state(segment);
        boolean ready = state == ThreadState.RUNNABLE_CPU || state == ThreadState.RUNNABLE_CARRIER;
        return ready ? segments.endNanos(thread, segment) : end;
    }

    /** Instants at which the owner is known. */
    private static final class Evidence {
        private final LongColumn at = new LongColumn();
        private final IntColumn owners = new IntColumn();
        private final BitSet releases = new BitSet();

        /** Stretches in which somebody waited, in time order, apart from each other. */
        private final LongColumn waitedFrom = new LongColumn();

        private final LongColumn waitedTo = new LongColumn();

        void waited(long from, long to) {
            int last = waitedFrom.size() - 1;
            if (last >= 0 && from <= waitedTo.get(last)) {
                waitedTo.set(last, Math.max(waitedTo.get(last), to));
            } else {
                waitedFrom.add(from);
                waitedTo.add(to);
            }
        }

        void add(long nanos, int owner, boolean isRelease) {
            releases.set(at.size(), isRelease);
            at.add(nanos);
            owners.add(owner);
        }

        OwnerStrip strip() {
            int[] order = new int[at.size()];
            Arrays.setAll(order, i -> i);
            SortByKey.sort(order, at.toArray());
            OwnerStrip strip = new OwnerStrip();
            int first = -1;
            int stretch = 0;
            for (int row : order) {
                while (stretch < waitedTo.size() && waitedTo.get(stretch) < at.get(row)) {
                    stretch++;
                    first = -1;
                }
                if (first >= 0 && owners.get(first) == owners.get(row)) {
                    strip.add(owners.get(row), at.get(first), at.get(row));
                } else {
                    first = row;
                }
                first = releases.get(row) ? -1 : first;
            }
            return strip;
        }
    }

    /**
     * A later stretch of another owner ends the one before it; one of the same owner extends it.
     */
    private void add(int owner, long from, long to) {
        int last = starts.size() - 1;
        if (last >= 0 && ends.get(last) >= from) {
            if (owners.get(last) == owner) {
                ends.set(last, Math.max(ends.get(last), to));
                return;
            }
            ends.set(last, from);
        }
        if (from < to) {
            starts.add(from);
            ends.add(to);
            owners.add(owner);
        }
    }

    int size() {
        return starts.size();
    }

    /**
     * Adds items for [from, to): {@code segment} is the owner's row. Stretches that share a pixel
     * become one item of the longest one's owner, with their number.
     */
    void paint(long fromNanos, long toNanos, long resolution, TileColumns out) {
        int next = firstEndingAfter(fromNanos);
        while (next < size() && starts.get(next) < toNanos) {
            int first = next;
            int heaviest = next;
            long pixelEnd = (starts.get(first) & -resolution) + resolution;
            while (next < size() && (next == first || ends.get(next) <= pixelEnd)) {
                heaviest = length(next) > length(heaviest) ? next : heaviest;
                next++;
            }
            out.addOwner(
                    owners.get(heaviest),
                    next - first,
                    Math.max(fromNanos, starts.get(first)),
                    Math.min(toNanos, ends.get(next - 1)));
        }
    }

    private long length(int stretch) {
        return ends.get(stretch) - starts.get(stretch);
    }

    private int firstEndingAfter(long nanos) {
        int low = 0;
        int high = size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ends.get(middle) <= nanos) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
