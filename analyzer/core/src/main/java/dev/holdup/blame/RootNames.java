package dev.holdup.blame;

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

    /** Number of each terminal's detail, by terminal counted down from -1; -1 where not asked. */
    private final int[] details;

    RootNames(Links links, RootTable roots) {
        this.links = links;
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
        RootKind kind = Terminal.kind(terminal);
        int detail = detail(terminal);
        if (terminal == Terminal.UNKNOWN_LATE) {
            return plain(kind, ThreadTable.NONE, detail);
        }
        switch (kind) {
            case EXEC -> {
                int stack =
                        throughWake == WakeTable.NONE
                                ? StackTable.NONE
                                : trace.wakes().stack(throughWake);
                return roots.intern(
                        kind, thread, RootTable.NO_OPERATION, throughResource, stack, detail, 0);
            }
            case VM -> {
                return plain(kind, ThreadTable.NONE, detail);
            }
            case CPU -> {
                return plain(kind, thread, detail);
            }
            case CALL, LATENCY, UNKNOWN, NO_WORK, CYCLE, KNOT -> {
                if (waitRow == WaitTable.NONE) {
                    return plain(kind, thread, detail);
                }
                return roots.intern(
                        kind,
                        thread,
                        trace.waits().operation(waitRow).code(),
                        trace.waits().resource(waitRow),
                        trace.waits().stack(waitRow),
                        detail,
                        0);
            }
        }
        throw new IllegalStateException("root kind: expected a known one, found " + kind);
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
