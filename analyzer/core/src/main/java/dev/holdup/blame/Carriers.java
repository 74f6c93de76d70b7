package dev.holdup.blame;

import dev.holdup.base.SortByKey;
import dev.holdup.model.Confidence;
import dev.holdup.model.MountTable;
import dev.holdup.model.ThreadTable;
import dev.holdup.model.Trace;

/** Mounts by carrier and by virtual thread, in order of start. */
final class Carriers {
    /** No mount. */
    static final int NONE = -1;

    private final MountTable mounts;
    private final RowsByKey byCarrier;
    private final RowsByKey byVirtual;
    private final int count;

    Carriers(Trace trace) {
        mounts = trace.mounts();
        int[] rows = RowsByKey.allRows(mounts.size());
        long[] starts = new long[rows.length];
        for (int mount = 0; mount < rows.length; mount++) {
            starts[mount] = mounts.startNanos(mount);
        }
        SortByKey.sort(rows, starts);
        int threads = trace.threads().size();
        byCarrier = RowsByKey.group(rows, threads, m -> isEmpty(m) ? NONE : mounts.carrier(m));
        int used = 0;
        for (int thread = 0; thread < threads; thread++) {
            used += isUsed(thread) ? 1 : 0;
        }
        count = used;
        byVirtual =
                RowsByKey.group(rows, threads, m -> isEmpty(m) ? NONE : mounts.virtualThread(m));
    }

    private boolean isEmpty(int mount) {
        return mounts.startNanos(mount) >= mounts.endNanos(mount);
    }

    boolean isUsed(int carrier) {
        return byCarrier.count(carrier) > 0;
    }

    /** Number of carriers that ever carried. */
    int count() {
        return count;
    }

    /** The virtual thread on the carrier at the instant, or NONE if not recorded. */
    int occupant(int carrier, long nanos) {
        int index = lastStarted(byCarrier, carrier, nanos);
        if (index < byCarrier.first(carrier)) {
            return ThreadTable.NONE;
        }
        int mount = byCarrier.row(index);
        return mounts.endNanos(mount) > nanos ? mounts.virtualThread(mount) : ThreadTable.NONE;
    }

    /** The first mount of a virtual thread that starts after the instant, or NONE. */
    int nextMount(int virtualThread, long nanos) {
        int index = lastStarted(byVirtual, virtualThread, nanos) + 1;
        return index < byVirtual.end(virtualThread) ? byVirtual.row(index) : NONE;
    }

    /**
     * Appends who occupied the carrier when; of overlapping mounts the one that began last counts,
     * and what it leaves is free.
     */
    void addRows(int carrier, Stretches nodes) {
        nodes.add(Long.MIN_VALUE, Terminal.LATENCY_CARRIER, Confidence.EXACT);
        for (int index = byCarrier.first(carrier); index < byCarrier.end(carrier); index++) {
            int mount = byCarrier.row(index);
            long next =
                    index + 1 < byCarrier.end(carrier)
                            ? mounts.startNanos(byCarrier.row(index + 1))
                            : Long.MAX_VALUE;
            long end = Math.min(next, mounts.endNanos(mount));
            if (end <= mounts.startNanos(mount)) {
                continue;
            }
            nodes.add(mounts.startNanos(mount), mounts.virtualThread(mount), Confidence.EXACT);
            if (end < next) {
                nodes.add(end, Terminal.LATENCY_CARRIER, Confidence.EXACT);
            }
        }
    }

    private int lastStarted(RowsByKey grouped, int key, long nanos) {
        int low = grouped.first(key);
        int high = grouped.end(key);
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (mounts.startNanos(grouped.row(middle)) <= nanos) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }
}
