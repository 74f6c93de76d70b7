package dev.holdup.report;

import dev.holdup.model.ThreadState;
import java.util.List;
import java.util.Map;

/**
 * One thread of a report.
 *
 * @param thread row in the trace
 * @param name its name
 * @param javaThreadId its id, 0 if it is not a Java thread
 * @param osThreadId the kernel's id, 0 if not recorded
 * @param virtual true for a virtual thread
 * @param carrier true for a thread that runs virtual threads
 * @param group thread group or pool, empty if not recorded
 * @param lifeNanos its life within the window; the states sum to it exactly
 * @param states time in each state that occurred
 * @param ambiguous time in waits of which the rules cannot tell whether they are waits for work
 * @param sufferedNanos stall time less what is transitively idle; the causes sum to it exactly
 * @param inflictedOthersNanos stall time of other selected threads it was the root of
 * @param causes shares of blame rows, largest first
 */
public record ThreadRow(
        int thread,
        String name,
        long javaThreadId,
        long osThreadId,
        boolean virtual,
        boolean carrier,
        String group,
        long lifeNanos,
        Map<ThreadState, Long> states,
        Ambiguous ambiguous,
        long sufferedNanos,
        long inflictedOthersNanos,
        List<Cause> causes) {

    /**
     * What one blame row cost this thread.
     *
     * @param blame id of the row
     * @param nanos its share
     */
    public record Cause(int blame, long nanos) {}
}
