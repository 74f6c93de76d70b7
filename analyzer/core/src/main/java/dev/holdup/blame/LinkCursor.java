package dev.holdup.blame;

import dev.holdup.model.ResourceTable;
import dev.holdup.model.SegmentTable;
import dev.holdup.model.ThreadState;
import dev.holdup.model.ThreadTable;
import dev.holdup.model.Trace;
import dev.holdup.model.WaitTable;
import dev.holdup.model.WakeTable;

/** Reads {@link Links}: where a node points at an instant, and until when. Not thread-safe. */
final class LinkCursor {
    private final Links links;
    private final Trace trace;
    private final SegmentTable segments;
    private final ThreadTable threads;

    /** What {@link #moveTo} found; meaningful until the next call. */
    int target;

    boolean exact;
    int wake;
    int resource;
    int wait;
    ThreadState state = ThreadState.UNKNOWN;
    long untilNanos;

    LinkCursor(Links links) {
        this.links = links;
        trace = links.trace();
        segments = trace.segments();
        threads = trace.threads();
    }

    void moveTo(int node, long nanos) {
        exact = true;
        wake = WakeTable.NONE;
        resource = ResourceTable.NONE;
        wait = WaitTable.NONE;
        if (node >= threads.size()) {
            moveToEntry(node, nanos);
            return;
        }
        int segment = segments.at(node, nanos);
        if (segment < 0) {
            state = ThreadState.UNKNOWN;
            target = Terminal.UNKNOWN_DEAD;
            untilNanos =
                    nanos < threads.startNanos(node) ? threads.startNanos(node) : Long.MAX_VALUE;
            return;
        }
        untilNanos = segments.endNanos(node, segment);
        state = links.state(segment);
        wait = segments.wait(segment);
        if (wait != WaitTable.NONE) {
            moveToStretch(nanos);
            return;
        }
        target =
                switch (state) {
                    case RUNNING -> Terminal.EXEC;
                    case RUNNABLE_CPU -> Terminal.CPU;
                    case STOPPED_VM -> links.vmNode();
                    case RUNNABLE_CARRIER -> Terminal.UNKNOWN_CARRIER;
                    default -> Terminal.UNKNOWN_STATE;
                };
    }

    private void moveToStretch(long nanos) {
        resource = trace.waits().resource(wait);
        Stretches stretches = links.waits();
        take(stretches, Math.max(stretches.first(wait), stretches.at(wait, nanos)), wait);
    }

    private void moveToEntry(int node, long nanos) {
        Stretches entries = links.nodes();
        int owner = node - threads.size();
        state = ThreadState.UNKNOWN;
        untilNanos = Long.MAX_VALUE;
        int row = entries.at(owner, nanos);
        if (row >= entries.first(owner)) {
            take(entries, row, owner);
            return;
        }
        target = Terminal.UNKNOWN_OWNER;
        if (row + 1 < entries.end(owner)) {
            untilNanos = entries.start(row + 1);
        }
    }

    private void take(Stretches rows, int row, int owner) {
        target = rows.target(row);
        exact = rows.isExact(row);
        wake = rows.wake(row);
        if (row + 1 < rows.end(owner)) {
            untilNanos = Math.min(untilNanos, rows.start(row + 1));
        }
    }
}
