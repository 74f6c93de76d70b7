package dev.holdup.model;

import dev.holdup.base.ByteColumn;
import dev.holdup.base.IntColumn;
import dev.holdup.base.LongColumn;
import dev.holdup.base.RowOrder;
import java.util.Arrays;

/**
 * Turns overlapping intervals into one state for each instant. At each instant the interval of the
 * highest rank wins: a wait for an owner (a lock wanted inside an I/O call is what really stopped
 * it), then a call the user named, then one that ends outside, then a wait for a waker (the park
 * inside a virtual thread's socket read is a part of the read), then without a carrier, without a
 * CPU, unknown; nothing at all is RUNNING. Of two of one rank the one that began first wins, which
 * is the outer one. A pause of the VM stops only who would have run: it changes nothing for a
 * thread that waits, and of a thread of which nothing is known it is not known either whether it
 * was stopped.
 */
final class SegmentBuilder {
    private final ThreadTable threads;
    private final WaitTable waits;
    private final IntColumn stateThreads;
    private final LongColumn stateStarts;
    private final LongColumn stateEnds;
    private final IntColumn stateCodes;

    /** Intervals from this number on are explicit states. */
    private final int waitCount;

    private final LongColumn segmentStarts = new LongColumn();
    private final ByteColumn segmentStates = new ByteColumn();
    private final IntColumn segmentWaits = new IntColumn(WaitTable.NONE);

    /** State and wait of the thread's last segment. */
    private byte lastState;

    private int lastWait;
    private int[] active = new int[8];

    /** Intervals are waits 0 … n - 1, then explicit states. */
    SegmentBuilder(
            ThreadTable threads,
            WaitTable waits,
            IntColumn stateThreads,
            LongColumn stateStarts,
            LongColumn stateEnds,
            IntColumn stateCodes) {
        this.threads = threads;
        this.waits = waits;
        this.stateThreads = stateThreads;
        this.stateStarts = stateStarts;
        this.stateEnds = stateEnds;
        this.stateCodes = stateCodes;
        waitCount = waits.size();
    }

    SegmentTable build() {
        RowOrder waitOrder = waits.byThread(threads.size());
        RowOrder stateOrder = RowOrder.of(stateThreads, stateStarts, threads.size());
        IntColumn firstOfThread = new IntColumn();
        LongColumn ends = new LongColumn();
        for (int thread = 0; thread < threads.size(); thread++) {
            firstOfThread.add(segmentStarts.size());
            ends.add(threads.endNanos(thread));
            flatten(thread, new Intervals(thread, waitOrder, stateOrder));
        }
        firstOfThread.add(segmentStarts.size());
        return new SegmentTable(firstOfThread, segmentStarts, ends, segmentStates, segmentWaits);
    }

    /** The intervals of one thread in the order of their starts, waits before states. */
    private final class Intervals {
        private final RowOrder waitOrder;
        private final RowOrder stateOrder;
        private final int lastWaitPlace;
        private final int lastStatePlace;
        private int waitPlace;
        private int statePlace;

        /** Start of the next one, {@link Long#MAX_VALUE} if there is none. */
        long nextStart;

        private boolean nextIsWait;

        Intervals(int thread, RowOrder waitOrder, RowOrder stateOrder) {
            this.waitOrder = waitOrder;
            this.stateOrder = stateOrder;
            waitPlace = waitOrder.first(thread);
            lastWaitPlace = waitOrder.end(thread);
            statePlace = stateOrder.first(thread);
            lastStatePlace = stateOrder.end(thread);
            look();
        }

        int take() {
            int interval =
                    nextIsWait
                            ? waitOrder.row(waitPlace++)
                            : waitCount + stateOrder.row(statePlace++);
            look();
            return interval;
        }

        private void look() {
            nextStart = Long.MAX_VALUE;
            nextIsWait = false;
            if (waitPlace < lastWaitPlace) {
                nextStart = waits.startNanos(waitOrder.row(waitPlace));
                nextIsWait = true;
            }
            if (statePlace < lastStatePlace) {
                long start = stateStarts.get(stateOrder.row(statePlace));
                if (start < nextStart) {
                    nextStart = start;
                    nextIsWait = false;
                }
            }
        }
    }

    /**
     * One pass over the boundaries of a thread's intervals; the active set is as small as the
     * nesting of calls.
     */
    private void flatten(int thread, Intervals intervals) {
        long lifeEnd = threads.endNanos(thread);
        long now = threads.startNanos(thread);
        int activeCount = 0;
        lastState = -1;
        while (now < lifeEnd) {
            while (intervals.nextStart <= now) {
                if (activeCount == active.length) {
                    active = Arrays.copyOf(active, activeCount * 2);
                }
                active[activeCount++] = intervals.take();
            }
            long until = Math.min(intervals.nextStart, lifeEnd);
            int best = -1;
            int stopped = -1;
            int kept = 0;
            for (int i = 0; i < activeCount; i++) {
                int interval = active[i];
                long end = end(interval);
                if (end <= now) {
                    continue;
                }
                active[kept++] = interval;
                until = Math.min(until, end);
                if (isStop(interval)) {
                    stopped = interval;
                } else if (best < 0 || beats(interval, best)) {
                    best = interval;
                }
            }
            activeCount = kept;
            emit(now, stopped >= 0 && couldRun(best) ? stopped : best);
            now = until;
        }
    }

    private void emit(long start, int interval) {
        byte state = (interval < 0 ? ThreadState.RUNNING : state(interval)).code();
        int wait = interval < waitCount ? Math.max(interval, WaitTable.NONE) : WaitTable.NONE;
        if (state == lastState && wait == lastWait) {
            return;
        }
        lastState = state;
        lastWait = wait;
        segmentStarts.add(start);
        segmentStates.add(state);
        segmentWaits.add(wait);
    }

    private boolean isStop(int interval) {
        return interval >= waitCount && state(interval) == ThreadState.STOPPED_VM;
    }

    private boolean couldRun(int interval) {
        if (interval < 0) {
            return true;
        }
        ThreadState state = state(interval);
        return state == ThreadState.RUNNABLE_CPU || state == ThreadState.SPIN;
    }

    /** Which of two intervals says what the thread did; must not depend on their order (law L7). */
    private boolean beats(int interval, int best) {
        int order = Integer.compare(rank(interval), rank(best));
        if (order == 0) {
            order = Long.compare(start(best), start(interval));
        }
        if (order == 0) {
            order = Long.compare(end(interval), end(best));
        }
        if (order == 0) {
            order = state(best).compareTo(state(interval));
        }
        if (order == 0 && interval < waitCount && best < waitCount) {
            order = waits.operation(best).compareTo(waits.operation(interval));
        }
        return order > 0;
    }

    private int rank(int interval) {
        if (interval < waitCount) {
            Operation operation = waits.operation(interval);
            if (operation == Operation.USER_CALL) {
                return 7;
            }
            return switch (operation.ends()) {
                case BY_OWNER -> 8;
                case OUTSIDE -> 6;
                case BY_WAKER -> 5;
            };
        }
        ThreadState state = state(interval);
        return switch (state) {
            case RUNNABLE_CARRIER -> 3;
            case UNKNOWN -> 1;
            default -> 2;
        };
    }

    private ThreadState state(int interval) {
        return interval < waitCount
                ? waits.operation(interval).state()
                : ThreadState.ofCode(stateCodes.get(interval - waitCount));
    }

    private long start(int interval) {
        return interval < waitCount
                ? waits.startNanos(interval)
                : stateStarts.get(interval - waitCount);
    }

    private long end(int interval) {
        return interval < waitCount
                ? waits.endNanos(interval)
                : stateEnds.get(interval - waitCount);
    }
}
