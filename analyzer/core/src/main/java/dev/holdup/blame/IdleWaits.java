package dev.holdup.blame;

import dev.holdup.model.TaskTable;
import dev.holdup.model.Trace;
import dev.holdup.model.WaitTable;

/**
 * Which waits of a trace are idle or ambiguous (blame.md 2.9): those whose operation acquires work,
 * by rule or by the look of a hand-written loop, and whose thread carries no open task at their
 * start.
 */
final class IdleWaits {
    static final byte BUSY = 0;
    static final byte IDLE = 1;
    static final byte AMBIGUOUS = 2;

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
            Habits habits = new Habits(trace, matcher, tasks);
            for (int wait = 0; wait < verdicts.length; wait++) {
                verdicts[wait] = verdict(matcher.place(wait));
                habits.note(wait);
            }
            for (int wait = 0; wait < verdicts.length; wait++) {
                boolean inTask =
                        !tasks.isEmpty()
                                && tasks.openAt(waits.thread(wait), waits.startNanos(wait))
                                        != TaskTable.NONE;
                if (inTask) {
                    verdicts[wait] = BUSY;
                }
                if (verdicts[wait] == BUSY && habits.isAmbiguous(wait, inTask)) {
                    verdicts[wait] = AMBIGUOUS;
                }
            }
            WokenFromIdle.mark(trace, tasks, verdicts);
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

    private static byte verdict(IdleMatcher.Verdict verdict) {
        return switch (verdict) {
            case BUSY -> BUSY;
            case IDLE -> IDLE;
            case AMBIGUOUS -> AMBIGUOUS;
        };
    }
}
