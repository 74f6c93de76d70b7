package dev.holdup.drawing;

import dev.holdup.model.Operation;
import dev.holdup.model.Outcome;
import dev.holdup.model.ThreadState;
import dev.holdup.model.WakeKind;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongUnaryOperator;

/** Drawings made from drawings. */
public final class Drawings {
    private Drawings() {}

    /** The same with threads and everything else in reversed order. */
    public static Drawing reversed(Drawing drawing) {
        Drawing reversed = Shrinker.copy(drawing);
        for (List<?> rows :
                List.of(
                        reversed.threads,
                        reversed.waits,
                        reversed.states,
                        reversed.holds,
                        reversed.tasks,
                        reversed.mounts,
                        reversed.pauses)) {
            Collections.reverse(rows);
        }
        return reversed;
    }

    /** The same with one of waits that differ only in what is said about them. */
    public static Drawing withoutTwins(Drawing drawing) {
        Drawing less = Shrinker.copy(drawing);
        Set<String> seen = new HashSet<>();
        less.waits.removeIf(
                w -> !seen.add(w.thread() + w.operation() + w.startNanos() + ".." + w.endNanos()));
        less.tasks.removeIf(t -> !seen.add(t.worker() + t.startNanos() + t.result()));
        less.holds.removeIf(h -> !seen.add(h.thread() + h.resource() + h.startNanos()));
        less.mounts.removeIf(m -> !seen.add(m.carrier() + m.startNanos()));
        return less;
    }

    /** The same, with threads that have no CPU now and then, as a kernel lane would tell. */
    public static Drawing withRunQueues(Drawing drawing) {
        Drawing more = Shrinker.copy(drawing);
        for (int i = 0; i < drawing.threads.size(); i++) {
            String thread = drawing.threads.get(i).name();
            for (long from = i % 5; from < drawing.endNanos; from += 7) {
                more.states.add(
                        new Drawing.DrawnState(thread, ThreadState.RUNNABLE_CPU, from, from + 3));
            }
        }
        return more;
    }

    /** The same, later; threads that lived from the start now start later. */
    public static Drawing shifted(Drawing drawing, long nanos) {
        return timed(drawing, t -> t == Long.MAX_VALUE ? t : t + nanos);
    }

    /** The same, slower. */
    public static Drawing scaled(Drawing drawing, long factor) {
        return timed(drawing, t -> t == Long.MAX_VALUE ? t : t * factor);
    }

    private static Drawing timed(Drawing drawing, LongUnaryOperator time) {
        Drawing timed = Shrinker.copy(drawing);
        timed.endNanos = time.applyAsLong(drawing.endNanos);
        timed.threads.replaceAll(t ->
                new Drawing.DrawnThread(
                        t.name(),
                        t.virtual(),
                        t.carrier(),
                        time.applyAsLong(t.startNanos()),
                        time.applyAsLong(t.endNanos()),
                        t.creator()));
        timed.waits.replaceAll(w ->
                rewritten(
                        w,
                        time.applyAsLong(w.startNanos()),
                        time.applyAsLong(w.endNanos()),
                        w.waker(),
                        time.applyAsLong(w.actNanos()),
                        w.wakeKind(),
                        w.outcome()));
        timed.states.replaceAll(s ->
                new Drawing.DrawnState(
                        s.thread(),
                        s.state(),
                        time.applyAsLong(s.startNanos()),
                        time.applyAsLong(s.endNanos())));
        timed.holds.replaceAll(h ->
                new Drawing.DrawnHold(
                        h.resource(),
                        h.thread(),
                        time.applyAsLong(h.startNanos()),
                        time.applyAsLong(h.endNanos()),
                        h.shared(),
                        h.confidence()));
        timed.tasks.replaceAll(t ->
                new Drawing.DrawnTask(
                        t.name(),
                        t.submitter(),
                        time.applyAsLong(t.submitNanos()),
                        t.worker(),
                        time.applyAsLong(t.startNanos()),
                        time.applyAsLong(t.endNanos()),
                        t.executor(),
                        t.result()));
        timed.mounts.replaceAll(m ->
                new Drawing.DrawnMount(
                        m.virtual(),
                        m.carrier(),
                        time.applyAsLong(m.startNanos()),
                        time.applyAsLong(m.endNanos())));
        timed.pauses.replaceAll(p ->
                new Drawing.DrawnPause(
                        p.kind(),
                        p.name(),
                        time.applyAsLong(p.startNanos()),
                        time.applyAsLong(p.endNanos()),
                        p.late()));
        return timed;
    }

    /** Loses every {@code nth} waker edge. */
    public static Drawing withoutWakes(Drawing drawing, int nth) {
        Drawing less = Shrinker.copy(drawing);
        for (int i = 0; i < less.waits.size(); i++) {
            Drawing.DrawnWait w = less.waits.get(i);
            if (i % nth == 0) {
                less.waits.set(
                        i,
                        rewritten(
                                w,
                                w.startNanos(),
                                w.endNanos(),
                                "",
                                w.actNanos(),
                                w.wakeKind(),
                                w.outcome()));
            }
        }
        return less;
    }

    /** Loses every {@code nth} event of each kind. */
    public static Drawing withoutEvents(Drawing drawing, int nth) {
        Drawing less = Shrinker.copy(drawing);
        for (List<?> rows :
                List.of(
                        less.waits,
                        less.states,
                        less.holds,
                        less.tasks,
                        less.mounts,
                        less.pauses)) {
            for (int i = rows.size() - 1; i >= 0; i--) {
                if (i % nth == 0) {
                    rows.remove(i);
                }
            }
        }
        return less;
    }

    /**
     * The same without what a lost waker may uncover besides "unknown": every wait that threads end
     * is a satisfied monitor.wait, woken if it was, and nothing else is recorded; stalls outside
     * waits and lives are cut.
     */
    public static Drawing wokenBySatisfyingThreads(Drawing drawing) {
        Drawing plain = Shrinker.copy(drawing);
        plain.holds.clear();
        plain.tasks.clear();
        plain.mounts.clear();
        plain.pauses.clear();
        plain.states.clear();
        plain.threads.replaceAll(
                t -> new Drawing.DrawnThread(t.name(), false, false, 0, Long.MAX_VALUE));
        plain.waits.removeIf(w -> w.operation().ends() == Operation.Ends.BY_OWNER);
        plain.waits.replaceAll(w ->
                new Drawing.DrawnWait(
                        w.thread(),
                        w.operation().ends() == Operation.Ends.OUTSIDE
                                ? w.operation()
                                : Operation.MONITOR_WAIT,
                        "m",
                        w.startNanos(),
                        w.endNanos(),
                        Outcome.SATISFIED,
                        "",
                        "",
                        w.operation().ends() == Operation.Ends.OUTSIDE ? "" : w.waker(),
                        w.actNanos(),
                        WakeKind.NOTIFY,
                        w.wakeConfidence(),
                        w.confidence(),
                        List.of("drawing.wait:1")));
        return plain;
    }

    private static Drawing.DrawnWait rewritten(
            Drawing.DrawnWait w,
            long start,
            long end,
            String waker,
            long act,
            WakeKind kind,
            Outcome outcome) {
        return new Drawing.DrawnWait(
                w.thread(),
                w.operation(),
                w.resource(),
                start,
                end,
                outcome,
                w.owner(),
                w.previousOwner(),
                waker,
                act,
                kind,
                w.wakeConfidence(),
                w.confidence(),
                w.frames());
    }
}
