package dev.holdup.blame;

import dev.holdup.model.SegmentTable;
import dev.holdup.model.ThreadState;
import dev.holdup.model.Trace;
import dev.holdup.model.WaitTable;
import java.util.List;

/**
 * Every edge of the trace, resolved: for each wait the stretches of its time with what it waits for
 * in each, and for each node that is not a thread (the owner of a lock, the occupant of a carrier,
 * the VM's pauses) the same over the whole recording. Built once, by {@link LinkResolver}; the only
 * part that looks into the future. Immutable.
 *
 * <p>A target is a node (0 … threads - 1 are threads, then the others) or, negative, a {@link
 * Terminal}.
 *
 * @param trace the trace
 * @param idle idle waits
 * @param idleRulesVersion version of the rules
 * @param waits stretches of waits; the first of a wait begins with the wait
 * @param nodes entries of the nodes that are not threads; before its first entry a node's target is
 *     UNKNOWN_OWNER
 * @param vmNode node of the VM's pauses
 * @param vmNames names for {@link Terminal#VM}
 */
record Links(
        Trace trace,
        IdleWaits idle,
        String idleRulesVersion,
        Stretches waits,
        Stretches nodes,
        int vmNode,
        List<String> vmNames) {

    /** State of a segment, idle rules applied. */
    ThreadState state(int segment) {
        SegmentTable segments = trace.segments();
        ThreadState state = segments.state(segment);
        int wait = segments.wait(segment);
        return state.isBlocked() && wait != WaitTable.NONE && idle.isIdle(wait)
                ? ThreadState.IDLE
                : state;
    }

    int threadCount() {
        return trace.threads().size();
    }
}
