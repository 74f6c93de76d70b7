package dev.holdup.load;

import dev.holdup.base.RowOrder;
import dev.holdup.load.event.Origin;
import dev.holdup.load.event.WaitRows;
import dev.holdup.load.format.Dictionaries;
import dev.holdup.load.format.StackDictionary;
import dev.holdup.model.Operation;

/**
 * Finds rows that must not become waits: what the JVM recorded of a wait that our agent recorded
 * too (ours knows owner, outcome and waker), and the JVM's {@code JavaMonitorWait} of a virtual
 * thread, which from JDK 24 on begins at the wake-up and lasts some nanoseconds.
 */
final class DoubleWaits {
    /** Longer than the empty waits of virtual threads, shorter than any real one. */
    private static final long EMPTY_NANOS = 5_000;

    private final WaitRows waits;
    private final Dictionaries dictionaries;
    private final RowOrder order;
    private final boolean[] dropped;
    private long doubles;
    private long emptyVirtualWaits;

    DoubleWaits(WaitRows waits, Dictionaries dictionaries, RowOrder order) {
        this.waits = waits;
        this.dictionaries = dictionaries;
        this.order = order;
        dropped = new boolean[waits.size()];
    }

    void run() {
        boolean agent = hasRowsOfAgent();
        for (int thread = 0; thread < dictionaries.threads().size(); thread++) {
            boolean virtual = dictionaries.threads().isVirtual(thread);
            if (!virtual && !agent) {
                continue;
            }
            int low = order.first(thread);
            for (int place = low; place < order.end(thread); place++) {
                int row = order.row(place);
                Origin origin = Origin.ofCode(waits.origins.get(row));
                if (virtual && origin == Origin.JDK_MONITOR_WAIT && isEmpty(row)) {
                    dropped[row] = true;
                    emptyVirtualWaits++;
                } else if (origin.compareTo(Origin.JDK_MONITOR_WAIT) >= 0) {
                    low = lowestOverlapping(thread, low, row);
                    if (isToldByAgent(thread, low, row, origin)) {
                        dropped[row] = true;
                        doubles++;
                    }
                }
            }
        }
    }

    private boolean hasRowsOfAgent() {
        for (int row = 0; row < waits.size(); row++) {
            if (isOfAgent(Origin.ofCode(waits.origins.get(row))) && waits.threads.get(row) >= 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOfAgent(Origin origin) {
        return origin.compareTo(Origin.HOLDUP_PARK) <= 0;
    }

    /** True for a row that must not become a wait of its own. */
    boolean isDropped(int row) {
        return dropped[row];
    }

    /** Rows dropped because the agent told of the same wait. */
    long doubles() {
        return doubles;
    }

    /** Rows dropped because they say nothing about a virtual thread's wait. */
    long emptyVirtualWaits() {
        return emptyVirtualWaits;
    }

    private boolean isEmpty(int row) {
        if (waits.endNanos.get(row) - waits.startNanos.get(row) < EMPTY_NANOS) {
            return true;
        }
        int stack = waits.stacks.get(row);
        return stack != StackDictionary.NONE
                && dictionaries.stacks().parent(stack) == StackDictionary.NONE;
    }

    /** Moves on over rows that end before this one begins; later rows begin later still. */
    private int lowestOverlapping(int thread, int from, int row) {
        int low = from;
        while (low < order.end(thread)
                && waits.endNanos.get(order.row(low)) < waits.startNanos.get(row)) {
            low++;
        }
        return low;
    }

    private boolean isToldByAgent(int thread, int low, int row, Origin origin) {
        long start = waits.startNanos.get(row);
        long end = waits.endNanos.get(row);
        for (int place = low; place < order.end(thread); place++) {
            int other = order.row(place);
            if (waits.startNanos.get(other) >= end && place > low) {
                return false;
            }
            Origin told = Origin.ofCode(waits.origins.get(other));
            if (!isOfAgent(told) || !isSameKind(told, waits.operations.get(other), origin, row)) {
                continue;
            }
            long common =
                    Math.min(end, waits.endNanos.get(other))
                            - Math.max(start, waits.startNanos.get(other));
            if (common * 2 > end - start) {
                return true;
            }
        }
        return false;
    }

    private boolean isSameKind(Origin told, byte toldOperation, Origin origin, int row) {
        Operation operation = Operation.ofCode(toldOperation);
        return switch (origin) {
            case JDK_PARK -> told == Origin.HOLDUP_PARK;
            case JDK_IO -> toldOperation == waits.operations.get(row);
            case JDK_SLEEP -> operation == Operation.THREAD_SLEEP;
            case JDK_MONITOR_WAIT ->
                    operation == Operation.MONITOR_WAIT
                            || operation == Operation.CLASS_INIT
                            || operation == Operation.PROCESS_WAIT;
            case HOLDUP_CALL, HOLDUP_PARK, JDK_MONITOR_ENTER, PROFILER -> false;
        };
    }
}
