package dev.holdup.drawing;

import dev.holdup.model.Confidence;
import dev.holdup.model.Operation;
import dev.holdup.model.Outcome;
import dev.holdup.model.PauseTable;
import dev.holdup.model.ThreadState;
import dev.holdup.model.WakeKind;
import java.util.List;
import java.util.Random;

/**
 * Drawings of what a program can really do, one thing after the other in each thread, and of
 * nothing that no event tells: see {@link RecordingLimits}.
 */
public final class RecordableDrawings {
    private static final List<Operation> OPERATIONS =
            List.of(
                    Operation.MONITOR_ENTER,
                    Operation.MONITOR_WAIT,
                    Operation.LOCK_ACQUIRE,
                    Operation.CONDITION_AWAIT,
                    Operation.SEMAPHORE_ACQUIRE,
                    Operation.LATCH_AWAIT,
                    Operation.BARRIER_AWAIT,
                    Operation.FUTURE_GET,
                    Operation.QUEUE_TAKE,
                    Operation.QUEUE_PUT,
                    Operation.PARK,
                    Operation.THREAD_SLEEP,
                    Operation.THREAD_JOIN,
                    Operation.SOCKET_READ,
                    Operation.SOCKET_ACCEPT,
                    Operation.DNS_RESOLVE,
                    Operation.FILE_FORCE,
                    Operation.PROCESS_WAIT,
                    Operation.CLASS_INIT);
    private static final int THINGS = 12;

    private final Random random;
    private final Drawing drawing = new Drawing();

    private RecordableDrawings(long seed) {
        random = new Random(seed);
    }

    /** A drawing in milliseconds; the same for the same seed. */
    public static Drawing of(long seed) {
        return new RecordableDrawings(seed).make();
    }

    private Drawing make() {
        int threads = 2 + random.nextInt(5);
        int[] ends = new int[threads];
        int end = 0;
        for (int i = 0; i < threads; i++) {
            ends[i] = 20 + random.nextInt(200);
            end = Math.max(end, ends[i]);
        }
        drawing.endNanos = ms(end);
        for (int i = 0; i < threads; i++) {
            boolean virtual = i > 0 && random.nextInt(3) == 0;
            long stop = ends[i] == end && !virtual ? Long.MAX_VALUE : ms(ends[i]);
            long start = random.nextInt(3) == 0 ? ms(1 + random.nextInt(9)) : 0;
            drawing.threads.add(new Drawing.DrawnThread("T" + i, virtual, false, start, stop));
        }
        drawing.threads.add(new Drawing.DrawnThread("C", false, true, 0, Long.MAX_VALUE));
        for (int i = 0; i < threads; i++) {
            Drawing.DrawnThread thread = drawing.threads.get(i);
            if (thread.virtual()) {
                drawVirtual(thread, Math.min(thread.endNanos(), drawing.endNanos));
            } else {
                drawPlatform(thread, Math.min(thread.endNanos(), drawing.endNanos));
            }
        }
        if (random.nextInt(4) == 0) {
            drawPause();
        }
        return drawing;
    }

    private void drawPlatform(Drawing.DrawnThread thread, long end) {
        long now = thread.startNanos();
        for (int i = random.nextInt(THINGS); i > 0; i--) {
            long start = now + ms(1 + random.nextInt(5));
            long stop = start + ms(1 + random.nextInt(20));
            Operation operation = OPERATIONS.get(random.nextInt(OPERATIONS.size()));
            boolean park = DrawingRecorder.isPark(operation);
            boolean woken = random.nextInt(3) > 0 && (park || operation == Operation.MONITOR_WAIT);
            long queued = park && woken && random.nextBoolean() ? ms(1 + random.nextInt(4)) : 0;
            if (stop + queued >= end) {
                return;
            }
            add(thread, operation, start, stop, woken);
            if (queued > 0) {
                addState(thread, ThreadState.RUNNABLE_CPU, stop, stop + queued);
            }
            if (random.nextInt(4) == 0) {
                addTask(thread, now, start);
            }
            now = stop + queued;
        }
    }

    /** A virtual thread runs on the carrier, parks, and queues for it. */
    private void drawVirtual(Drawing.DrawnThread thread, long end) {
        long now = thread.startNanos();
        while (true) {
            long start = now + ms(1 + random.nextInt(5));
            long stop = start + ms(1 + random.nextInt(20));
            long mounted = stop + ms(1 + random.nextInt(4));
            if (mounted + ms(1) >= end || random.nextInt(THINGS) == 0) {
                drawing.mounts.add(new Drawing.DrawnMount(thread.name(), "C", now, end));
                return;
            }
            drawing.mounts.add(new Drawing.DrawnMount(thread.name(), "C", now, start));
            add(thread, Operation.FUTURE_GET, start, stop, true);
            addState(thread, ThreadState.RUNNABLE_CARRIER, stop, mounted);
            now = mounted;
        }
    }

    private void add(
            Drawing.DrawnThread thread, Operation operation, long start, long stop, boolean woken) {
        boolean owned = operation == Operation.LOCK_ACQUIRE && random.nextBoolean();
        drawing.waits.add(
                new Drawing.DrawnWait(
                        thread.name(),
                        operation,
                        resource(operation),
                        start,
                        stop,
                        outcome(operation, woken),
                        owned ? other(thread) : "",
                        "",
                        woken ? other(thread) : "",
                        stop,
                        operation == Operation.MONITOR_WAIT ? WakeKind.NOTIFY : WakeKind.UNPARK,
                        Confidence.EXACT,
                        Confidence.EXACT,
                        List.of("drawing." + thread.name() + ".wait:" + (1 + random.nextInt(3)))));
    }

    private Outcome outcome(Operation operation, boolean woken) {
        return switch (operation) {
            case MONITOR_ENTER, THREAD_SLEEP -> Outcome.SATISFIED;
            case MONITOR_WAIT ->
                    woken || random.nextBoolean() ? Outcome.SATISFIED : Outcome.TIMED_OUT;
            default -> {
                Outcome[] all = {
                    Outcome.SATISFIED, Outcome.SATISFIED, Outcome.TIMED_OUT, Outcome.INTERRUPTED
                };
                yield all[random.nextInt(all.length)];
            }
        };
    }

    private String resource(Operation operation) {
        return switch (operation) {
            case THREAD_SLEEP -> "";
            case THREAD_JOIN -> "T" + random.nextInt(drawing.threads.size() - 1);
            default -> operation.text() + "-" + random.nextInt(2);
        };
    }

    private void addState(Drawing.DrawnThread thread, ThreadState state, long start, long stop) {
        drawing.states.add(new Drawing.DrawnState(thread.name(), state, start, stop));
    }

    private void addTask(Drawing.DrawnThread worker, long start, long stop) {
        drawing.tasks.add(
                new Drawing.DrawnTask(
                        "task" + drawing.tasks.size(),
                        random.nextInt(3) == 0 ? "" : other(worker),
                        Math.max(0, start - ms(random.nextInt(6))),
                        worker.name(),
                        start,
                        stop,
                        random.nextBoolean() ? "pool" : "",
                        ""));
    }

    /** At the end, where nobody waits any more, so that the drawing says all of it. */
    private void drawPause() {
        long start = drawing.endNanos;
        drawing.endNanos += ms(5);
        boolean gc = random.nextBoolean();
        drawing.pauses.add(
                new Drawing.DrawnPause(
                        gc ? PauseTable.Kind.GC : PauseTable.Kind.VM_OPERATION,
                        gc ? "pause" : "ThreadDump",
                        start,
                        start + ms(3),
                        ""));
        for (Drawing.DrawnThread thread : drawing.threads) {
            if (!thread.virtual()) {
                addState(thread, ThreadState.STOPPED_VM, start, start + ms(3));
            }
        }
    }

    private String other(Drawing.DrawnThread thread) {
        String name;
        do {
            name = "T" + random.nextInt(drawing.threads.size() - 1);
        } while (name.equals(thread.name()));
        return name;
    }

    private static long ms(long millis) {
        return millis * 1_000_000;
    }
}
