package dev.holdup.drawing;

import dev.holdup.load.LoadOptions;
import dev.holdup.load.LoadedRecording;
import dev.holdup.load.RecordingLoader;
import dev.holdup.model.Operation;
import dev.holdup.model.Outcome;
import dev.holdup.model.PauseTable;
import dev.holdup.model.Trace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.openjdk.jmc.flightrecorder.writer.api.TypedValue;
import org.openjdk.jmc.flightrecorder.writer.api.TypedValueBuilder;

/**
 * Writes the recording that the agent and the JVM would have made of a drawing, so that a drawing
 * tests the whole pipeline: file, loader, model, blame. What no event can say is an {@linkplain
 * RecordingLimits obstacle}; a drawing without obstacles comes back as the same trace.
 */
public final class DrawingRecorder {
    /** The frame by which the loader knows what a park is part of. */
    private static final Map<Operation, String> PARKED_IN =
            Map.ofEntries(
                    Map.entry(
                            Operation.LOCK_ACQUIRE,
                            "java.util.concurrent.locks.ReentrantLock.lock:1"),
                    Map.entry(
                            Operation.CONDITION_AWAIT,
                            "java.util.concurrent.locks.AbstractQueuedSynchronizer$ConditionObject"
                                    + ".await:1"),
                    Map.entry(
                            Operation.SEMAPHORE_ACQUIRE,
                            "java.util.concurrent.Semaphore.acquire:1"),
                    Map.entry(Operation.LATCH_AWAIT, "java.util.concurrent.CountDownLatch.await:1"),
                    Map.entry(
                            Operation.BARRIER_AWAIT, "java.util.concurrent.CyclicBarrier.await:1"),
                    Map.entry(Operation.FUTURE_GET, "java.util.concurrent.FutureTask.get:1"),
                    Map.entry(
                            Operation.QUEUE_TAKE,
                            "java.util.concurrent.LinkedBlockingQueue.take:1"),
                    Map.entry(
                            Operation.QUEUE_PUT, "java.util.concurrent.LinkedBlockingQueue.put:1"),
                    Map.entry(Operation.PARK, "java.util.concurrent.locks.LockSupport.park:1"));

    private final Drawing drawing;
    private final EventFile file;
    private final Map<String, TypedValue> threads = new HashMap<>();

    private DrawingRecorder(Drawing drawing, EventFile file) {
        this.drawing = drawing;
        this.file = file;
    }

    /**
     * Writes {@code file}.
     *
     * @throws IllegalArgumentException if the drawing has something no event can say
     */
    public static void record(Drawing drawing, Path file) throws IOException {
        List<String> obstacles = RecordingLimits.obstacles(drawing);
        if (!obstacles.isEmpty()) {
            throw new IllegalArgumentException(
                    "drawing: expected what events can say, found " + obstacles);
        }
        try (EventFile events = new EventFile(file, drawing.endNanos)) {
            new DrawingRecorder(drawing, events).run();
        }
    }

    /** True if events can say all that the drawing says. */
    public static boolean canRecord(Drawing drawing) {
        return RecordingLimits.obstacles(drawing).isEmpty();
    }

    /** Records the drawing and loads the recording; nothing of it may be lost. */
    public static Trace throughFile(Drawing drawing) {
        try {
            Path file = Files.createTempFile("drawing", ".jfr");
            try {
                record(drawing, file);
                LoadedRecording loaded =
                        RecordingLoader.load(List.of(file), LoadOptions.defaults());
                if (!loaded.report().losses().isEmpty()) {
                    throw new IllegalStateException(
                            "recording: expected no loss, found " + loaded.report().losses());
                }
                return loaded.trace();
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** True if the agent records this as a park. */
    static boolean isPark(Operation operation) {
        return PARKED_IN.containsKey(operation);
    }

    private void run() {
        file.write(
                "dev.holdup.Capture",
                0,
                e -> e.putField("agentVersion", "drawing").putField("hooksLive", 1));
        drawing.threads.forEach(this::live);
        drawing.waits.forEach(this::write);
        drawing.tasks.forEach(this::write);
        drawing.mounts.forEach(this::write);
        drawing.pauses.forEach(this::write);
    }

    /** Threads that lived before the recording and after it have neither start nor end. */
    private void live(Drawing.DrawnThread thread) {
        String name = thread.name();
        threads.put(
                name,
                file.thread(
                        name,
                        DrawingTrace.javaThreadId(name),
                        thread.virtual(),
                        thread.carrier() ? "CarrierThreads" : "main"));
        boolean ends = thread.endNanos() < Long.MAX_VALUE;
        if (thread.virtual()) {
            long id = DrawingTrace.javaThreadId(name);
            long end = ends ? thread.endNanos() : drawing.endNanos;
            file.write(
                    "jdk.VirtualThreadStart",
                    thread.startNanos(),
                    e -> e.putField("javaThreadId", id));
            file.write("jdk.VirtualThreadEnd", end, e -> e.putField("javaThreadId", id));
            return;
        }
        if (thread.startNanos() > 0 || !ends) {
            // Also makes a thread known that does nothing.
            file.write("jdk.ThreadStart", thread.startNanos(), e -> e.putField("thread", of(name)));
        }
        if (ends) {
            file.write("jdk.ThreadEnd", thread.endNanos(), e -> e.putField("thread", of(name)));
        }
    }

    private void write(Drawing.DrawnWait wait) {
        switch (wait.operation()) {
            case MONITOR_ENTER -> monitorEnter(wait);
            case MONITOR_WAIT -> monitorWait(wait);
            case THREAD_SLEEP ->
                    file.write(
                            "jdk.ThreadSleep",
                            wait.startNanos(),
                            e -> {
                                common(e, wait.thread(), wait.frames());
                                e.putField("duration", wait.endNanos() - wait.startNanos());
                            });
            default -> {
                if (isPark(wait.operation())) {
                    park(wait);
                } else {
                    call(wait);
                }
            }
        }
    }

    private void monitorEnter(Drawing.DrawnWait wait) {
        file.write(
                "jdk.JavaMonitorEnter",
                wait.startNanos(),
                e -> {
                    common(e, wait.thread(), wait.frames());
                    e.putField("duration", wait.endNanos() - wait.startNanos());
                    monitor(e, wait.resource());
                });
    }

    private void monitorWait(Drawing.DrawnWait wait) {
        file.write(
                "jdk.JavaMonitorWait",
                wait.startNanos(),
                e -> {
                    common(e, wait.thread(), wait.frames());
                    e.putField("duration", wait.endNanos() - wait.startNanos());
                    monitor(e, wait.resource());
                    e.putField("timedOut", wait.outcome() == Outcome.TIMED_OUT);
                    if (!wait.waker().isEmpty()) {
                        e.putField("notifier", of(wait.waker()));
                    }
                });
        if (!wait.waker().isEmpty()) {
            file.write(
                    "jdk.JavaMonitorNotify",
                    wait.actNanos(),
                    e -> {
                        e.putField("eventThread", of(wait.waker()));
                        e.putField("address", identity(wait.resource()));
                    });
        }
    }

    /** A woken thread's park ends when it has a CPU again, after the act that ended the wait. */
    private void park(Drawing.DrawnWait wait) {
        List<String> frames = new ArrayList<>();
        frames.add(PARKED_IN.get(wait.operation()));
        frames.addAll(wait.frames());
        Drawing.DrawnState queued = RecordingLimits.queuedAfter(drawing, wait);
        long end = queued == null ? wait.endNanos() : queued.endNanos();
        boolean virtual = RecordingLimits.thread(drawing, wait.thread()).virtual();
        file.write(
                "dev.holdup.Park",
                end,
                e -> {
                    common(e, wait.thread(), frames);
                    e.putField("ageNanos", end - wait.startNanos());
                    e.putField("durationNanos", end - wait.startNanos());
                    if (!wait.resource().isEmpty()) {
                        e.putField("blockerClass", file.type(wait.resource()));
                        e.putField("blockerId", identity(wait.resource()));
                    }
                    e.putField("owner", id(wait.owner()));
                    e.putField("outcome", DrawingTrace.outcome(drawing, wait).code());
                });
        if (virtual) {
            file.write(
                    "dev.holdup.VirtualBlocked",
                    end,
                    e -> {
                        e.putField("ageNanos", end - wait.startNanos());
                        e.putField("durationNanos", wait.endNanos() - wait.startNanos());
                        e.putField("queuedNanos", end - wait.endNanos());
                        e.putField("thread", id(wait.thread()));
                        e.putField("readier", id(wait.waker()));
                    });
        }
        if (!wait.waker().isEmpty()) {
            file.write(
                    "dev.holdup.Wakeup",
                    wait.actNanos(),
                    e -> {
                        e.putField("eventThread", of(wait.waker()));
                        e.putField("thread", id(wait.thread()));
                        e.putField("waitedNanos", wait.actNanos() - wait.startNanos());
                        e.putField("kind", wait.wakeKind().code());
                    });
        }
    }

    private void call(Drawing.DrawnWait wait) {
        long length = wait.endNanos() - wait.startNanos();
        boolean join = wait.operation() == Operation.THREAD_JOIN;
        file.write(
                "dev.holdup.Call",
                wait.endNanos(),
                e -> {
                    common(e, wait.thread(), wait.frames());
                    e.putField("ageNanos", length);
                    e.putField("durationNanos", length);
                    e.putField("operation", wait.operation().code());
                    if (!wait.resource().isEmpty()) {
                        e.putField("target", wait.resource());
                        e.putField("objectId", join ? id(wait.resource()) : 0);
                    }
                    e.putField("bytes", -1L);
                    e.putField("outcome", DrawingTrace.outcome(drawing, wait).code());
                });
    }

    private void write(Drawing.DrawnTask task) {
        file.write(
                "dev.holdup.Task",
                task.endNanos(),
                e -> {
                    e.putField("eventThread", of(task.worker()));
                    e.putField("ageNanos", task.endNanos() - task.submitNanos());
                    e.putField("queuedNanos", task.startNanos() - task.submitNanos());
                    e.putField("durationNanos", task.endNanos() - task.startNanos());
                    e.putField("submitter", id(task.submitter()));
                    e.putField("queueLength", -1);
                    e.putField("taskClass", file.type(task.name()));
                    if (!task.executor().isEmpty()) {
                        e.putField("executorClass", file.type(task.executor()));
                        e.putField("executorId", identity(task.executor()));
                    }
                });
    }

    private void write(Drawing.DrawnMount mount) {
        file.write(
                "dev.holdup.VirtualSlice",
                mount.endNanos(),
                e -> {
                    e.putField("ageNanos", mount.endNanos() - mount.startNanos());
                    e.putField("durationNanos", mount.endNanos() - mount.startNanos());
                    e.putField("thread", id(mount.virtual()));
                    e.putField("carrier", id(mount.carrier()));
                });
    }

    private void write(Drawing.DrawnPause pause) {
        String event =
                pause.kind() == PauseTable.Kind.GC ? "jdk.GCPhasePause" : "jdk.ExecuteVMOperation";
        file.write(
                event,
                pause.startNanos(),
                e -> {
                    e.putField("duration", pause.endNanos() - pause.startNanos());
                    if (pause.kind() == PauseTable.Kind.GC) {
                        e.putField("name", pause.name());
                    } else {
                        e.putField("operation", pause.name());
                        e.putField("safepoint", true);
                    }
                });
    }

    private void common(TypedValueBuilder event, String thread, List<String> frames) {
        event.putField("eventThread", of(thread));
        if (!frames.isEmpty()) {
            event.putField("stackTrace", file.stack(frames));
        }
    }

    private void monitor(TypedValueBuilder event, String resource) {
        if (!resource.isEmpty()) {
            event.putField("monitorClass", file.type(resource));
            event.putField("address", identity(resource));
        }
    }

    private TypedValue of(String thread) {
        return Objects.requireNonNull(threads.get(thread), thread);
    }

    /** The id events carry for a thread, 0 for none. */
    private static long id(String thread) {
        return thread.isEmpty() ? 0 : DrawingTrace.javaThreadId(thread);
    }

    private static long identity(String resource) {
        return DrawingTrace.javaThreadId(resource);
    }
}
