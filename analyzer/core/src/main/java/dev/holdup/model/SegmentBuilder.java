package dev.holdup.model;

import dev.holdup.base.ByteColumn;
import dev.holdup.base.IntColumn;
import dev.holdup.base.LongColumn;
import dev.holdup.base.SortByKey;
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

    private final LongColumn segmentStarts = new LongColumn();
    private final ByteColumn segmentStates = new ByteColumn();
    private final IntColumn segmentWaits = new IntColumn();

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
    }

    SegmentTable build() {
        int[] firstInterval = new int[threads.size() + 1];
        int[] intervals = groupByThread(firstInterval);
        int[] firstOfThread = new int[threads.size() + 1];
        long[] ends = new long[threads.size()];
        for (int thread = 0; thread < threads.size(); thread++) {
            firstOfThread[thread] = segmentStarts.size();
            ends[thread] = threads.endNanos(thread);
            flatten(thread, intervals, firstInterval[thread], firstInterval[thread + 1]);
        }
        firstOfThread[threads.size()] = segmentStarts.size();
        return new SegmentTable(
                firstOfThread,
                segmentStarts.toArray(),
                ends,
                segmentStates.toArray(),
                segmentWaits.toArray());
    }

    /**
     * Counting sort by thread, then by start within each thread; ties keep the order of arrival.
     */
    private int[] groupByThread(int[] first) {
        int count = waits.size() + stateThreads.size();
        for (int interval = 0; interval < count; interval++) {
            first[thread(interval) + 1]++;
        }
        for (int thread = 0; thread < threads.size(); thread++) {
            first[thread + 1] += first[thread];
        }
        int[] next = Arrays.copyOf(first, first.length);
        int[] grouped = new int[count];
        long[] starts = new long[count];
        for (int interval = 0; interval < count; interval++) {
            grouped[next[thread(interval)]++] = interval;
            starts[interval] = start(interval);
        }
        for (int thread = 0; thread < threads.size(); thread++) {
            SortByKey.sort(grouped, starts, first[thread], first[thread + 1]);
        }
        return grouped;
    }

    /**
     * One pass over the boundaries of a thread's intervals; the active set is as small as the
     * nesting of calls.
     */
    private void flatten(int thread, int[] intervals, int from, int to) {
        long lifeEnd = threads.endNanos(thread);
        long now = threads.startNanos(thread);
        if (now >= lifeEnd) {
            return;
        }
        int[] active = new int[8];
        int activeCount = 0;
        int next = from;
        int firstSegment = segmentStarts.size();
        while (now < lifeEnd) {
            while (next < to && start(intervals[next]) <= now) {
                if (activeCount == active.length) {
                    active = Arrays.copyOf(active, activeCount * 2);
                }
                active[activeCount++] = intervals[next++];
            }
            long until = next < to ? Math.min(start(intervals[next]), lifeEnd) : lifeEnd;
            int best = -1;
            int stopped = -1;
            int kept = 0;
            for (int i = 0; i < activeCount; i++) {
                int interval = active[i];
                if (end(interval) <= now) {
                    continue;
                }
                active[kept++] = interval;
                until = Math.min(until, end(interval));
                if (isStop(interval)) {
                    stopped = interval;
                } else if (best < 0 || beats(interval, best)) {
                    best = interval;
                }
            }
            activeCount = kept;
            emit(firstSegment, now, stopped >= 0 && couldRun(best) ? stopped : best);
            now = until;
        }
    }

    private void emit(int firstSegment, long start, int interval) {
        ThreadState state = interval < 0 ? ThreadState.RUNNING : state(interval);
        int wait = interval >= 0 && interval < waits.size() ? interval : WaitTable.NONE;
        int last = segmentStarts.size() - 1;
        if (last >= firstSegment
                && segmentStates.get(last) == state.code()
                && segmentWaits.get(last) == wait) {
            return;
        }
        segmentStarts.add(start);
        segmentStates.add(state.code());
        segmentWaits.add(wait);
    }

    private boolean isStop(int interval) {
        return interval >= waits.size() && state(interval) == ThreadState.STOPPED_VM;
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
        if (order == 0 && interval < waits.size() && best < waits.size()) {
            order = waits.operation(best).compareTo(waits.operation(interval));
        }
        return order > 0;
    }

    private int rank(int interval) {
        if (interval < waits.size()) {
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
        return interval < waits.size()
                ? waits.operation(interval).state()
                : ThreadState.ofCode(stateCodes.get(interval - waits.size()));
    }

    private int thread(int interval) {
        return interval < waits.size()
                ? waits.thread(interval)
                : stateThreads.get(interval - waits.size());
    }

    private long start(int interval) {
        return interval < waits.size()
                ? waits.startNanos(interval)
                : stateStarts.get(interval - waits.size());
    }

    private long end(int interval) {
        return interval < waits.size()
                ? waits.endNanos(interval)
                : stateEnds.get(interval - waits.size());
    }
}
