package dev.holdup.drawing;

import dev.holdup.model.Confidence;
import dev.holdup.model.Outcome;
import dev.holdup.model.ThreadState;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** Writes a drawing in list form. */
final class DrawingPrinter {
    private final Drawing drawing;
    private final StringBuilder out = new StringBuilder();

    private DrawingPrinter(Drawing drawing) {
        this.drawing = drawing;
    }

    static String print(Drawing drawing) {
        DrawingPrinter printer = new DrawingPrinter(drawing);
        printer.printAll();
        return printer.out.toString();
    }

    private void printAll() {
        String unit = drawing.unitNanos == 1 ? "ns" : drawing.unitNanos == 1_000 ? "us" : "ms";
        out.append("unit ").append(unit).append('\n');
        for (Drawing.DrawnThread thread : drawing.threads) {
            out.append("thread ").append(thread.name());
            out.append(thread.virtual() ? " virtual" : "");
            out.append(thread.carrier() ? " carrier" : "");
            if (thread.startNanos() > 0 || thread.endNanos() < drawing.endNanos) {
                out.append(' ').append(interval(thread.startNanos(), thread.endNanos()));
            }
            out.append(thread.creator().isEmpty() ? "" : " by " + thread.creator()).append('\n');
        }
        drawing.waits.forEach(this::print);
        for (Drawing.DrawnState state : drawing.states) {
            out.append(state.thread()).append(": ").append(letter(state.state())).append(' ');
            out.append(interval(state.startNanos(), state.endNanos())).append('\n');
        }
        for (Drawing.DrawnHold hold : drawing.holds) {
            out.append(hold.thread()).append(hold.shared() ? ": shares " : ": holds ");
            out.append(hold.resource()).append(' ');
            out.append(interval(hold.startNanos(), hold.endNanos()));
            out.append(hold.confidence() == Confidence.EXACT ? "" : " guessed").append('\n');
        }
        drawing.tasks.forEach(this::print);
        for (Drawing.DrawnMount mount : drawing.mounts) {
            out.append("mount ").append(mount.virtual()).append(" on ").append(mount.carrier());
            out.append(' ').append(interval(mount.startNanos(), mount.endNanos())).append('\n');
        }
        for (Drawing.DrawnPause pause : drawing.pauses) {
            String kind =
                    switch (pause.kind()) {
                        case GC -> "gc";
                        case VM_OPERATION -> "op";
                        case SAFEPOINT_SYNC -> "sync";
                    };
            out.append("pause ").append(kind).append(' ');
            out.append(interval(pause.startNanos(), pause.endNanos()));
            out.append(pause.late().isEmpty() ? " " + pause.name() : " late " + pause.late());
            out.append('\n');
        }
        out.append("end ").append(time(drawing.endNanos)).append('\n');
    }

    private void print(Drawing.DrawnWait wait) {
        out.append(wait.thread()).append(": ");
        if (wait.frames().equals(WaitText.POOL_LOOP)) {
            out.append("I(").append(wait.resource()).append(')');
        } else {
            String target = wait.resource().isEmpty() ? "" : " " + wait.resource();
            out.append("W(").append(wait.operation().text()).append(target).append(')');
        }
        out.append(' ').append(interval(wait.startNanos(), wait.endNanos()));
        if (wait.outcome() != Outcome.SATISFIED) {
            out.append(' ').append(word(wait.outcome()));
        }
        out.append(wait.owner().isEmpty() ? "" : " owner " + wait.owner());
        out.append(wait.previousOwner().isEmpty() ? "" : " previous " + wait.previousOwner());
        if (!wait.waker().isEmpty()) {
            out.append(" by ").append(wait.waker()).append('@').append(time(wait.actNanos()));
            out.append(' ').append(word(wait.wakeKind()));
            out.append(wait.wakeConfidence() == Confidence.EXACT ? "" : " inferred");
        }
        out.append(wait.frames().isEmpty() ? " nowhere" : "");
        out.append(wait.confidence() == Confidence.EXACT ? "" : " guessed").append('\n');
    }

    private void print(Drawing.DrawnTask task) {
        out.append("task ").append(task.name());
        out.append(task.submitter().isEmpty() ? "" : " by " + task.submitter());
        out.append(" at ").append(time(task.submitNanos()));
        if (!task.worker().isEmpty()) {
            out.append(" on ").append(task.worker()).append(' ');
            out.append(interval(task.startNanos(), task.endNanos()));
        }
        out.append(task.executor().isEmpty() ? "" : " in " + task.executor());
        out.append(task.result().isEmpty() ? "" : " for " + task.result()).append('\n');
    }

    private static char letter(ThreadState state) {
        return switch (state) {
            case RUNNABLE_CPU -> 'Q';
            case RUNNABLE_CARRIER -> 'C';
            case STOPPED_VM -> 'V';
            case SPIN -> 'Z';
            case UNKNOWN -> 'U';
            default -> 'R';
        };
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private String interval(long start, long end) {
        return time(start) + ".." + time(Math.min(end, drawing.endNanos));
    }

    private String time(long nanos) {
        return BigDecimal.valueOf(nanos)
                .divide(BigDecimal.valueOf(drawing.unitNanos), 6, RoundingMode.UNNECESSARY)
                .stripTrailingZeros()
                .toPlainString();
    }
}
