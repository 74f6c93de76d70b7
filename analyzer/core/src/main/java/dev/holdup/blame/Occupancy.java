package dev.holdup.blame;

import dev.holdup.base.IntColumn;
import dev.holdup.base.LongColumn;
import dev.holdup.model.Confidence;
import java.util.ArrayList;
import java.util.List;

/**
 * Who occupied a resource with several slots over time: the stays of one resource, turned into rows
 * of {@link Stretches}. A thread with two stays at once is one occupant, by the earlier one.
 */
final class Occupancy {
    private final ThreadOrder order;
    private final IntColumn threads = new IntColumn();
    private final LongColumn starts = new LongColumn();
    private final LongColumn ends = new LongColumn();

    Occupancy(ThreadOrder order) {
        this.order = order;
    }

    void add(int thread, long start, long end) {
        if (start < end) {
            threads.add(thread);
            starts.add(start);
            ends.add(end);
        }
    }

    boolean isEmpty() {
        return threads.size() == 0;
    }

    /** Rows whose target is a set of all occupants, by start of stay; {@code free} if nobody. */
    void addSets(Stretches nodes, PoolSets sets, int free, int slots) {
        nodes.add(Long.MIN_VALUE, free, Confidence.EXACT);
        int[] members = new int[threads.size()];
        sweep((now, active) -> {
            int count = 0;
            for (int stay : active) {
                if (!contains(members, count, threads.get(stay))) {
                    members[count++] = threads.get(stay);
                }
            }
            boolean taken = count > 0 && count >= slots;
            nodes.add(now, taken ? sets.add(members, count) : free, Confidence.EXACT);
        });
    }

    /** Rows whose target is the occupant that stays longest: the last to act of an AND-wait. */
    void addLastToLeave(Stretches nodes) {
        sweep((now, active) -> {
            int last = -1;
            for (int stay : active) {
                if (last < 0 || leavesLater(stay, last)) {
                    last = stay;
                }
            }
            nodes.add(now, last < 0 ? Terminal.UNKNOWN_OWNER : threads.get(last), Confidence.EXACT);
        });
    }

    private boolean leavesLater(int stay, int other) {
        int byEnd = Long.compare(ends.get(stay), ends.get(other));
        return byEnd > 0
                || (byEnd == 0 && order.rank(threads.get(stay)) < order.rank(threads.get(other)));
    }

    private static boolean contains(int[] members, int count, int thread) {
        for (int i = 0; i < count; i++) {
            if (members[i] == thread) {
                return true;
            }
        }
        return false;
    }

    /** Told at each instant at which the stays change: those that go on, by start and thread. */
    private interface Visitor {
        void at(long now, List<Integer> active);
    }

    private void sweep(Visitor visitor) {
        int[] byStart = RowsByKey.allRows(threads.size());
        order.sort(byStart, starts.toArray(), threads.toArray());
        List<Integer> active = new ArrayList<>();
        int next = 0;
        while (next < byStart.length || !active.isEmpty()) {
            long now = next < byStart.length ? starts.get(byStart[next]) : Long.MAX_VALUE;
            for (int stay : active) {
                now = Math.min(now, ends.get(stay));
            }
            long instant = now;
            active.removeIf(stay -> ends.get(stay) <= instant);
            while (next < byStart.length && starts.get(byStart[next]) <= now) {
                active.add(byStart[next++]);
            }
            visitor.at(now, active);
        }
    }
}
