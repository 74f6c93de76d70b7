package dev.holdup.blame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.drawing.Drawing;
import dev.holdup.drawing.DrawingRecorder;
import dev.holdup.drawing.Drawings;
import dev.holdup.drawing.RandomDrawings;
import dev.holdup.drawing.RecordableDrawings;
import dev.holdup.drawing.Shrinker;
import dev.holdup.model.PauseTable;
import dev.holdup.model.SegmentTable;
import dev.holdup.model.TaskTable;
import dev.holdup.model.ThreadState;
import dev.holdup.model.Trace;
import dev.holdup.model.WaitTable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

/**
 * The laws of docs/blame.md that need more than one result, or more than a result; see {@link
 * LawsTest} for the others and for the properties both read.
 */
class MoreLawsTest {
    private static final long TRACES = Long.getLong("holdup.traces", 300);
    private static final long SEED = Long.getLong("holdup.seed", 1);

    private static final BlameOptions WITHOUT_IDLE =
            new BlameOptions(0, Long.MAX_VALUE, IdleRules.none());

    private static void holds(
            long traces, LongFunction<Drawing> drawings, Function<Drawing, String> violation) {
        for (long seed = SEED; seed < SEED + traces; seed++) {
            Drawing drawing = drawings.apply(seed);
            if (!violation.apply(drawing).isEmpty()) {
                Drawing smallest = Shrinker.shrink(drawing, d -> !violation.apply(d).isEmpty());
                assertThat(violation.apply(smallest))
                        .as("seed %d, smallest drawing:%n%s", seed, smallest.text())
                        .isEmpty();
            }
        }
    }

    /** What the kernel would say of a thread in a state: on a CPU, wanting one, or neither. */
    private static int kernelClass(ThreadState state) {
        return switch (state) {
            case RUNNING, SPIN -> 0;
            case RUNNABLE_CPU -> 1;
            case RUNNABLE_CARRIER,
                    BLOCKED_MONITOR,
                    BLOCKED_LOCK,
                    BLOCKED_CONDITION,
                    BLOCKED_FUTURE,
                    BLOCKED_QUEUE,
                    BLOCKED_JOIN,
                    BLOCKED_SLEEP,
                    BLOCKED_PARK,
                    BLOCKED_NET,
                    BLOCKED_FILE,
                    BLOCKED_DNS,
                    BLOCKED_PROCESS,
                    BLOCKED_CLASSINIT,
                    BLOCKED_NATIVE,
                    STOPPED_VM,
                    IDLE,
                    UNKNOWN ->
                    2;
        };
    }

    @Test
    void l2RunAndQueueAndSleepSumToTheLifeOfAThread() {
        holds(
                TRACES,
                RandomDrawings::of,
                drawing -> {
                    Trace trace = drawing.trace();
                    BlameResult result = BlameEngine.analyze(trace, BlameOptions.wholeRecording());
                    for (int thread = 0; thread < trace.threads().size(); thread++) {
                        long[] sums = new long[3];
                        for (ThreadState state : ThreadState.values()) {
                            sums[kernelClass(state)] += result.stateNanos(thread, state);
                        }
                        long life =
                                trace.threads().endNanos(thread)
                                        - trace.threads().startNanos(thread);
                        if (sums[0] + sums[1] + sums[2] != life) {
                            return "thread " + thread + ": " + List.of(sums[0], sums[1], sums[2]);
                        }
                    }
                    return "";
                });
    }

    private static Map<String, Long> operationNanos(Trace trace) {
        Map<String, Long> nanos = new TreeMap<>();
        SegmentTable segments = trace.segments();
        for (int thread = 0; thread < trace.threads().size(); thread++) {
            for (int row = segments.first(thread); row < segments.end(thread); row++) {
                int wait = segments.wait(row);
                if (wait != WaitTable.NONE) {
                    nanos.merge(
                            trace.threads().name(thread)
                                    + " "
                                    + trace.waits().operation(wait).text(),
                            segments.endNanos(thread, row) - segments.startNanos(row),
                            Long::sum);
                }
            }
        }
        return nanos;
    }

    @Test
    void l10KernelEventsLeaveEachOperationsTotalUnchanged() {
        holds(
                TRACES,
                RandomDrawings::of,
                drawing -> {
                    Map<String, Long> before = operationNanos(drawing.trace());
                    Map<String, Long> after =
                            operationNanos(Drawings.withRunQueues(drawing).trace());
                    return before.equals(after) ? "" : "expected " + before + "\nfound " + after;
                });
    }

    /** Root of every nanosecond of every stall. */
    private static Map<String, String> roots(Drawing drawing) {
        BlameResult result = BlameEngine.analyze(drawing.trace(), WITHOUT_IDLE);
        Map<String, String> roots = new TreeMap<>();
        for (int thread = 0; thread < result.trace().threads().size(); thread++) {
            for (long now = 0; now < drawing.endNanos(); now++) {
                Chain chain = BlameQuery.explain(result, thread, now);
                if (chain.root() != Chain.NO_ROOT) {
                    roots.put(thread + "@" + now, Oracle.rootName(result, chain.root()));
                }
            }
        }
        return roots;
    }

    @Test
    void l10AddingEdgesOnlyMovesUnknownToNamedRoots() {
        holds(
                TRACES / 3,
                RandomDrawings::withoutPools,
                drawing -> {
                    Drawing richer = Drawings.wokenBySatisfyingThreads(drawing);
                    Map<String, String> after = roots(richer);
                    for (int nth = 1; nth <= 3; nth++) {
                        Map<String, String> before = roots(Drawings.withoutWakes(richer, nth));
                        for (Map.Entry<String, String> entry : before.entrySet()) {
                            if (!entry.getValue().startsWith("UNKNOWN")
                                    && !entry.getValue().equals(after.get(entry.getKey()))) {
                                return entry + " became " + after.get(entry.getKey());
                            }
                        }
                    }
                    return "";
                });
    }

    @Test
    void l13QueueLengthOverTimeSumsToTheQueueDelays() {
        holds(
                TRACES,
                RandomDrawings::of,
                drawing -> {
                    Trace trace = drawing.trace();
                    long end = drawing.endNanos();
                    BlameResult result =
                            BlameEngine.analyze(
                                    trace, BlameOptions.wholeRecording().window(end / 4, end));
                    for (PoolLedger pool : TaskLedger.of(result)) {
                        long queued = 0;
                        long someQueued = 0;
                        for (long now = end / 4; now < end; now++) {
                            int length = queueLength(trace.tasks(), pool.executor(), now);
                            queued += length;
                            someQueued += length > 0 ? 1 : 0;
                        }
                        if (queued != pool.queuedNanos() || someQueued != pool.queueNanos()) {
                            return pool + ": by the nanosecond " + queued + ", " + someQueued;
                        }
                    }
                    return "";
                });
    }

    private static int queueLength(TaskTable tasks, int executor, long now) {
        int length = 0;
        for (int task = 0; task < tasks.size(); task++) {
            boolean queued = tasks.submitNanos(task) <= now && now < tasks.startNanos(task);
            length += queued && tasks.executor(task) == executor ? 1 : 0;
        }
        return length;
    }

    @Test
    void l13AmplificationIsTheMeanNumberOfStalledThreads() {
        holds(
                TRACES,
                RandomDrawings::withoutPools,
                drawing -> {
                    if (!drawing.mounts().isEmpty() || !drawing.tasks().isEmpty()) {
                        return "";
                    }
                    BlameResult result =
                            BlameEngine.analyze(drawing.trace(), BlameOptions.wholeRecording());
                    long[] stalled = new long[result.rootCount()];
                    long[] wall = new long[result.rootCount()];
                    countStalled(result, drawing.endNanos(), stalled, wall);
                    long[] inflicted = new long[result.rootCount()];
                    for (int cell = 0; cell < result.cellCount(); cell++) {
                        inflicted[result.cellRoot(cell)] += result.cellNanos(cell);
                    }
                    for (int root = 0; root < wall.length; root++) {
                        if (stalled[root] != inflicted[root]
                                || wall[root] != result.rootWallNanos(root)) {
                            return Oracle.rootName(result, root) + ": " + stalled[root];
                        }
                    }
                    return "";
                });
    }

    private static void countStalled(BlameResult result, long end, long[] stalled, long[] wall) {
        for (long now = 0; now < end; now++) {
            int[] count = new int[wall.length];
            for (int thread = 0; thread < result.trace().threads().size(); thread++) {
                Chain chain = BlameQuery.explain(result, thread, now);
                if (chain.root() != Chain.NO_ROOT) {
                    count[chain.root()]++;
                }
            }
            for (int root = 0; root < count.length; root++) {
                stalled[root] += count[root];
                wall[root] += count[root] > 0 ? 1 : 0;
            }
        }
    }

    @Test
    void wallTimesOfGroupsOfRootsAreUnions() {
        holds(
                TRACES,
                RandomDrawings::of,
                drawing -> {
                    BlameResult result =
                            BlameEngine.analyze(drawing.trace(), BlameOptions.wholeRecording());
                    int[] groups = new int[result.rootCount()];
                    for (int root = 0; root < groups.length; root++) {
                        groups[root] = root % 3 - 1;
                    }
                    long[] expected = new long[2];
                    boolean[][] covered = new boolean[2][(int) drawing.endNanos()];
                    for (int thread = 0; thread < result.trace().threads().size(); thread++) {
                        for (Piece piece :
                                BlameQuery.pieces(result, thread, 0, drawing.endNanos())) {
                            for (long now = piece.fromNanos();
                                    groups[piece.root()] >= 0 && now < piece.toNanos();
                                    now++) {
                                covered[groups[piece.root()]][(int) now] = true;
                            }
                        }
                    }
                    for (int group = 0; group < 2; group++) {
                        for (boolean nano : covered[group]) {
                            expected[group] += nano ? 1 : 0;
                        }
                    }
                    long[] found = result.groupWallNanos(groups, 2);
                    return expected[0] == found[0] && expected[1] == found[1]
                            ? ""
                            : "expected " + expected[0] + ", " + expected[1] + " found " + found[0];
                });
    }

    @Test
    void l15AfterADeadlockClosesAllBehindItHaveTheOneRoot() {
        for (long seed = SEED; seed < SEED + TRACES; seed++) {
            RandomDeadlock deadlock = RandomDeadlock.of(seed);
            Drawing drawing = Drawing.parse(deadlock.text());
            BlameResult result =
                    BlameEngine.analyze(drawing.trace(), BlameOptions.wholeRecording());
            for (int thread = 0; thread < deadlock.threads(); thread++) {
                long from = deadlock.stuckFromNanos(thread);
                for (Piece piece : BlameQuery.pieces(result, thread, from, drawing.endNanos())) {
                    assertThat(result.rootKind(piece.root()))
                            .as(deadlock.text())
                            .isEqualTo(RootKind.CYCLE);
                    assertThat(result.rootMembers(piece.root())).hasSize(deadlock.members());
                }
                for (Piece piece : BlameQuery.pieces(result, thread, 0, deadlock.closesNanos())) {
                    assertThat(result.rootKind(piece.root()))
                            .as(deadlock.text())
                            .isNotEqualTo(RootKind.CYCLE);
                }
            }
        }
    }

    @Test
    void l16NoThreadRunsDuringTheOperationOfASafepoint() {
        int pauses = 0;
        for (long seed = SEED; seed < SEED + 60; seed++) {
            Trace trace = DrawingRecorder.throughFile(RecordableDrawings.of(seed));
            for (int pause = 0; pause < trace.pauses().size(); pause++) {
                if (trace.pauses().kind(pause) != PauseTable.Kind.SAFEPOINT_SYNC) {
                    pauses++;
                    assertThat(runningDuring(trace, pause)).as("seed %d", seed).isEmpty();
                }
            }
        }
        assertThat(pauses).isPositive();
    }

    private static String runningDuring(Trace trace, int pause) {
        SegmentTable segments = trace.segments();
        for (int thread = 0; thread < trace.threads().size(); thread++) {
            if (trace.threads().javaThreadId(thread) <= 0
                    || trace.threads().isVirtual(thread)
                    || trace.threads().isCarrier(thread)) {
                continue;
            }
            for (int row = segments.first(thread); row < segments.end(thread); row++) {
                if (segments.state(row) == ThreadState.RUNNING
                        && segments.startNanos(row) < trace.pauses().endNanos(pause)
                        && segments.endNanos(thread, row) > trace.pauses().startNanos(pause)) {
                    return trace.threads().name(thread) + " runs in " + trace.pauses().name(pause);
                }
            }
        }
        return "";
    }

    @Test
    void l19WhoAnswersForSlotsDoesNotChangeWhatIsSuffered() {
        holds(
                TRACES,
                RandomDrawings::of,
                drawing -> {
                    Trace trace = drawing.trace();
                    BlameOptions options = WITHOUT_IDLE;
                    BlameResult served = BlameEngine.analyze(trace, options);
                    BlameResult shared =
                            BlameEngine.analyze(trace, options.withSharing(Sharing.OCCUPANTS));
                    for (int thread = 0; thread < trace.threads().size(); thread++) {
                        if (served.sufferedNanos(thread) != shared.sufferedNanos(thread)) {
                            return thread
                                    + " suffers "
                                    + served.sufferedNanos(thread)
                                    + " or "
                                    + shared.sufferedNanos(thread);
                        }
                    }
                    return "";
                });
    }
}
