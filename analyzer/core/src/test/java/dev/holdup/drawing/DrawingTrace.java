package dev.holdup.drawing;

import dev.holdup.model.CaptureInfo;
import dev.holdup.model.Operation;
import dev.holdup.model.Outcome;
import dev.holdup.model.RecordingInfo;
import dev.holdup.model.ResourceTable;
import dev.holdup.model.StackTable;
import dev.holdup.model.ThreadTable;
import dev.holdup.model.Trace;
import dev.holdup.model.TraceBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Builds the trace of a drawing, as a reader of recordings would. */
final class DrawingTrace {
    private final Drawing drawing;
    private final TraceBuilder builder = new TraceBuilder();
    private final Map<String, Integer> threads = new HashMap<>();
    private final Map<String, Integer> resources = new HashMap<>();

    DrawingTrace(Drawing drawing) {
        this.drawing = drawing;
    }

    Trace build() {
        for (Drawing.DrawnThread thread : drawing.threads) {
            int row = builder.addThread(thread.name(), javaThreadId(thread.name()), 0, "");
            threads.put(thread.name(), row);
            builder.threadFlags(row, thread.virtual(), thread.carrier(), false);
            builder.threadStart(row, thread.startNanos());
            builder.threadEnd(row, thread.endNanos());
        }
        for (Drawing.DrawnThread thread : drawing.threads) {
            if (!thread.creator().isEmpty()) {
                builder.threadCreator(
                        thread(thread.name()), thread(thread.creator()), StackTable.NONE);
            }
        }
        drawing.waits.forEach(this::add);
        for (Drawing.DrawnState state : drawing.states) {
            builder.addState(
                    thread(state.thread()), state.startNanos(), state.endNanos(), state.state());
        }
        for (Drawing.DrawnHold hold : drawing.holds) {
            add(hold);
        }
        for (Drawing.DrawnTask task : drawing.tasks) {
            add(task);
        }
        for (Drawing.DrawnMount mount : drawing.mounts) {
            builder.addMount(
                    thread(mount.virtual()),
                    thread(mount.carrier()),
                    mount.startNanos(),
                    mount.endNanos());
        }
        for (Drawing.DrawnPause pause : drawing.pauses) {
            int row =
                    builder.addPause(
                            pause.kind(), pause.name(), pause.startNanos(), pause.endNanos());
            if (!pause.late().isEmpty()) {
                builder.pauseLateThread(row, thread(pause.late()));
            }
        }
        // A drawing says itself when a thread is runnable, as a kernel lane would.
        return builder.build(
                new RecordingInfo(List.of("drawing"), 0, drawing.endNanos, 0, "", ""),
                new CaptureInfo(
                        CaptureInfo.Tier.AGENT,
                        0,
                        List.of(),
                        "perf",
                        new TreeMap<>(),
                        List.of(),
                        0));
    }

    private void add(Drawing.DrawnWait wait) {
        int resource = waitResource(wait);
        int row =
                builder.addWait(
                        thread(wait.thread()),
                        wait.startNanos(),
                        wait.endNanos(),
                        wait.operation(),
                        resource,
                        wait.frames().isEmpty() ? StackTable.NONE : builder.stack(wait.frames()));
        builder.waitOutcome(row, outcome(drawing, wait));
        builder.waitConfidence(row, wait.confidence());
        if (!wait.owner().isEmpty()) {
            builder.waitOwner(row, thread(wait.owner()));
        }
        if (!wait.previousOwner().isEmpty()) {
            builder.waitPreviousOwner(row, thread(wait.previousOwner()));
        }
        if (!wait.waker().isEmpty()) {
            builder.addWake(
                    row,
                    thread(wait.waker()),
                    wait.actNanos(),
                    wait.wakeKind(),
                    wait.wakeConfidence(),
                    StackTable.NONE);
        }
    }

    /** A wait that lasts to the end and has no waker has not ended. */
    static Outcome outcome(Drawing drawing, Drawing.DrawnWait wait) {
        boolean cut =
                wait.outcome() == Outcome.SATISFIED
                        && wait.endNanos() >= drawing.endNanos
                        && wait.waker().isEmpty();
        return cut ? Outcome.UNFINISHED : wait.outcome();
    }

    private int waitResource(Drawing.DrawnWait wait) {
        if (wait.resource().isEmpty()) {
            return ResourceTable.NONE;
        }
        if (wait.operation() == Operation.THREAD_JOIN && threads.containsKey(wait.resource())) {
            return builder.resource(
                    ResourceTable.Kind.THREAD, wait.resource(), javaThreadId(wait.resource()));
        }
        return resource(wait.resource(), kind(wait.operation()));
    }

    /** Follows from the name, so that drawing threads in another order changes nothing. */
    static long javaThreadId(String name) {
        return 1 + Math.abs((long) name.hashCode());
    }

    private static ResourceTable.Kind kind(Operation operation) {
        return switch (operation.state()) {
            case BLOCKED_MONITOR -> ResourceTable.Kind.MONITOR;
            case BLOCKED_LOCK -> ResourceTable.Kind.LOCK;
            case BLOCKED_NET -> ResourceTable.Kind.SOCKET;
            case BLOCKED_FILE -> ResourceTable.Kind.FILE;
            case BLOCKED_PROCESS -> ResourceTable.Kind.PROCESS;
            default -> ResourceTable.Kind.SYNCHRONIZER;
        };
    }

    private void add(Drawing.DrawnHold hold) {
        int resource = resource(hold.resource(), ResourceTable.Kind.LOCK);
        int thread = thread(hold.thread());
        if (hold.shared()) {
            builder.addSharedHold(
                    resource, thread, hold.startNanos(), hold.endNanos(), hold.confidence());
        } else {
            builder.addHold(
                    resource, thread, hold.startNanos(), hold.endNanos(), hold.confidence());
        }
    }

    private void add(Drawing.DrawnTask task) {
        int row =
                builder.addTask(
                        thread(task.submitter()),
                        task.submitNanos(),
                        thread(task.worker()),
                        task.startNanos(),
                        task.endNanos(),
                        task.executor().isEmpty()
                                ? ResourceTable.NONE
                                : resource(task.executor(), ResourceTable.Kind.SYNCHRONIZER),
                        -1,
                        task.name());
        if (!task.result().isEmpty()) {
            builder.taskResult(row, resource(task.result(), ResourceTable.Kind.SYNCHRONIZER));
        }
    }

    /** One resource for each name, of the kind of its first use. */
    private int resource(String name, ResourceTable.Kind kind) {
        Integer known = resources.get(name);
        if (known == null) {
            known = builder.resource(kind, name, 0);
            resources.put(name, known);
        }
        return known;
    }

    private int thread(String name) {
        if (name.isEmpty()) {
            return ThreadTable.NONE;
        }
        Integer row = threads.get(name);
        if (row == null) {
            throw new IllegalArgumentException(
                    "drawing: expected one of threads " + threads.keySet() + ", found " + name);
        }
        return row;
    }
}
