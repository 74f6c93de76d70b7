package dev.holdup.blame;

import dev.holdup.model.Operation;
import dev.holdup.model.StackTable;
import dev.holdup.model.TaskTable;
import dev.holdup.model.Trace;
import dev.holdup.model.WaitTable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Which waits of a trace are idle or ambiguous (blame.md 2.9): those whose operation acquires work,
 * by rule or by the look of a hand-written loop, and whose thread carries no open task at their
 * start.
 */
final class IdleWaits {
    private static final byte BUSY = 0;
    private static final byte IDLE = 1;
    private static final byte AMBIGUOUS = 2;

    private final byte[] verdicts;
    private final boolean ambiguousIsIdle;

    private IdleWaits(byte[] verdicts, boolean ambiguousIsIdle) {
        this.verdicts = verdicts;
        this.ambiguousIsIdle = ambiguousIsIdle;
    }

    static IdleWaits of(Trace trace, IdleRules rules, TaskIntervals tasks) {
        WaitTable waits = trace.waits();
        byte[] verdicts = new byte[waits.size()];
        if (!rules.rules().isEmpty()) {
            IdleMatcher matcher = new IdleMatcher(trace, rules);
            Loops loops = new Loops(trace);
            for (int wait = 0; wait < waits.size(); wait++) {
                byte verdict = BUSY;
                if (matcher.isIdle(wait)) {
                    verdict = IDLE;
                } else if (matcher.isAmbiguous(wait) || loops.isRepeated(wait)) {
                    verdict = AMBIGUOUS;
                }
                boolean inTask =
                        verdict != BUSY
                                && tasks.openAt(waits.thread(wait), waits.startNanos(wait))
                                        != TaskTable.NONE;
                verdicts[wait] = inTask ? BUSY : verdict;
            }
        }
        return new IdleWaits(verdicts, rules.ambiguousIsIdle());
    }

    /** True if the wait counts as idle, the switch for ambiguous ones applied. */
    boolean isIdle(int wait) {
        return verdicts[wait] == IDLE || (verdicts[wait] == AMBIGUOUS && ambiguousIsIdle);
    }

    boolean isAmbiguous(int wait) {
        return verdicts[wait] == AMBIGUOUS;
    }

    /** Hand-written loops: the same work-taking wait, repeated at a thread's shallowest depth. */
    private static final class Loops {
        private final WaitTable waits;
        private final int[] depths;
        private final int[] shallowest;
        private final Map<Long, Integer> repeats = new HashMap<>();

        Loops(Trace trace) {
            waits = trace.waits();
            StackTable stacks = trace.stacks();
            depths = new int[stacks.size()];
            for (int node = 0; node < depths.length; node++) {
                // A caller's node is always older than the node of what it calls.
                int caller = stacks.parent(node);
                depths[node] = caller == StackTable.NONE ? 1 : depths[caller] + 1;
            }
            shallowest = new int[trace.threads().size()];
            Arrays.fill(shallowest, Integer.MAX_VALUE);
            for (int wait = 0; wait < waits.size(); wait++) {
                int stack = waits.stack(wait);
                if (stack != StackTable.NONE) {
                    int thread = waits.thread(wait);
                    shallowest[thread] = Math.min(shallowest[thread], depths[stack]);
                    if (takesWork(wait)) {
                        repeats.merge(key(wait), 1, Integer::sum);
                    }
                }
            }
        }

        boolean isRepeated(int wait) {
            int stack = waits.stack(wait);
            return stack != StackTable.NONE
                    && takesWork(wait)
                    && depths[stack] == shallowest[waits.thread(wait)]
                    && repeats.getOrDefault(key(wait), 0) > 1;
        }

        private long key(int wait) {
            return ((long) waits.thread(wait) << 32) | waits.stack(wait);
        }

        private boolean takesWork(int wait) {
            Operation operation = waits.operation(wait);
            return operation == Operation.QUEUE_TAKE
                    || operation == Operation.SELECTOR_SELECT
                    || operation == Operation.SOCKET_ACCEPT
                    || operation == Operation.DATAGRAM_RECEIVE;
        }
    }
}
