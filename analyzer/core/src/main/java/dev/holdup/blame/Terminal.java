package dev.holdup.blame;

import dev.holdup.model.WakeKind;
import java.util.List;
import java.util.Locale;

/**
 * Where a chain may end, as the negative numbers that stand in place of a node in {@link Links}: a
 * target of 0 or more is the next node of the chain.
 */
final class Terminal {
    /** The thread was running. */
    static final int EXEC = -1;

    /** The thread was in a call that ends outside. */
    static final int CALL = -2;

    /** The thread was in a timed call that nobody signalled. */
    static final int NO_SIGNAL = -3;

    /** The thread had no CPU. */
    static final int CPU = -4;

    /** The thread waited for work that never came. */
    static final int NO_WORK = -5;

    static final int UNKNOWN_WAKER = -6;
    static final int UNKNOWN_UNRELEASED = -7;
    static final int UNKNOWN_STATE = -8;
    static final int UNKNOWN_DEAD = -9;
    static final int UNKNOWN_CONTRADICTION = -10;
    static final int UNKNOWN_OWNER = -11;
    static final int UNKNOWN_CARRIER = -12;
    static final int UNKNOWN_INTERRUPTER = -13;

    /** What the thread waited in is not known. */
    static final int UNKNOWN_PLACE = -17;

    /** Of the threads that ran on into a safepoint, the last was not recorded. */
    static final int UNKNOWN_LATE = -18;

    /** The resource was free and not yet taken, or on its way to its successor. */
    static final int LATENCY_HAND_OFF = -14;

    /** A carrier was free and the virtual thread not yet on it. */
    static final int LATENCY_CARRIER = -15;

    /** A timed call that was the first to give up in a deadlock. */
    static final int BROKEN_DEADLOCK = -16;

    /** In delivery after an act of kind k: LATENCY_ACT - k. */
    private static final int LATENCY_ACT = -20;

    /** Stopped by the VM, with the k-th name: VM - k. */
    static final int VM = -100;

    private static final List<String> UNKNOWN_REASONS =
            List.of(
                    "waker not recorded",
                    "not released before the recording ended",
                    "state not recorded",
                    "the blocker was not alive",
                    "contradictory evidence",
                    "owner not recorded",
                    "carrier not recorded",
                    "interrupter not recorded");

    /** Detail of a root whose thread was the last to reach a safepoint, and was not recorded. */
    static final String LATE = "the last thread to reach the safepoint was not recorded";

    private Terminal() {}

    /** One more than the greatest distance of a terminal from -1. */
    static int count(int vmNames) {
        return vmNames - VM;
    }

    static int delivery(WakeKind kind) {
        return LATENCY_ACT - kind.ordinal();
    }

    static RootKind kind(int target) {
        if (target <= VM) {
            return RootKind.VM;
        }
        return switch (target) {
            case EXEC -> RootKind.EXEC;
            case CALL, NO_SIGNAL, BROKEN_DEADLOCK -> RootKind.CALL;
            case CPU -> RootKind.CPU;
            case NO_WORK -> RootKind.NO_WORK;
            case UNKNOWN_PLACE, UNKNOWN_LATE -> RootKind.UNKNOWN;
            default -> target <= LATENCY_HAND_OFF ? RootKind.LATENCY : RootKind.UNKNOWN;
        };
    }

    /** Detail of the root, as reports show it; {@code vmNames} are the names of VM operations. */
    static String detail(int target, List<String> vmNames) {
        if (target <= VM) {
            return vmNames.get(VM - target);
        }
        if (target <= LATENCY_ACT) {
            return WakeKind.ofCode(LATENCY_ACT - target)
                    .name()
                    .toLowerCase(Locale.ROOT)
                    .replace('_', ' ');
        }
        return switch (target) {
            case NO_SIGNAL -> "no signal";
            case BROKEN_DEADLOCK -> "gave up in a deadlock";
            case LATENCY_HAND_OFF -> "hand-off";
            case LATENCY_CARRIER -> "carrier free";
            case UNKNOWN_PLACE -> "what it waited in was not recorded";
            case UNKNOWN_LATE -> LATE;
            default ->
                    target <= UNKNOWN_WAKER && target >= UNKNOWN_INTERRUPTER
                            ? UNKNOWN_REASONS.get(UNKNOWN_WAKER - target)
                            : "";
        };
    }
}
