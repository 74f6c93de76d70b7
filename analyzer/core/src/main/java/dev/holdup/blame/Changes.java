package dev.holdup.blame;

import dev.holdup.base.SortByKey;
import dev.holdup.model.ResourceTable;
import dev.holdup.model.SegmentTable;
import dev.holdup.model.StackTable;
import dev.holdup.model.ThreadState;
import dev.holdup.model.ThreadTable;
import dev.holdup.model.Trace;
import dev.holdup.model.WaitTable;
import dev.holdup.model.WakeTable;
import java.util.Arrays;

/**
 * All changes of all nodes within a window, in order of time, chapter by chapter: (1) the window is
 * cut where about equally many changes lie between two cuts; (2) for one chapter the rows of each
 * node are read one after the other, as they stand in memory, and (3) sorted by time. What the
 * sweep needs to know of a change stands in one row, which is half a line of the cache.
 *
 * <pre>
 *   | NODE | TARGET | WAKE | WAIT | SEGMENT | SITE | STACK of the wake's act | FLAGS |
 * </pre>
 *
 * At the window's start each node has a change, to what it is then.
 */
final class Changes {
    static final int NODE = 0;
    static final int TARGET = 1;
    static final int WAKE = 2;
    static final int WAIT = 3;
    static final int SEGMENT = 4;
    static final int SITE = 5;
    static final int STACK = 6;
    static final int FLAGS = 7;
    static final int WIDTH = 8;

    /** The step to the target is recorded, not inferred. */
    static final int EXACT = 1;

    /** The thread's time counts as stalled. */
    static final int STALLED = 2;

    /** Place of the state's code. */
    static final int STATE_SHIFT = 8;

    private static final int NONE = -1;

    /** Changes in a chapter; and at least so many of each node, as each chapter looks at all. */
    private static final int CHAPTER = 1 << 16;

    private static final int CHAPTER_PER_NODE = 8;
    private static final int SAMPLES_PER_CHAPTER = 64;

    private final Links links;
    private final SegmentTable segments;
    private final ThreadTable threads;
    private final WaitTable waits;
    private final WakeTable wakes;
    private final SiteTable sites;
    private final int threadCount;
    private final long[] chapterEnds;
    private int chapter;

    /** For each node when it changes next, and where it stands in its rows. */
    private final long[] nextNanos;

    private final int[] rowOf;
    private final int[] segmentOf;
    private final int[] siteOf;

    private int count;
    private int[] rows = new int[64 * WIDTH];
    private long[] times = new long[64];
    private int[] order = {};

    Changes(Links links, SiteTable sites, long fromNanos, long toNanos) {
        this.links = links;
        this.sites = sites;
        Trace trace = links.trace();
        segments = trace.segments();
        threads = trace.threads();
        waits = trace.waits();
        wakes = trace.wakes();
        threadCount = threads.size();
        int nodes = links.nodeCount();
        nextNanos = new long[nodes];
        rowOf = new int[nodes];
        segmentOf = new int[threadCount];
        siteOf = new int[threadCount];
        Arrays.fill(nextNanos, fromNanos);
        Arrays.fill(rowOf, NONE);
        Arrays.fill(siteOf, SiteTable.NONE);
        for (int thread = 0; thread < threadCount; thread++) {
            int segment = segments.at(thread, fromNanos);
            boolean later = fromNanos < threads.startNanos(thread);
            int outside = (later ? segments.first(thread) : segments.end(thread)) - 1;
            segmentOf[thread] = segment >= 0 ? segment : outside;
        }
        for (int node = threadCount; node < nodes; node++) {
            rowOf[node] = links.nodes().at(node - threadCount, fromNanos);
        }
        chapterEnds = chapterEnds(fromNanos, toNanos);
    }

    /** (1) */
    private long[] chapterEnds(long fromNanos, long toNanos) {
        Stretches nodes = links.nodes();
        long most = (long) segments.size() + nodes.size();
        long chapter = Math.max(CHAPTER, (long) CHAPTER_PER_NODE * nextNanos.length);
        int step = (int) Math.max(1, chapter / SAMPLES_PER_CHAPTER);
        long[] samples = new long[(int) (most / step) + 2];
        int found = 0;
        for (long row = 0; row < most; row += step) {
            boolean ofThread = row < segments.size();
            long start =
                    ofThread
                            ? segments.startNanos((int) row)
                            : nodes.start((int) (row - segments.size()));
            if (start > fromNanos && start < toNanos) {
                samples[found++] = start;
            }
        }
        Arrays.sort(samples, 0, found);
        long[] ends = new long[found / SAMPLES_PER_CHAPTER + 1];
        for (int i = 0; i + 1 < ends.length; i++) {
            ends[i] = samples[(i + 1) * SAMPLES_PER_CHAPTER - 1];
        }
        ends[ends.length - 1] = toNanos;
        return fromNanos < toNanos ? ends : new long[0];
    }

    /** Goes to the next chapter, which may be empty; false if there is none. */
    boolean next() {
        if (chapter == chapterEnds.length) {
            return false;
        }
        long end = chapterEnds[chapter++];
        count = 0;
        // (2)
        for (int node = 0; node < nextNanos.length; node++) {
            long now = nextNanos[node];
            while (now < end) {
                now = node < threadCount ? readThread(node, now) : readNode(node, now);
            }
            nextNanos[node] = now;
        }
        // (3)
        if (order.length < count) {
            order = new int[times.length];
        }
        for (int i = 0; i < count; i++) {
            order[i] = i;
        }
        SortByKey.sort(order, times, 0, count);
        return true;
    }

    /** Number of changes in this chapter. */
    int count() {
        return count;
    }

    /** Time of the change at {@code place} of the chapter, in order of time. */
    long nanos(int place) {
        return times[order[place]];
    }

    /** Where in {@link #rows} the row of the change at {@code place} begins. */
    int row(int place) {
        return order[place] * WIDTH;
    }

    /** Valid until {@link #next}; not to be changed. */
    int[] rows() {
        return rows;
    }

    /** Reads what the thread is from {@code now} on; returns until when. */
    private long readThread(int thread, long now) {
        int segment = segmentOf[thread];
        int end = segments.end(thread);
        while (segment + 1 < end && segments.startNanos(segment + 1) <= now) {
            segment++;
            rowOf[thread] = NONE;
            siteOf[thread] = SiteTable.NONE;
        }
        segmentOf[thread] = segment;
        int at = add(now, thread);
        rows[at + SEGMENT] = segment;
        boolean over = now >= threads.endNanos(thread);
        if (over || segment < segments.first(thread)) {
            rows[at + TARGET] = over ? Terminal.UNKNOWN_DEAD : links.targetBeforeStart(thread);
            rows[at + FLAGS] = EXACT | (ThreadState.UNKNOWN.code() << STATE_SHIFT);
            long start = threads.startNanos(thread);
            return over || start <= now ? Long.MAX_VALUE : start;
        }
        int wait = segments.wait(segment);
        ThreadState state = links.state(segment);
        if (siteOf[thread] == SiteTable.NONE) {
            siteOf[thread] = site(state, wait);
        }
        boolean stalled = state.isStall() && !threads.isCarrier(thread);
        rows[at + SITE] = siteOf[thread];
        rows[at + FLAGS] = EXACT | (stalled ? STALLED : 0) | (state.code() << STATE_SHIFT);
        long until = segments.endNanos(thread, segment);
        if (wait == WaitTable.NONE) {
            long start = segments.startNanos(segment);
            rows[at + TARGET] = links.targetWithoutWait(thread, state, start);
            return until;
        }
        rows[at + WAIT] = wait;
        return Math.min(until, readStretch(thread, wait, at, now));
    }

    private long readStretch(int thread, int wait, int at, long now) {
        Stretches stretches = links.waits();
        int first = stretches.first(wait);
        int end = stretches.end(wait);
        int row = rowOf[thread] < first || rowOf[thread] >= end ? first : rowOf[thread];
        while (row + 1 < end && stretches.start(row + 1) <= now) {
            row++;
        }
        rowOf[thread] = row;
        putTarget(at, stretches, row);
        return row + 1 < end ? stretches.start(row + 1) : Long.MAX_VALUE;
    }

    /** Reads what a node that is no thread is from {@code now} on; returns until when. */
    private long readNode(int node, long now) {
        Stretches nodes = links.nodes();
        int owner = node - threadCount;
        int row = rowOf[node];
        int end = nodes.end(owner);
        while (row + 1 < end && nodes.start(row + 1) <= now) {
            row++;
        }
        rowOf[node] = row;
        int at = add(now, node);
        if (row < nodes.first(owner)) {
            rows[at + TARGET] = Terminal.UNKNOWN_OWNER;
            rows[at + FLAGS] = EXACT;
        } else {
            putTarget(at, nodes, row);
        }
        return row + 1 < end ? nodes.start(row + 1) : Long.MAX_VALUE;
    }

    private void putTarget(int at, Stretches stretches, int row) {
        int wake = stretches.wake(row);
        rows[at + TARGET] = stretches.target(row);
        rows[at + WAKE] = wake;
        rows[at + STACK] = wake == WakeTable.NONE ? StackTable.NONE : wakes.stack(wake);
        rows[at + FLAGS] = (rows[at + FLAGS] & ~EXACT) | (stretches.isExact(row) ? EXACT : 0);
    }

    private int site(ThreadState state, int wait) {
        return wait == WaitTable.NONE
                ? sites.of(state, RootTable.NO_OPERATION, ResourceTable.NONE, StackTable.NONE)
                : sites.of(
                        state,
                        waits.operation(wait).code(),
                        waits.resource(wait),
                        waits.stack(wait));
    }

    /** A row with nothing in it; returns where it begins. */
    private int add(long now, int node) {
        if (count == times.length) {
            times = Arrays.copyOf(times, count * 2);
            rows = Arrays.copyOf(rows, count * 2 * WIDTH);
        }
        int at = count * WIDTH;
        times[count++] = now;
        rows[at + NODE] = node;
        rows[at + WAKE] = WakeTable.NONE;
        rows[at + WAIT] = WaitTable.NONE;
        rows[at + SEGMENT] = NONE;
        rows[at + SITE] = SiteTable.NONE;
        rows[at + STACK] = StackTable.NONE;
        rows[at + FLAGS] = 0;
        return at;
    }
}
