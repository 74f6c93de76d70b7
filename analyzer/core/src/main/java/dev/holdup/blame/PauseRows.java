package dev.holdup.blame;

import dev.holdup.base.SortByKey;
import dev.holdup.model.Confidence;
import dev.holdup.model.PauseTable;
import dev.holdup.model.SegmentTable;
import dev.holdup.model.ThreadState;
import dev.holdup.model.ThreadTable;
import dev.holdup.model.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a stopped thread waits for, over time: while a safepoint is being reached, the last thread
 * to reach it; after that the VM's operation by name. If the late thread was not recorded it is the
 * one whose stop began last within the phase; if all are said to have stopped at once it is not
 * known.
 */
final class PauseRows {
    private static final String SYNC = "time to safepoint";
    private static final String UNNAMED = "operation not recorded";

    private final Trace trace;
    private final ThreadOrder order;
    private final List<String> names = new ArrayList<>();

    PauseRows(Trace trace, ThreadOrder order) {
        this.trace = trace;
        this.order = order;
        names.add(UNNAMED);
        names.add(SYNC);
    }

    List<String> names() {
        return names;
    }

    void build(Stretches nodes) {
        PauseTable pauses = trace.pauses();
        int[] late = new int[pauses.size()];
        long[] arrival = new long[pauses.size()];
        long[] bounds = bounds(late, arrival);
        int[] byStart = RowsByKey.allRows(pauses.size());
        long[] starts = new long[pauses.size()];
        for (int pause = 0; pause < starts.length; pause++) {
            starts[pause] = pauses.startNanos(pause);
        }
        SortByKey.sort(byStart, starts);
        nodes.add(Long.MIN_VALUE, Terminal.VM, Confidence.EXACT);
        List<Integer> active = new ArrayList<>();
        int next = 0;
        for (long now : bounds) {
            while (next < byStart.length && starts[byStart[next]] <= now) {
                active.add(byStart[next++]);
            }
            active.removeIf(pause -> pauses.endNanos(pause) <= now);
            int pause = strongest(active);
            if (pause >= 0
                    && pauses.kind(pause) == PauseTable.Kind.SAFEPOINT_SYNC
                    && late[pause] != ThreadTable.NONE
                    && now < arrival[pause]) {
                boolean recorded = pauses.lateThread(pause) != ThreadTable.NONE;
                nodes.add(now, late[pause], recorded ? Confidence.EXACT : Confidence.INFERRED);
            } else {
                nodes.add(now, pause < 0 ? Terminal.VM : vm(pause, late[pause]), Confidence.EXACT);
            }
        }
    }

    /** Instants at which something changes, ascending; fills in the late threads. */
    private long[] bounds(int[] late, long[] arrival) {
        PauseTable pauses = trace.pauses();
        long[] all = new long[pauses.size() * 3];
        for (int pause = 0; pause < pauses.size(); pause++) {
            late[pause] = pauses.lateThread(pause);
            arrival[pause] = pauses.endNanos(pause);
            if (pauses.kind(pause) == PauseTable.Kind.SAFEPOINT_SYNC) {
                findLate(pause, late, arrival);
            }
            all[pause * 3] = pauses.startNanos(pause);
            all[pause * 3 + 1] = pauses.endNanos(pause);
            all[pause * 3 + 2] = arrival[pause];
        }
        return Arrays.stream(all).sorted().distinct().toArray();
    }

    private void findLate(int pause, int[] late, long[] arrival) {
        PauseTable pauses = trace.pauses();
        if (late[pause] != ThreadTable.NONE) {
            arrival[pause] = stopBegan(late[pause], pause);
            return;
        }
        long latest = pauses.startNanos(pause);
        for (int thread = 0; thread < trace.threads().size(); thread++) {
            long began = stopBegan(thread, pause);
            boolean later =
                    began > latest
                            || (began == latest
                                    && late[pause] != ThreadTable.NONE
                                    && order.rank(thread) < order.rank(late[pause]));
            if (began < pauses.endNanos(pause) + 1 && stopsAt(thread, began) && later) {
                latest = began;
                late[pause] = thread;
                arrival[pause] = began;
            }
        }
    }

    /** Where the thread's first stop within the pause begins; the pause's end if there is none. */
    private long stopBegan(int thread, int pause) {
        SegmentTable segments = trace.segments();
        long from = trace.pauses().startNanos(pause);
        long to = trace.pauses().endNanos(pause);
        int segment = segments.at(thread, Math.max(from, trace.threads().startNanos(thread)));
        for (; segment >= 0 && segment < segments.end(thread); segment++) {
            if (segments.startNanos(segment) >= to) {
                break;
            }
            if (segments.state(segment) == ThreadState.STOPPED_VM) {
                return Math.max(from, segments.startNanos(segment));
            }
        }
        return to;
    }

    private boolean stopsAt(int thread, long nanos) {
        int segment = trace.segments().at(thread, nanos);
        return segment >= 0 && trace.segments().state(segment) == ThreadState.STOPPED_VM;
    }

    /** Of pauses at one instant: a collection, else an operation, else the way to the safepoint. */
    private int strongest(List<Integer> active) {
        int best = -1;
        for (int pause : active) {
            if (best < 0 || trace.pauses().kind(pause).compareTo(trace.pauses().kind(best)) > 0) {
                best = pause;
            }
        }
        return best;
    }

    private int vm(int pause, int late) {
        boolean sync = trace.pauses().kind(pause) == PauseTable.Kind.SAFEPOINT_SYNC;
        if (sync && late == ThreadTable.NONE) {
            return Terminal.UNKNOWN_LATE;
        }
        String name = sync ? SYNC : trace.pauses().name(pause);
        int index = names.indexOf(name);
        if (index < 0) {
            index = names.size();
            names.add(name);
        }
        return Terminal.VM - index;
    }
}
