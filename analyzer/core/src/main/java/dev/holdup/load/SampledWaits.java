package dev.holdup.load;

import dev.holdup.base.IntColumn;
import dev.holdup.base.RowOrder;
import dev.holdup.load.event.EventRows;
import dev.holdup.load.event.Origin;
import dev.holdup.load.event.RecordingFacts;
import dev.holdup.load.event.SampleRows;
import dev.holdup.load.event.WaitRows;
import dev.holdup.load.format.Dictionaries;
import dev.holdup.load.format.StackDictionary;
import dev.holdup.load.format.ThreadDictionary;
import dev.holdup.model.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes waits of wall-clock samples, where no event tells how long a thread waited: from the first
 * to the last of a run of samples that saw it not running, at the same place, without one in
 * between that saw it run. What a recorded wait covers is left out. A single look makes no wait,
 * for it has no length; a stack nobody knows a wait of makes none either.
 */
final class SampledWaits {
    /** Samples farther apart may be of two waits; a wall clock looks more often. */
    private static final long GAP_NANOS = RunningEvidence.REACH_NANOS;

    /** Shorter pieces between recorded waits are below what samples can tell. */
    private static final long LEAST_NANOS = 1_000_000;

    private final Dictionaries dictionaries;
    private final SampleRows samples;
    private final WaitRows waits;
    private final long intervalNanos;

    /** Java's part of each stack, without the native frames on top. */
    private final IntColumn javaParts = new IntColumn();

    private long added;

    SampledWaits(Dictionaries dictionaries, EventRows rows) {
        this.dictionaries = dictionaries;
        samples = rows.samples;
        waits = rows.waits;
        intervalNanos = interval(rows.facts);
    }

    /** Adds to the rows of waits; returns how many. */
    long run() {
        if (!hasSleeping()) {
            return 0;
        }
        for (int node = 0; node < dictionaries.stacks().size(); node++) {
            javaParts.add(javaPart(node));
        }
        ThreadDictionary threads = dictionaries.threads();
        RowOrder order = RowOrder.of(samples.threads, samples.atNanos, threads.size());
        RowOrder recorded = RowOrder.of(waits.threads, waits.startNanos, threads.size());
        for (int thread = 0; thread < threads.size(); thread++) {
            if (threads.javaId(thread) > 0) {
                addRuns(thread, order, recorded);
            }
        }
        return added;
    }

    private boolean hasSleeping() {
        for (int row = 0; row < samples.size(); row++) {
            if (isWaiting(samples.kinds.get(row))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isWaiting(byte kind) {
        return kind == SampleRows.SLEEPING || kind == SampleRows.ENTERING;
    }

    private void addRuns(int thread, RowOrder order, RowOrder recorded) {
        int first = -1;
        long end = 0;
        for (int place = order.first(thread); place < order.end(thread); place++) {
            int row = order.row(place);
            long at = samples.atNanos.get(row);
            boolean waiting = isWaiting(samples.kinds.get(row));
            boolean goesOn =
                    first >= 0
                            && waiting
                            && samples.kinds.get(row) == samples.kinds.get(first)
                            && samples.stacks.get(row) == samples.stacks.get(first)
                            && at - end <= GAP_NANOS;
            if (!goesOn) {
                add(first, end, recorded);
                first = waiting ? row : -1;
                end = at;
            }
            end = Math.max(end, at + span(row));
        }
        add(first, end, recorded);
    }

    private long span(int row) {
        long looked = (samples.counts.get(row) - 1L) * intervalNanos;
        return Math.max(samples.spanNanos.get(row), looked);
    }

    /** Time between two looks at a thread as async-profiler states it, 0 if it does not. */
    private static long interval(RecordingFacts facts) {
        long interval = 0;
        for (SortedMap<String, String> values : facts.settings.values()) {
            String text = values.getOrDefault("wall", values.getOrDefault("interval", ""));
            interval = Math.max(interval, CaptureAssembly.nanos(text + " ns"));
        }
        return interval;
    }

    /** Adds the run that begins with sample {@code first}, without what recorded waits cover. */
    private void add(int first, long end, RowOrder recorded) {
        int stack = first < 0 ? StackDictionary.NONE : samples.stacks.get(first);
        if (stack == StackDictionary.NONE) {
            return;
        }
        Operation operation = operation(stack, samples.kinds.get(first));
        if (operation == null) {
            return;
        }
        int thread = samples.threads.get(first);
        long from = samples.atNanos.get(first);
        for (int place = recorded.first(thread);
                place < recorded.end(thread) && from < end;
                place++) {
            int wait = recorded.row(place);
            if (waits.endNanos.get(wait) > from) {
                long start = Math.min(end, waits.startNanos.get(wait));
                addPiece(thread, from, start, operation, stack);
                from = Math.max(from, waits.endNanos.get(wait));
            }
        }
        addPiece(thread, from, end, operation, stack);
    }

    private void addPiece(int thread, long from, long to, Operation operation, int stack) {
        if (to - from >= LEAST_NANOS) {
            waits.add(
                    Origin.PROFILER, thread, from, to, operation.code(), -1, javaParts.get(stack));
            added++;
        }
    }

    private @Nullable Operation operation(int stack, byte kind) {
        int java = javaParts.get(stack);
        if (kind == SampleRows.ENTERING || isEntering(stack, java)) {
            return Operation.MONITOR_ENTER;
        }
        if (java == StackDictionary.NONE) {
            return null;
        }
        List<String> frames = new ArrayList<>();
        for (int node = java; node != StackDictionary.NONE; node = parent(node)) {
            frames.add(className(node) + '.' + methodName(node));
        }
        return WaitingFrames.operation(frames);
    }

    /** True if among the native frames on top is the JVM's own for entering a monitor. */
    private boolean isEntering(int stack, int java) {
        for (int node = stack; node != java && node != StackDictionary.NONE; node = parent(node)) {
            if (methodName(node).startsWith("ObjectMonitor::enter")) {
                return true;
            }
        }
        return false;
    }

    /** First frame from the top that is Java's; async-profiler puts the C library's above. */
    private int javaPart(int stack) {
        int node = stack;
        while (node != StackDictionary.NONE && isNative(node)) {
            node = parent(node);
        }
        return node;
    }

    /** A native frame has a library or nothing where Java's has the class. */
    private boolean isNative(int node) {
        String type = className(node);
        return type.indexOf('.') < 0
                || type.contains(".so")
                || type.contains(".dylib")
                || type.startsWith("[");
    }

    private int parent(int node) {
        return dictionaries.stacks().parent(node);
    }

    private String className(int node) {
        int frame = dictionaries.stacks().frame(node);
        String name = dictionaries.symbols().text(dictionaries.stacks().classSymbol(frame));
        return Assembly.plainName(name);
    }

    private String methodName(int node) {
        int frame = dictionaries.stacks().frame(node);
        return dictionaries.symbols().text(dictionaries.stacks().methodSymbol(frame));
    }
}
