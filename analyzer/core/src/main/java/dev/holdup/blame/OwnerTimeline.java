package dev.holdup.blame;

import dev.holdup.model.Confidence;
import dev.holdup.model.HoldTable;
import dev.holdup.model.Trace;
import dev.holdup.model.WaitTable;
import java.util.HashMap;
import java.util.Map;

/**
 * Who owned one exclusive resource when (blame.md 2.5, rule 1). Recorded holds come first; between
 * two of them the resource is on its way to the next holder. Where no holds were recorded the owner
 * is reconstructed from the waits of one contention episode (a time with at least one waiter): the
 * owner seen when a wait began, each acquisition after a wait, and, for the stretch that ended with
 * an acquisition, the thread that released. Before its first and after its last row, and where a
 * row says so, the owner is not known.
 *
 * <pre>
 *   holds        [--A--]      [--B--]
 *   rows         A      B     B      unknown     B was waiting: in transit to B
 *   rows         A      free  B      unknown     B was not waiting
 * </pre>
 */
final class OwnerTimeline {
    /** Owner not known. */
    static final int UNKNOWN = Terminal.UNKNOWN_OWNER;

    private final Trace trace;
    private final ThreadOrder order;
    private final Actors actors;

    OwnerTimeline(Trace trace, ThreadOrder order, Actors actors) {
        this.trace = trace;
        this.order = order;
        this.actors = actors;
    }

    /**
     * Appends the rows of one resource to {@code nodes}, whose current owner it is.
     *
     * @param waits its waits for an owner, by start and thread order
     * @param exclusive its exclusive holds, by start and thread order
     * @param shared its shared holds, by start
     */
    void build(int[] waits, int[] exclusive, int[] shared, Stretches nodes) {
        OwnerRows held = flatten(exclusive);
        OwnerRows rebuilt = new Reconstruction(trace, order, actors).rows(waits);
        OwnerRows all = merge(held, rebuilt, waits);
        OwnerRows cut = cutShared(all, shared);
        for (int row = 0; row < cut.size(); row++) {
            nodes.add(
                    cut.start(row),
                    cut.owner(row),
                    cut.isExact(row) ? Confidence.EXACT : Confidence.INFERRED);
        }
    }

    /** One owner for each instant: of overlapping holds the one that began last. */
    private OwnerRows flatten(int[] holds) {
        HoldTable table = trace.holds();
        OwnerRows rows = new OwnerRows();
        int[] stack = new int[holds.length];
        int depth = 0;
        int next = 0;
        long now = Long.MIN_VALUE;
        while (next < holds.length || depth > 0) {
            while (depth > 0 && table.endNanos(stack[depth - 1]) <= now) {
                depth--;
            }
            if (depth == 0) {
                rows.add(now, UNKNOWN, true);
                if (next == holds.length) {
                    break;
                }
                now = table.startNanos(holds[next]);
            }
            while (next < holds.length && table.startNanos(holds[next]) <= now) {
                stack[depth++] = holds[next++];
            }
            int top = stack[depth - 1];
            if (table.endNanos(top) <= now) {
                continue;
            }
            rows.addHeld(now, table.thread(top), table.confidence(top) == Confidence.EXACT);
            long until = table.endNanos(top);
            now = next < holds.length ? Math.min(until, table.startNanos(holds[next])) : until;
        }
        return rows;
    }

    /** Recorded rows, with the gaps between them in transit and the outside reconstructed. */
    private OwnerRows merge(OwnerRows held, OwnerRows rebuilt, int[] waits) {
        int firstHeld = -1;
        int lastHeld = -1;
        for (int row = 0; row < held.size(); row++) {
            if (held.owner(row) != UNKNOWN) {
                firstHeld = firstHeld < 0 ? row : firstHeld;
                lastHeld = row;
            }
        }
        if (firstHeld < 0) {
            return rebuilt;
        }
        Waiters waiters = new Waiters(waits);
        OwnerRows rows = new OwnerRows();
        rows.addAll(rebuilt, Long.MIN_VALUE, held.start(firstHeld));
        for (int row = firstHeld; row <= lastHeld; row++) {
            if (held.owner(row) == UNKNOWN) {
                handOff(rows, held.start(row), held.start(row + 1), held.owner(row + 1), waiters);
            } else {
                rows.addHeld(held.start(row), held.owner(row), held.isExact(row));
            }
        }
        long heldUntil = lastHeld + 1 < held.size() ? held.start(lastHeld + 1) : Long.MAX_VALUE;
        rows.add(heldUntil, UNKNOWN, true);
        rows.addAll(rebuilt, heldUntil, Long.MAX_VALUE);
        return rows;
    }

    /** [from, to) lies between two recorded holds, the later one of {@code successor}. */
    private void handOff(OwnerRows rows, long from, long to, int successor, Waiters waiters) {
        long waitingSince = waiters.waitingSince(successor, from, to);
        if (waitingSince > from) {
            rows.add(from, Terminal.LATENCY_HAND_OFF, true);
        }
        if (waitingSince < to) {
            rows.add(waitingSince, successor, true);
        }
    }

    /** The last wait of each thread so far; asked for later and later gaps. */
    private final class Waiters {
        private final int[] waits;
        private final Map<Integer, Integer> lastOf = new HashMap<>();
        private int next;

        Waiters(int[] waits) {
            this.waits = waits;
        }

        /** Since when within [from, to) the thread waited; {@code to} if it did not. */
        long waitingSince(int thread, long from, long to) {
            WaitTable table = trace.waits();
            while (next < waits.length && table.startNanos(waits[next]) < to) {
                lastOf.put(table.thread(waits[next]), waits[next]);
                next++;
            }
            Integer wait = lastOf.get(thread);
            boolean waited = wait != null && table.endNanos(wait) > from;
            return wait != null && waited ? Math.max(from, table.startNanos(wait)) : to;
        }
    }

    /** Where only shared holds are recorded nobody owns alone. */
    private OwnerRows cutShared(OwnerRows rows, int[] shared) {
        if (shared.length == 0) {
            return rows;
        }
        HoldTable holds = trace.holds();
        OwnerRows cut = new OwnerRows();
        int next = 0;
        long sharedUntil = Long.MIN_VALUE;
        int row = -1;
        long now = Long.MIN_VALUE;
        while (true) {
            while (next < shared.length && holds.startNanos(shared[next]) <= now) {
                sharedUntil = Math.max(sharedUntil, holds.endNanos(shared[next++]));
            }
            while (row + 1 < rows.size() && rows.start(row + 1) <= now) {
                row++;
            }
            int owner = row < 0 ? UNKNOWN : rows.owner(row);
            boolean hidden = sharedUntil > now && !(row >= 0 && rows.isHeld(row));
            cut.add(now, hidden ? UNKNOWN : owner, row < 0 || hidden || rows.isExact(row));
            long until = row + 1 < rows.size() ? rows.start(row + 1) : Long.MAX_VALUE;
            if (next < shared.length) {
                until = Math.min(until, holds.startNanos(shared[next]));
            }
            if (sharedUntil > now) {
                until = Math.min(until, sharedUntil);
            }
            if (until == Long.MAX_VALUE) {
                return cut;
            }
            now = until;
        }
    }
}
