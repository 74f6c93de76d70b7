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
 * Drawings made of anything: overlapping and contradictory waits, holds and wakes, equal instants,
 * empty intervals, cycles, pools, lost edges, acts outside their waits. Whatever a recording may
 * contain, short enough for an oracle that looks at every nanosecond.
 */
public final class RandomDrawings {
    private static final List<Operation> OPERATIONS =
            List.of(
                    Operation.MONITOR_ENTER,
                    Operation.MONITOR_ENTER,
                    Operation.LOCK_ACQUIRE,
                    Operation.LOCK_ACQUIRE,
                    Operation.MONITOR_WAIT,
                    Operation.FUTURE_GET,
                    Operation.SEMAPHORE_ACQUIRE,
                    Operation.THREAD_JOIN,
                    Operation.PARK,
                    Operation.THREAD_SLEEP,
                    Operation.SOCKET_READ);
    private static final List<String> RESOURCES = List.of("m", "l", "p", "f");

    private final Random random;
    private final Drawing drawing = new Drawing();
    private final boolean pools;
    private final long end;

    private RandomDrawings(long seed, boolean pools) {
        random = new Random(seed);
        this.pools = pools;
        end = 12L + random.nextInt(40);
    }

    /** A drawing in nanoseconds; the same for the same seed. */
    public static Drawing of(long seed) {
        return new RandomDrawings(seed, true).make();
    }

    /** As {@link #of} without anything that is shared out among several. */
    public static Drawing withoutPools(long seed) {
        return new RandomDrawings(seed, false).make();
    }

    private Drawing make() {
        drawing.unitNanos = 1;
        drawing.endNanos = end;
        int threads = 2 + random.nextInt(5);
        for (int i = 0; i < threads; i++) {
            boolean virtual = random.nextInt(4) == 0;
            boolean carrier = !virtual && random.nextInt(8) == 0;
            long start = random.nextInt(6) == 0 ? instant() : 0;
            long stop = random.nextInt(6) == 0 ? start + instant() : Long.MAX_VALUE;
            String creator = start > 0 && random.nextBoolean() ? "T" + random.nextInt(threads) : "";
            drawing.threads.add(
                    new Drawing.DrawnThread("T" + i, virtual, carrier, start, stop, creator));
        }
        int waits = 1 + random.nextInt(threads * 3);
        for (int i = 0; i < waits; i++) {
            drawing.waits.add(drawWait());
        }
        for (int i = random.nextInt(threads * 2); i > 0; i--) {
            addState();
        }
        for (int i = random.nextInt(6); i > 0; i--) {
            addHold();
        }
        if (random.nextInt(3) == 0) {
            for (int i = random.nextInt(4); i > 0; i--) {
                addTask("t" + i);
            }
        }
        if (random.nextInt(3) == 0) {
            for (int i = random.nextInt(4); i > 0; i--) {
                long[] at = interval();
                drawing.mounts.add(new Drawing.DrawnMount(thread(), thread(), at[0], at[1]));
            }
        }
        if (random.nextInt(4) == 0) {
            addPauses();
        }
        return drawing;
    }

    private Drawing.DrawnWait drawWait() {
        long[] at = interval();
        boolean worker = random.nextInt(8) == 0;
        Operation operation =
                worker ? Operation.QUEUE_TAKE : OPERATIONS.get(random.nextInt(OPERATIONS.size()));
        String thread = thread();
        boolean woken = random.nextInt(2) == 0;
        long act = random.nextInt(3) > 0 ? at[1] : at[1] - random.nextInt(6);
        WakeKind[] kinds = WakeKind.values();
        return new Drawing.DrawnWait(
                thread,
                operation,
                resource(operation),
                at[0],
                at[1],
                outcome(),
                random.nextInt(3) == 0 ? thread() : "",
                random.nextInt(3) == 0 ? thread() : "",
                woken ? thread() : "",
                act,
                kinds[random.nextInt(kinds.length)],
                random.nextInt(4) > 0 ? Confidence.EXACT : Confidence.INFERRED,
                random.nextInt(8) > 0 ? Confidence.EXACT : Confidence.INFERRED,
                worker
                        ? WaitText.POOL_LOOP
                        : random.nextInt(6) == 0
                                ? List.of()
                                : List.of("drawing." + thread + ".wait:1"));
    }

    private String resource(Operation operation) {
        if (operation == Operation.THREAD_JOIN) {
            return thread();
        }
        if (random.nextInt(8) == 0) {
            return "";
        }
        // What is held and waited for by other than its owners is a pool: without pools keep apart.
        return !pools && operation.ends() == Operation.Ends.BY_WAKER
                ? RESOURCES.get(2 + random.nextInt(2))
                : RESOURCES.get(random.nextInt(RESOURCES.size()));
    }

    private Outcome outcome() {
        return switch (random.nextInt(8)) {
            case 0 -> Outcome.TIMED_OUT;
            case 1 -> Outcome.INTERRUPTED;
            case 2, 3 -> Outcome.UNFINISHED;
            case 4 -> Outcome.UNKNOWN;
            default -> Outcome.SATISFIED;
        };
    }

    private void addState() {
        List<ThreadState> states =
                List.of(
                        ThreadState.RUNNABLE_CPU,
                        ThreadState.RUNNABLE_CARRIER,
                        ThreadState.RUNNABLE_CARRIER,
                        ThreadState.STOPPED_VM,
                        ThreadState.STOPPED_VM,
                        ThreadState.SPIN,
                        ThreadState.UNKNOWN);
        long[] at = interval();
        drawing.states.add(
                new Drawing.DrawnState(
                        thread(), states.get(random.nextInt(states.size())), at[0], at[1]));
    }

    private void addHold() {
        long[] at = interval();
        boolean shared = pools && random.nextInt(3) == 0;
        String resource = RESOURCES.get(random.nextInt(pools ? RESOURCES.size() : 2));
        drawing.holds.add(
                new Drawing.DrawnHold(
                        resource,
                        thread(),
                        at[0],
                        at[1],
                        shared,
                        random.nextInt(5) > 0 ? Confidence.EXACT : Confidence.INFERRED));
    }

    private void addTask(String name) {
        long[] queued = interval();
        long stop = Math.min(end, queued[1] + random.nextInt(12));
        boolean ran = !pools || random.nextInt(4) > 0;
        drawing.tasks.add(
                new Drawing.DrawnTask(
                        name,
                        random.nextInt(4) == 0 ? "" : thread(),
                        queued[0],
                        ran ? thread() : "",
                        ran ? queued[1] : Long.MAX_VALUE,
                        ran ? stop : Long.MAX_VALUE,
                        pools && random.nextInt(3) > 0 ? "p" : "",
                        random.nextInt(2) == 0 ? "f" : ""));
    }

    private void addPauses() {
        long[] sync = interval();
        boolean late = random.nextInt(2) == 0;
        drawing.pauses.add(
                new Drawing.DrawnPause(
                        PauseTable.Kind.SAFEPOINT_SYNC,
                        "sync",
                        sync[0],
                        sync[1],
                        late ? thread() : ""));
        drawing.pauses.add(
                new Drawing.DrawnPause(
                        random.nextBoolean() ? PauseTable.Kind.GC : PauseTable.Kind.VM_OPERATION,
                        "G1",
                        sync[1],
                        Math.min(end, sync[1] + random.nextInt(8)),
                        ""));
    }

    private String thread() {
        return "T" + random.nextInt(drawing.threads.size());
    }

    private long instant() {
        return random.nextInt((int) end + 1);
    }

    private long[] interval() {
        long a = instant();
        long b = random.nextInt(3) == 0 ? end : a + random.nextInt(14);
        return new long[] {Math.min(a, b), Math.min(end, Math.max(a, b))};
    }
}
