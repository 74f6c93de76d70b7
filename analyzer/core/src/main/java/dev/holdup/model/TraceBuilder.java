package dev.holdup.model;

import dev.holdup.base.IntColumn;
import dev.holdup.base.LongColumn;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects what a reader found, in any order, and builds a {@link Trace}. Instants may lie outside
 * the window and intervals may overlap; {@link #build} clips them and gives each thread exactly one
 * state at each instant. Single use, one thread.
 */
public final class TraceBuilder {
    private final ThreadTable threads = new ThreadTable();
    private final WaitTable waits = new WaitTable();
    private final WakeTable wakes = new WakeTable();
    private final HoldTable holds = new HoldTable();
    private final TaskTable tasks = new TaskTable();
    private final MountTable mounts = new MountTable();
    private final ResourceTable resources = new ResourceTable();
    private final PauseTable pauses = new PauseTable();
    private final StackTable stacks = new StackTable();
    private final List<Notice> notices = new ArrayList<>();

    private final IntColumn stateThreads = new IntColumn();
    private final LongColumn stateStarts = new LongColumn();
    private final LongColumn stateEnds = new LongColumn();
    private final IntColumn stateCodes = new IntColumn();

    /**
     * Adds a thread; ids are 0 if not known, {@code group} is empty if not known. Its life is the
     * whole window until said otherwise.
     */
    public int addThread(String name, long javaThreadId, long osThreadId, String group) {
        return threads.add(name, javaThreadId, osThreadId, group);
    }

    public void threadFlags(int thread, boolean virtual, boolean carrier, boolean system) {
        threads.flags(thread, virtual, carrier, system);
    }

    public void threadStart(int thread, long nanos) {
        threads.start(thread, nanos);
    }

    public void threadEnd(int thread, long nanos) {
        threads.end(thread, nanos);
    }

    public void threadCreator(int thread, int creator, int stack) {
        threads.creator(thread, creator, stack);
    }

    /** Adds a wait [start, end); {@code resource} and {@code stack} may be NONE. */
    public int addWait(
            int thread, long start, long end, Operation operation, int resource, int stack) {
        return waits.add(thread, start, end, operation, resource, stack);
    }

    public void waitDeadline(int wait, long nanos) {
        waits.deadline(wait, nanos);
    }

    public void waitOutcome(int wait, Outcome outcome) {
        waits.outcome(wait, outcome);
    }

    public void waitConfidence(int wait, Confidence confidence) {
        waits.confidence(wait, confidence);
    }

    /** Owner of the resource as seen when the wait began. */
    public void waitOwner(int wait, int thread) {
        waits.owner(wait, thread);
    }

    /** Last owner before this wait's thread got the monitor. */
    public void waitPreviousOwner(int wait, int thread) {
        waits.previousOwner(wait, thread);
    }

    public void waitBytes(int wait, long count) {
        waits.bytes(wait, count);
    }

    /**
     * Adds the edge that ended {@code wait}; the woken thread is the wait's, the wake time the
     * wait's end. Act times after it are clipped to it.
     */
    public int addWake(
            int wait, int from, long act, WakeKind kind, Confidence confidence, int stack) {
        long wakeNanos = waits.endNanos(wait);
        int wake =
                wakes.add(
                        from,
                        waits.thread(wait),
                        Math.min(act, wakeNanos),
                        wakeNanos,
                        kind,
                        confidence,
                        stack);
        waits.wake(wait, wake);
        return wake;
    }

    /** {@code thread} owned {@code resource}, alone, during [start, end). */
    public void addHold(int resource, int thread, long start, long end, Confidence confidence) {
        holds.add(resource, thread, start, end, confidence, false);
    }

    /** {@code thread} was one of the holders of {@code resource} during [start, end). */
    public void addSharedHold(
            int resource, int thread, long start, long end, Confidence confidence) {
        holds.add(resource, thread, start, end, confidence, true);
    }

    /**
     * Adds a task: queued [submit, start), run [start, end) on {@code worker}. {@code submitter}
     * and {@code worker} may be {@link ThreadTable#NONE}, {@code executorResource} {@link
     * ResourceTable#NONE}, {@code queueLength} -1, {@code label} empty: not recorded.
     */
    public int addTask(
            int submitter,
            long submitNanos,
            int worker,
            long startNanos,
            long endNanos,
            int executorResource,
            int queueLength,
            String label) {
        return tasks.add(
                submitter,
                submitNanos,
                worker,
                startNanos,
                endNanos,
                executorResource,
                queueLength,
                label);
    }

    /** The resource threads wait on for the result of {@code task}, for instance its future. */
    public void taskResult(int task, int resource) {
        tasks.result(task, resource);
    }

    /** A virtual thread was mounted on a carrier during [start, end). */
    public void addMount(int virtualThread, int carrier, long startNanos, long endNanos) {
        mounts.add(virtualThread, carrier, startNanos, endNanos);
    }

    /**
     * A stretch in a state that is neither running nor a wait: runnable, stopped, spinning,
     * unknown.
     */
    public void addState(int thread, long start, long end, ThreadState state) {
        stateThreads.add(thread);
        stateStarts.add(start);
        stateEnds.add(end);
        stateCodes.add(state.code());
    }

    public int resource(ResourceTable.Kind kind, String name, long identity) {
        return resources.intern(kind, name, identity);
    }

    /** The VM stopped, or was about to stop, all threads during [start, end). */
    public int addPause(PauseTable.Kind kind, String name, long start, long end) {
        return pauses.add(kind, name, start, end);
    }

    /** The last thread to reach the safepoint of a SAFEPOINT_SYNC. */
    public void pauseLateThread(int pause, int thread) {
        pauses.lateThread(pause, thread);
    }

    /** Stack with these frames, innermost first; {@link StackTable#NONE} for an empty list. */
    public int stack(List<String> framesInnermostFirst) {
        int node = StackTable.NONE;
        for (int depth = framesInnermostFirst.size() - 1; depth >= 0; depth--) {
            node = stacks.node(node, stacks.frame(framesInnermostFirst.get(depth)));
        }
        return node;
    }

    /** Id of a frame's text, for {@link #stackNode}. */
    public int frame(String text) {
        return stacks.frame(text);
    }

    /**
     * Stack node for {@code frame} called from {@code parent}, which is {@link StackTable#NONE} for
     * the outermost frame.
     */
    public int stackNode(int parent, int frame) {
        return stacks.node(parent, frame);
    }

    public void addNotice(String kind, String text) {
        notices.add(new Notice(kind, text));
    }

    /**
     * Gives every thread its states and freezes all. Without a kernel lane a wait whose waking act
     * is known ends at that act (blame.md 2.2 c): from there to the recorded end the thread is
     * runnable, or, after a notify, waits to enter the monitor again.
     */
    public Trace build(RecordingInfo recording, CaptureInfo capture) {
        long windowNanos = recording.durationNanos();
        clipLives(windowNanos);
        if (capture.kernelLane().equals("none")) {
            endWaitsAtTheirAct();
        }
        SegmentTable segments =
                new SegmentBuilder(threads, waits, stateThreads, stateStarts, stateEnds, stateCodes)
                        .build();
        return new Trace(
                threads, segments, waits, wakes, holds, tasks, mounts, resources, pauses, stacks,
                recording, capture, notices);
    }

    private void endWaitsAtTheirAct() {
        int recorded = waits.size();
        for (int wait = 0; wait < recorded; wait++) {
            int wake = waits.wake(wait);
            if (wake == WakeTable.NONE || wakes.confidence(wake) != Confidence.EXACT) {
                continue;
            }
            long act = Math.max(wakes.actNanos(wake), waits.startNanos(wait));
            long end = waits.endNanos(wait);
            if (act >= end || waits.operation(wait).ends() == Operation.Ends.OUTSIDE) {
                continue;
            }
            waits.interval(wait, waits.startNanos(wait), act);
            wakes.wakeNanos(wake, act);
            if (wakes.kind(wake) == WakeKind.NOTIFY) {
                int entry =
                        addWait(
                                waits.thread(wait),
                                act,
                                end,
                                Operation.MONITOR_ENTER,
                                waits.resource(wait),
                                waits.stack(wait));
                waitOwner(entry, wakes.from(wake));
            } else {
                addState(waits.thread(wait), act, end, readyState(waits.thread(wait)));
            }
        }
    }

    private ThreadState readyState(int thread) {
        return threads.isVirtual(thread) ? ThreadState.RUNNABLE_CARRIER : ThreadState.RUNNABLE_CPU;
    }

    private void clipLives(long windowNanos) {
        for (int thread = 0; thread < threads.size(); thread++) {
            long start = Math.max(0, Math.min(threads.startNanos(thread), windowNanos));
            threads.start(thread, start);
            threads.end(thread, Math.max(start, Math.min(threads.endNanos(thread), windowNanos)));
        }
    }
}
