package dev.holdup.drawing;

import dev.holdup.model.Confidence;
import dev.holdup.model.Operation;
import dev.holdup.model.Outcome;
import dev.holdup.model.PauseTable;
import dev.holdup.model.ThreadState;
import dev.holdup.model.WakeKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a drawing may say that no event can. */
final class RecordingLimits {
    private final Drawing drawing;
    private final List<String> obstacles = new ArrayList<>();

    private RecordingLimits(Drawing drawing) {
        this.drawing = drawing;
    }

    /** One phrase for each thing a recording cannot carry; empty if it can carry all. */
    static List<String> obstacles(Drawing drawing) {
        RecordingLimits limits = new RecordingLimits(drawing);
        limits.check();
        return limits.obstacles;
    }

    /** The thread's stretch without CPU or carrier that follows on a wait, null if none does. */
    static Drawing.@Nullable DrawnState queuedAfter(Drawing drawing, Drawing.DrawnWait wait) {
        for (Drawing.DrawnState state : drawing.states) {
            boolean queued =
                    state.state() == ThreadState.RUNNABLE_CPU
                            || state.state() == ThreadState.RUNNABLE_CARRIER;
            if (queued
                    && state.thread().equals(wait.thread())
                    && state.startNanos() == wait.endNanos()
                    && state.endNanos() > state.startNanos()) {
                return state;
            }
        }
        return null;
    }

    static Drawing.DrawnThread thread(Drawing drawing, String name) {
        for (Drawing.DrawnThread thread : drawing.threads) {
            if (thread.name().equals(name)) {
                return thread;
            }
        }
        throw new IllegalArgumentException("drawing: expected a thread, found " + name);
    }

    private void check() {
        if (!drawing.holds.isEmpty()) {
            obstacles.add("ownership (holds, shares) that no wait tells of");
        }
        if (drawing.threads.stream().anyMatch(t -> !t.creator().isEmpty())) {
            obstacles.add("who started a thread");
        }
        drawing.waits.forEach(this::check);
        drawing.states.forEach(this::check);
        drawing.threads.forEach(this::checkKnown);
        for (Drawing.DrawnTask task : drawing.tasks) {
            if (task.worker().isEmpty() || !task.result().isEmpty()) {
                obstacles.add("task " + task.name() + " that never ran or whose result is named");
            }
        }
        for (Drawing.DrawnPause pause : drawing.pauses) {
            if (pause.kind() == PauseTable.Kind.SAFEPOINT_SYNC) {
                obstacles.add("time to a safepoint");
            } else {
                // The loader stops every platform thread; the drawing must say the same.
                checkStopped(pause);
            }
        }
    }

    /** What a virtual thread does is known while it is mounted, waits or is queued. */
    private void checkKnown(Drawing.DrawnThread thread) {
        if (!thread.virtual()) {
            return;
        }
        long known = thread.startNanos();
        long end = Math.min(thread.endNanos(), drawing.endNanos);
        for (long next = 0; known < end && next >= 0; known = Math.max(known, next)) {
            next = knownUntil(thread.name(), known);
        }
        if (known < end) {
            obstacles.add("virtual thread " + thread.name() + " that runs without a carrier");
        }
    }

    /** End of something that covers an instant, -1 if nothing does. */
    private long knownUntil(String thread, long at) {
        long until = -1;
        for (Drawing.DrawnMount mount : drawing.mounts) {
            if (mount.virtual().equals(thread) && mount.startNanos() <= at) {
                until = Math.max(until, mount.endNanos() > at ? mount.endNanos() : -1);
            }
        }
        for (Drawing.DrawnWait wait : drawing.waits) {
            if (wait.thread().equals(thread) && wait.startNanos() <= at) {
                until = Math.max(until, wait.endNanos() > at ? wait.endNanos() : -1);
            }
        }
        for (Drawing.DrawnState state : drawing.states) {
            if (state.thread().equals(thread) && state.startNanos() <= at) {
                until = Math.max(until, state.endNanos() > at ? state.endNanos() : -1);
            }
        }
        return until;
    }

    private void check(Drawing.DrawnState state) {
        boolean stopped = state.state() == ThreadState.STOPPED_VM && !drawing.pauses.isEmpty();
        if (stopped || state.state() == ThreadState.RUNNING) {
            return;
        }
        for (Drawing.DrawnWait wait : drawing.waits) {
            if (DrawingRecorder.isPark(wait.operation())
                    && state.equals(queuedAfter(drawing, wait))
                    && !wait.waker().isEmpty()
                    && thread(drawing, state.thread()).virtual()
                            == (state.state() == ThreadState.RUNNABLE_CARRIER)) {
                return;
            }
        }
        obstacles.add(state.state() + " of " + state.thread() + " that follows on no woken park");
    }

    private void check(Drawing.DrawnWait wait) {
        String what = wait.operation().text() + " of " + wait.thread();
        if (wait.confidence() != Confidence.EXACT
                || (!wait.waker().isEmpty() && wait.wakeConfidence() != Confidence.EXACT)) {
            obstacles.add(what + " that is guessed");
        }
        if (!wait.previousOwner().isEmpty()) {
            obstacles.add(what + " with a previous owner but not when it left");
        }
        Outcome outcome = DrawingTrace.outcome(drawing, wait);
        boolean park = DrawingRecorder.isPark(wait.operation());
        boolean own = park || isCall(wait.operation());
        if (!wait.owner().isEmpty() && !park) {
            obstacles.add(what + " with its owner at the start");
        }
        if (!wait.waker().isEmpty() && wait.actNanos() != wait.endNanos()) {
            // After it a park is without CPU, and a notified thread enters its monitor again.
            obstacles.add(what + " that goes on after the waking act");
        }
        if (wait.operation() == Operation.MONITOR_WAIT) {
            checkMonitorWait(wait, what);
        } else if (!wait.waker().isEmpty() && !park) {
            obstacles.add(what + " with a waker");
        }
        boolean said =
                own
                        || outcome == Outcome.SATISFIED
                        || (wait.operation() == Operation.MONITOR_WAIT
                                && outcome == Outcome.TIMED_OUT);
        if (!said) {
            obstacles.add(what + " with outcome " + outcome);
        }
    }

    private void checkMonitorWait(Drawing.DrawnWait wait, String what) {
        if (!wait.waker().isEmpty() && wait.wakeKind() != WakeKind.NOTIFY) {
            obstacles.add(what + " woken by other than a notify");
        }
        if (!wait.waker().isEmpty() && wait.resource().isEmpty()) {
            obstacles.add(what + " notified on an object without identity");
        }
        if (thread(drawing, wait.thread()).virtual()) {
            obstacles.add(what + ", a virtual thread");
        }
    }

    private static boolean isCall(Operation operation) {
        return switch (operation) {
            case MONITOR_ENTER, MONITOR_WAIT, THREAD_SLEEP -> false;
            default -> !DrawingRecorder.isPark(operation);
        };
    }

    private void checkStopped(Drawing.DrawnPause pause) {
        for (Drawing.DrawnThread thread : drawing.threads) {
            boolean stopped = false;
            for (Drawing.DrawnState state : drawing.states) {
                stopped |=
                        state.state() == ThreadState.STOPPED_VM
                                && state.thread().equals(thread.name())
                                && state.startNanos() == pause.startNanos()
                                && state.endNanos() == pause.endNanos();
            }
            if (!stopped && !thread.virtual()) {
                obstacles.add("pause " + pause.name() + " that does not stop " + thread.name());
            }
        }
    }
}
