package dev.holdup.blame;

import dev.holdup.base.IntColumn;
import dev.holdup.model.SegmentTable;
import dev.holdup.model.ThreadState;
import dev.holdup.model.ThreadTable;
import dev.holdup.model.Trace;
import dev.holdup.model.WaitTable;
import java.util.List;

/**
 * Every edge of the trace, resolved: for each wait the stretches of its time with what it waits for
 * in each, and for each node that is not a thread (the owner of a lock, the occupant of a carrier,
 * the VM's pauses, the occupants of a pool) the same over the whole recording. Built once, by
 * {@link LinkResolver}; the only part that looks into the future. Immutable.
 *
 * <p>A target is a node (0 … threads - 1 are threads, then the others) or, negative, a {@link
 * Terminal}. The target of a pool, a node from {@code firstPool} on, is a set of {@code sets}.
 *
 * @param trace the trace
 * @param order the order of threads that breaks ties
 * @param idle idle waits
 * @param idleRulesVersion version of the rules
 * @param waits stretches of waits; the first of a wait begins with the wait
 * @param nodes entries of the nodes that are not threads; before its first entry a node's target is
 *     UNKNOWN_OWNER
 * @param firstPool the first node that is a pool
 * @param poolResources resource of each pool, NONE for the pool of all carriers
 * @param sets occupants of pools
 * @param carriers mounts
 * @param carrierNodes node of each thread that carried virtual threads, or -1
 * @param carrierPool node of all carriers together, or -1
 * @param vmNode node of the VM's pauses
 * @param vmNames names for {@link Terminal#VM}
 * @param sharesCarriers true if whoever waits for a carrier waits for all of them
 */
record Links(
        Trace trace,
        ThreadOrder order,
        IdleWaits idle,
        String idleRulesVersion,
        Stretches waits,
        Stretches nodes,
        int firstPool,
        IntColumn poolResources,
        PoolSets sets,
        Carriers carriers,
        IntColumn carrierNodes,
        int carrierPool,
        int vmNode,
        List<String> vmNames,
        boolean sharesCarriers) {

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

    /** Number of nodes, threads included. */
    int nodeCount() {
        return threadCount() + nodes.owners();
    }

    boolean isPool(int node) {
        return node >= firstPool;
    }

    int poolResource(int pool) {
        return poolResources.get(pool - firstPool);
    }

    /**
     * What a virtual thread that is runnable from {@code start} on waits for: the carrier that
     * finally mounted it, else any carrier.
     */
    int carrierTarget(int virtualThread, long start) {
        int mount = carriers.nextMount(virtualThread, start);
        if (mount != Carriers.NONE && !(sharesCarriers && carrierPool >= 0)) {
            return carrierNodes.get(trace.mounts().carrier(mount));
        }
        return carrierPool >= 0 ? carrierPool : Terminal.UNKNOWN_CARRIER;
    }

    /**
     * Target of a thread that does not run yet. Who waits for it knows it, so it was started and is
     * new and waits for a CPU. If nobody is known to have started it there is no saying.
     */
    int targetBeforeStart(int thread) {
        return trace.threads().creator(thread) == ThreadTable.NONE
                ? Terminal.UNKNOWN_DEAD
                : Terminal.CPU;
    }

    /** Target of a segment that is not part of a wait. */
    int targetWithoutWait(int thread, ThreadState state, long segmentStart) {
        return switch (state) {
            case RUNNING -> Terminal.EXEC;
            case RUNNABLE_CPU -> Terminal.CPU;
            case STOPPED_VM -> vmNode;
            case RUNNABLE_CARRIER -> carrierTarget(thread, segmentStart);
            default -> Terminal.UNKNOWN_STATE;
        };
    }
}
