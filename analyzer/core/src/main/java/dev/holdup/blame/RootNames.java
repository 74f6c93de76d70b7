package dev.holdup.blame;

import dev.holdup.base.IntColumn;
import dev.holdup.base.PairIndex;
import dev.holdup.model.ResourceTable;
import dev.holdup.model.StackTable;
import dev.holdup.model.ThreadTable;
import dev.holdup.model.Trace;
import dev.holdup.model.WaitTable;
import dev.holdup.model.WakeTable;
import java.util.Arrays;

/** Turns the end of a chain into a row of {@link RootTable}: what a root is keyed by. */
final class RootNames {
    private final Links links;
    private final Trace trace;
    private final RootTable roots;
    private final SiteTable sites;

    /** Ends of chains but for the thread: (terminal, site) and (what led there, stack of act). */
    private final PairIndex stops = new PairIndex();

    private final PairIndex running = new PairIndex();

    /** Ends of chains: pairs of the last thread and one of the above, and the root of each. */
    private final PairIndex ends = new PairIndex();

    private final IntColumn rootOfEnd = new IntColumn();

    /** Number of each terminal's detail, by terminal counted down from -1; -1 where not asked. */
    private final int[] details;

    RootNames(Links links, RootTable roots) {
        this(links, roots, new SiteTable(new CellTable()));
    }

    /** Names for a sweep, which tells ends of chains by sites. */
    RootNames(Links links, RootTable roots, SiteTable sites) {
        this.links = links;
        this.sites = sites;
        trace = links.trace();
        this.roots = roots;
        details = new int[Terminal.count(links.vmNames().size())];
        Arrays.fill(details, -1);
    }

    /**
     * The root at a terminal.
     *
     * @param terminal where the chain ended
     * @param thread the last thread of the chain
     * @param waitRow the wait it is in, or NONE
     * @param throughResource what the thread before it waits for, or NONE
     * @param throughWake the waker edge that led to it, or NONE
     */
    int of(int terminal, int thread, int waitRow, int throughResource, int throughWake) {
        if (Terminal.kind(terminal) == RootKind.EXEC) {
            boolean woken = throughWake != WakeTable.NONE;
            int stack = woken ? trace.wakes().stack(throughWake) : StackTable.NONE;
            return runs(thread, throughResource, stack);
        }
        if (waitRow == WaitTable.NONE) {
            int none = RootTable.NO_OPERATION;
            return stops(terminal, thread, none, ResourceTable.NONE, StackTable.NONE);
        }
        return stops(
                terminal,
                thread,
                trace.waits().operation(waitRow).code(),
                trace.waits().resource(waitRow),
                trace.waits().stack(waitRow));
    }

    private int runs(int thread, int throughResource, int actStack) {
        return roots.intern(
                RootKind.EXEC,
                thread,
                RootTable.NO_OPERATION,
                throughResource,
                actStack,
                detail(Terminal.EXEC),
                0);
    }

    private int stops(int terminal, int thread, int operationCode, int resource, int stack) {
        RootKind kind = Terminal.kind(terminal);
        int detail = detail(terminal);
        if (terminal == Terminal.UNKNOWN_LATE) {
            return plain(kind, ThreadTable.NONE, detail);
        }
        return switch (kind) {
            case VM -> plain(kind, ThreadTable.NONE, detail);
            case CPU -> plain(kind, thread, detail);
            case EXEC, CALL, LATENCY, UNKNOWN, NO_WORK, CYCLE, KNOT ->
                    operationCode == RootTable.NO_OPERATION
                            ? plain(kind, thread, detail)
                            : roots.intern(kind, thread, operationCode, resource, stack, detail, 0);
        };
    }

    /**
     * How chains end that come to a terminal, but for the last thread; for {@link #root}.
     *
     * @param site what the last thread is in
     */
    int stop(int terminal, int site) {
        return stops.intern(terminal, site) << 1;
    }

    /**
     * How chains end at a thread that runs, but for the thread; for {@link #root}.
     *
     * @param throughResource what the thread before it waits for, or NONE
     * @param actStack stack of the act that led to it, or NONE
     */
    int running(int throughResource, int actStack) {
        return (running.intern(throughResource, actStack) << 1) | 1;
    }

    /** The root at a thread, by {@link #stop} or {@link #running}; without a thread, the root. */
    int root(int thread, int end) {
        return rootOf(ends.intern(thread, end));
    }

    /** {@link #root} for {@code count} ends; {@code found} gets the roots. */
    void roots(int[] endThreads, int[] endKinds, int count, int[] found) {
        ends.internAll(endThreads, endKinds, count, found);
        for (int i = 0; i < count; i++) {
            found[i] = rootOf(found[i]);
        }
    }

    private int rootOf(int end) {
        while (rootOfEnd.size() <= end) {
            int next = rootOfEnd.size();
            rootOfEnd.add(named(ends.first(next), ends.second(next)));
        }
        return rootOfEnd.get(end);
    }

    private int named(int thread, int end) {
        if (thread == ThreadTable.NONE) {
            return end;
        }
        if ((end & 1) != 0) {
            return runs(thread, running.first(end >> 1), running.second(end >> 1));
        }
        int terminal = stops.first(end >> 1);
        int site = stops.second(end >> 1);
        return stops(
                terminal,
                thread,
                sites.operationCode(site),
                sites.resource(site),
                sites.stack(site));
    }

    /** The root of a deadlock. */
    int deadlock(RootKind kind, int resource, int[] members) {
        return roots.intern(
                kind,
                ThreadTable.NONE,
                RootTable.NO_OPERATION,
                resource,
                StackTable.NONE,
                0,
                roots.members(members));
    }

    private int plain(RootKind kind, int thread, int detail) {
        return roots.intern(
                kind,
                thread,
                RootTable.NO_OPERATION,
                ResourceTable.NONE,
                StackTable.NONE,
                detail,
                0);
    }

    private int detail(int terminal) {
        int place = -1 - terminal;
        if (details[place] < 0) {
            details[place] = roots.detail(Terminal.detail(terminal, links.vmNames()));
        }
        return details[place];
    }
}
