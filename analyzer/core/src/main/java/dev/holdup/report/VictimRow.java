package dev.holdup.report;

import java.util.List;

/**
 * One victim of a {@link BlameRow}: what one thread's stalls in one operation at one site cost.
 *
 * @param thread row of the thread in the trace
 * @param name its name
 * @param javaThreadId its id, 0 if it is not a Java thread
 * @param virtual true for a virtual thread
 * @param self true if this is a stall of the root's own thread, by its own doing
 * @param nanos stall time
 * @param operation operation it waited in, or the state if it waited outside one
 * @param through what it waited for, nearest to the victim first
 * @param site its stack, innermost first; empty if not recorded
 */
public record VictimRow(
        int thread,
        String name,
        long javaThreadId,
        boolean virtual,
        boolean self,
        long nanos,
        String operation,
        List<String> through,
        List<String> site) {}
