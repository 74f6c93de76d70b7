package dev.holdup.blame;

import dev.holdup.model.ResourceTable;
import dev.holdup.model.SegmentTable;
import dev.holdup.model.ThreadState;
import dev.holdup.model.ThreadTable;
import dev.holdup.model.Trace;
import dev.holdup.model.WaitTable;
import dev.holdup.model.WakeTable;

/** Looks up where nodes point at a chosen instant, and until when. Not thread-safe. */
final class LinkCursor implements LinkView {
    private final Links links;
    private final Trace trace;
    private final SegmentTable segments;
    private final ThreadTable threads;
    private long nanos;
    private long untilNanos;
    private int target;
    private boolean exact;
    private int wake;
    private int resource;
    private int waitRow;
    private ThreadState state = ThreadState.UNKNOWN;

    LinkCursor(Links links) {
        this.links = links;
        trace = links.trace();
        segments = trace.segments();
        threads = trace.threads();
    }

    /** Chooses the instant, and forgets until when things looked at before are valid. */
    void at(long instantNanos) {
        nanos = instantNanos;
        untilNanos = Long.MAX_VALUE;
    }

    /** Until when everything looked at since {@link #at} stays as it is. */
    long untilNanos() {
        return untilNanos;
    }

    @Override
    public void moveTo(int node) {
        exact = true;
        wake = WakeTable.NONE;
        resource = ResourceTable.NONE;
        waitRow = WaitTable.NONE;
        state = ThreadState.UNKNOWN;
        if (node < threads.size()) {
            moveToThread(node);
        } else {
            moveToRow(links.nodes(), node - threads.size(), Terminal.UNKNOWN_OWNER);
        }
    }

    private void moveToThread(int thread) {
        int segment = segments.at(thread, nanos);
        if (segment < 0) {
            target = Terminal.UNKNOWN_DEAD;
            if (nanos < threads.startNanos(thread)) {
                target = links.targetBeforeStart(thread);
                untilNanos = Math.min(untilNanos, threads.startNanos(thread));
            }
            return;
        }
        untilNanos = Math.min(untilNanos, segments.endNanos(thread, segment));
        state = links.state(segment);
        waitRow = segments.wait(segment);
        if (waitRow == WaitTable.NONE) {
            target = links.targetWithoutWait(thread, state, segments.startNanos(segment));
        } else {
            resource = trace.waits().resource(waitRow);
            moveToRow(links.waits(), waitRow, Terminal.UNKNOWN_STATE);
        }
    }

    private void moveToRow(Stretches rows, int owner, int beforeFirst) {
        int row = rows.at(owner, nanos);
        target = beforeFirst;
        if (row >= rows.first(owner)) {
            target = rows.target(row);
            exact = rows.isExact(row);
            wake = rows.wake(row);
        }
        if (row + 1 < rows.end(owner)) {
            untilNanos = Math.min(untilNanos, rows.start(row + 1));
        }
    }

    @Override
    public int target() {
        return target;
    }

    @Override
    public boolean isExact() {
        return exact;
    }

    @Override
    public int resource() {
        return resource;
    }

    @Override
    public int wake() {
        return wake;
    }

    @Override
    public int waitRow() {
        return waitRow;
    }

    @Override
    public ThreadState state() {
        return state;
    }
}
