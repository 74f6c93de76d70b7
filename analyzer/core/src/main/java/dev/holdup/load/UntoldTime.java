package dev.holdup.load;

import dev.holdup.base.IntColumn;
import dev.holdup.base.LongColumn;
import dev.holdup.base.RowOrder;
import dev.holdup.load.event.ActRows;
import dev.holdup.load.event.LifeRows;
import dev.holdup.load.event.SampleRows;
import dev.holdup.load.event.TaskRows;
import dev.holdup.load.event.WaitRows;
import dev.holdup.load.format.ThreadDictionary;
import dev.holdup.model.ThreadState;
import java.util.List;

/**
 * Decides what is not known because events were lost: an event is written when its wait ends, so a
 * thread whose event was cut off would show as running while it waited. Where a chunk ends too
 * early, a thread's time from the last thing seen of it is unknown; where something in the middle
 * is missing, all time that is not near to something seen. Waits that are known outrank this.
 */
final class UntoldTime {
    private final Assembly assembly;
    private final ThreadDictionary threads;
    private final List<UntoldSpan> spans;

    /** What was seen of a thread: from when to when. */
    private final IntColumn seenThreads = new IntColumn();

    private final LongColumn seenFrom = new LongColumn();
    private final LongColumn seenTo = new LongColumn();

    /** True if any time became unknown. */
    private boolean told;

    UntoldTime(Assembly assembly, List<UntoldSpan> spans) {
        this.assembly = assembly;
        this.spans = spans;
        threads = assembly.dictionaries.threads();
    }

    void run() {
        if (spans.isEmpty()) {
            return;
        }
        collect();
        // An event is there if its end lies before the cut, wherever its start lies.
        RowOrder order = RowOrder.of(seenThreads, seenTo, threads.size());
        for (int thread = 0; thread < threads.size(); thread++) {
            for (UntoldSpan span : spans) {
                if (threads.jvm(thread) != span.jvm()) {
                    continue;
                }
                if (span.cut()) {
                    addAfterLast(thread, span, order);
                } else {
                    addBetween(thread, span, order);
                }
            }
        }
        if (told) {
            assembly.builder.addNotice("not-recorded", text());
        }
    }

    private String text() {
        for (UntoldSpan span : spans) {
            if (!span.cut()) {
                return "Events are missing in the middle: time of a thread that is not near to"
                        + " something seen of it counts as not recorded, neither running nor"
                        + " waiting.";
            }
        }
        return "The recording breaks off: from the last thing seen of a thread on, its time is"
                + " not recorded, neither running nor waiting.";
    }

    private void collect() {
        WaitRows waits = assembly.rows.waits;
        for (int row = 0; row < waits.size(); row++) {
            saw(waits.threads.get(row), waits.startNanos.get(row), waits.endNanos.get(row));
        }
        ActRows acts = assembly.rows.acts;
        for (int row = 0; row < acts.size(); row++) {
            saw(acts.threads.get(row), acts.atNanos.get(row), acts.atNanos.get(row));
        }
        SampleRows samples = assembly.rows.samples;
        for (int row = 0; row < samples.size(); row++) {
            saw(samples.threads.get(row), samples.atNanos.get(row), samples.atNanos.get(row));
        }
        LifeRows lives = assembly.rows.lives;
        for (int row = 0; row < lives.size(); row++) {
            saw(lives.threads.get(row), lives.atNanos.get(row), lives.atNanos.get(row));
            saw(lives.creators.get(row), lives.atNanos.get(row), lives.atNanos.get(row));
        }
        TaskRows tasks = assembly.rows.tasks;
        for (int row = 0; row < tasks.size(); row++) {
            // What happened within the task its own events tell.
            saw(tasks.workers.get(row), tasks.endNanos.get(row), tasks.endNanos.get(row));
        }
    }

    private void saw(int thread, long from, long to) {
        if (thread >= 0) {
            seenThreads.add(thread);
            seenFrom.add(from);
            seenTo.add(to);
        }
    }

    private void addAfterLast(int thread, UntoldSpan span, RowOrder order) {
        int next = order.firstAfter(thread, span.toNanos(), seenTo);
        long last = next > order.first(thread) ? seenTo.get(order.row(next - 1)) : 0;
        addUnknown(thread, last, span.toNanos());
    }

    private void addBetween(int thread, UntoldSpan span, RowOrder order) {
        long known = span.fromNanos();
        int place = order.firstAfter(thread, known - RunningEvidence.REACH_NANOS, seenTo);
        for (; place < order.end(thread) && known < span.toNanos(); place++) {
            int row = order.row(place);
            long before = seenFrom.get(row) - RunningEvidence.REACH_NANOS;
            addUnknown(thread, known, Math.min(before, span.toNanos()));
            known = Math.max(known, seenTo.get(row) + RunningEvidence.REACH_NANOS);
        }
        addUnknown(thread, known, span.toNanos());
    }

    private void addUnknown(int thread, long from, long to) {
        if (from < to) {
            told = true;
            assembly.builder.addState(assembly.thread(thread), from, to, ThreadState.UNKNOWN);
        }
    }
}
