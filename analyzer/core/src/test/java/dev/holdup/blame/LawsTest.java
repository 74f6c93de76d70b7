package dev.holdup.blame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.drawing.Drawing;
import dev.holdup.drawing.Drawings;
import dev.holdup.drawing.RandomDrawings;
import dev.holdup.drawing.Shrinker;
import dev.holdup.model.SegmentTable;
import dev.holdup.model.ThreadState;
import dev.holdup.model.Trace;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * The laws of docs/blame.md over random traces. {@code -Dholdup.traces=1000000} for more, {@code
 * -Dholdup.seed=n} for the first one. A failure prints the smallest drawing that still fails.
 */
class LawsTest {
    private static final long TRACES = Long.getLong("holdup.traces", 400);
    private static final long SEED = Long.getLong("holdup.seed", 1);

    private static BlameResult analyze(Drawing drawing) {
        return BlameEngine.analyze(drawing.trace(), BlameOptions.wholeRecording());
    }

    /** A wait whose wake is lost may look like one nobody was meant to end, and so idle. */
    private static BlameResult withoutIdleRules(Drawing drawing) {
        return BlameEngine.analyze(
                drawing.trace(), new BlameOptions(0, Long.MAX_VALUE, IdleRules.none()));
    }

    /** {@code violation} is empty for drawings that keep the law. */
    private static void holds(
            Function<Long, Drawing> drawings, Function<Drawing, String> violation) {
        for (long seed = SEED; seed < SEED + TRACES; seed++) {
            Drawing drawing = drawings.apply(seed);
            if (!violation.apply(drawing).isEmpty()) {
                Drawing smallest = Shrinker.shrink(drawing, d -> !violation.apply(d).isEmpty());
                assertThat(violation.apply(smallest))
                        .as("seed %d, smallest drawing:%n%s", seed, smallest.text())
                        .isEmpty();
            }
        }
    }

    private static String unequal(Object expected, Object found) {
        return expected.equals(found) ? "" : "expected " + expected + "\nfound " + found;
    }

    /** Cells by name, without what has no time. */
    private static Map<String, Long> cells(BlameResult result) {
        Map<String, Long> nanos = new TreeMap<>();
        Oracle.cellsOf(result)
                .forEach((key, cell) -> {
                    if (cell.exact + cell.inferred > 0) {
                        nanos.put(key, cell.exact + cell.inferred);
                    }
                });
        return nanos;
    }

    @Test
    void l1StatesOfAThreadAreDisjointAndSumToItsLife() {
        holds(
                RandomDrawings::of,
                drawing -> {
                    Trace trace = drawing.trace();
                    BlameResult result = BlameEngine.analyze(trace, BlameOptions.wholeRecording());
                    for (int thread = 0; thread < trace.threads().size(); thread++) {
                        long sum = 0;
                        for (ThreadState state : ThreadState.values()) {
                            sum += result.stateNanos(thread, state);
                        }
                        long life =
                                trace.threads().endNanos(thread)
                                        - trace.threads().startNanos(thread);
                        if (sum != life || !isContiguous(trace, thread)) {
                            return "thread " + thread + ": states " + sum + ", life " + life;
                        }
                    }
                    return "";
                });
    }

    private static boolean isContiguous(Trace trace, int thread) {
        SegmentTable segments = trace.segments();
        long expected = trace.threads().startNanos(thread);
        for (int row = segments.first(thread); row < segments.end(thread); row++) {
            if (segments.startNanos(row) != expected
                    || segments.endNanos(thread, row) <= expected) {
                return false;
            }
            expected = segments.endNanos(thread, row);
        }
        return true;
    }

    @Test
    void l3And4SharesSumToTheStallsOfEachThreadAndOfAll() {
        holds(
                RandomDrawings::of,
                drawing -> {
                    BlameResult result = analyze(drawing);
                    Trace trace = result.trace();
                    long[] borne = new long[trace.threads().size()];
                    long noWork = 0;
                    for (int cell = 0; cell < result.cellCount(); cell++) {
                        borne[result.cellVictim(cell)] += result.cellNanos(cell);
                        if (result.rootKind(result.cellRoot(cell)) == RootKind.NO_WORK) {
                            noWork += result.cellNanos(cell);
                        }
                    }
                    long all = 0;
                    for (int thread = 0; thread < borne.length; thread++) {
                        long stalled = 0;
                        for (ThreadState state : ThreadState.values()) {
                            boolean counts = state.isStall() && !trace.threads().isCarrier(thread);
                            stalled += counts ? result.stateNanos(thread, state) : 0;
                        }
                        if (stalled != borne[thread]) {
                            return "thread "
                                    + thread
                                    + ": stalled "
                                    + stalled
                                    + ", borne "
                                    + borne[thread];
                        }
                        all += stalled;
                    }
                    return unequal(all - noWork, result.sufferedNanos());
                });
    }

    @Test
    void l5And6InflictedIsBoundByTheWallTime() {
        holds(
                RandomDrawings::withoutPools,
                drawing -> {
                    BlameResult result = analyze(drawing);
                    long[] inflicted = new long[result.rootCount()];
                    List<Set<Integer>> victims = new ArrayList<>();
                    for (int root = 0; root < inflicted.length; root++) {
                        victims.add(new HashSet<>());
                    }
                    for (int cell = 0; cell < result.cellCount(); cell++) {
                        inflicted[result.cellRoot(cell)] += result.cellNanos(cell);
                        victims.get(result.cellRoot(cell)).add(result.cellVictim(cell));
                    }
                    for (int root = 0; root < inflicted.length; root++) {
                        long wall = result.rootWallNanos(root);
                        if (!drawing.mounts().isEmpty() || !drawing.tasks().isEmpty()) {
                            return "";
                        }
                        if (wall > inflicted[root]
                                || inflicted[root] > wall * victims.get(root).size()) {
                            return Oracle.rootName(result, root)
                                    + ": wall "
                                    + wall
                                    + ", inflicted "
                                    + inflicted[root];
                        }
                    }
                    return "";
                });
    }

    @Test
    void l7OrderOfThreadsAndEventsDoesNotMatter() {
        holds(
                // Two records of one wait that contradict each other have no order but arrival.
                seed -> Drawings.withoutTwins(RandomDrawings.of(seed)),
                drawing ->
                        unequal(
                                cells(analyze(drawing)).values().stream().sorted().toList()
                                        + byRoot(drawing),
                                cells(analyze(Drawings.reversed(drawing))).values().stream()
                                                .sorted()
                                                .toList()
                                        + byRoot(Drawings.reversed(drawing))));
    }

    /** Victim and root alone: stack numbers follow the order of events, names do not. */
    private static String byRoot(Drawing drawing) {
        BlameResult result = analyze(drawing);
        Map<String, Long> sums = new TreeMap<>();
        for (int cell = 0; cell < result.cellCount(); cell++) {
            int root = result.cellRoot(cell);
            String name =
                    result.trace().threads().name(result.cellVictim(cell))
                            + " <- "
                            + result.rootKind(root)
                            + " "
                            + (result.rootThread(root) < 0
                                    ? result.rootDetail(root)
                                    : result.trace().threads().name(result.rootThread(root)));
            if (result.cellNanos(cell) > 0) {
                sums.merge(name, result.cellNanos(cell), Long::sum);
            }
        }
        return sums.toString();
    }

    @Test
    void l8ShiftChangesNothingAndScaleScales() {
        holds(
                RandomDrawings::of,
                drawing -> {
                    String shifted =
                            unequal(
                                    cells(analyze(drawing)),
                                    cells(analyze(Drawings.shifted(drawing, 1_000_003))));
                    return shifted;
                });
        holds(
                RandomDrawings::withoutPools,
                drawing -> {
                    if (!drawing.mounts().isEmpty()) {
                        return "";
                    }
                    Map<String, Long> scaled = new TreeMap<>();
                    cells(analyze(drawing)).forEach((key, nanos) -> scaled.put(key, nanos * 7));
                    return unequal(scaled, cells(analyze(Drawings.scaled(drawing, 7))));
                });
    }

    @Test
    void l9BlameIsAdditiveOverWindows() {
        holds(
                RandomDrawings::of,
                drawing -> {
                    BlameResult whole = analyze(drawing);
                    long end = drawing.endNanos();
                    Map<String, Long> sum = new TreeMap<>();
                    long[] cuts = {0, end / 3, end / 3 + 1, end * 2 / 3, end};
                    for (int i = 0; i + 1 < cuts.length; i++) {
                        cells(BlameEngine.analyze(whole, cuts[i], cuts[i + 1]))
                                .forEach((key, nanos) -> sum.merge(key, nanos, Long::sum));
                    }
                    return unequal(cells(whole), sum);
                });
    }

    @Test
    void l11AnUnrelatedIdleThreadChangesNothing() {
        holds(
                RandomDrawings::of,
                drawing -> {
                    Drawing more =
                            Drawing.parse(
                                    drawing.text()
                                            + "Zidle: I(none) 0.."
                                            + drawing.endNanos()
                                            + "\n");
                    return unequal(byRoot(Drawing.parse(drawing.text())), byRoot(more));
                });
    }

    @Test
    void l12ChainsMeetNoThreadTwiceAndPiecesSumToTheCells() {
        holds(
                RandomDrawings::of,
                drawing -> {
                    BlameResult result = analyze(drawing);
                    Map<String, Long> byPieces = new TreeMap<>();
                    Map<String, Long> byCells = new TreeMap<>();
                    for (int cell = 0; cell < result.cellCount(); cell++) {
                        if (result.cellNanos(cell) > 0) {
                            byCells.merge(
                                    result.cellVictim(cell) + " " + result.cellRoot(cell),
                                    result.cellNanos(cell),
                                    Long::sum);
                        }
                    }
                    for (int thread = 0; thread < result.trace().threads().size(); thread++) {
                        for (Piece piece :
                                BlameQuery.pieces(result, thread, 0, drawing.endNanos())) {
                            Set<Integer> seen = new HashSet<>();
                            for (Hop hop : piece.hops()) {
                                if (!seen.add(hop.thread())) {
                                    return "met twice: " + piece;
                                }
                            }
                            if (piece.sharedNanos() > 0) {
                                byPieces.merge(
                                        thread + " " + piece.root(),
                                        piece.sharedNanos(),
                                        Long::sum);
                            }
                        }
                    }
                    return unequal(byCells, byPieces);
                });
    }

    @Test
    void l14CarriersSufferNothing() {
        holds(
                RandomDrawings::of,
                drawing -> {
                    BlameResult result = analyze(drawing);
                    for (int thread = 0; thread < result.trace().threads().size(); thread++) {
                        if (result.trace().threads().isCarrier(thread)
                                && result.sufferedNanos(thread) != 0) {
                            return "carrier " + thread + " suffers " + result.sufferedNanos(thread);
                        }
                    }
                    return "";
                });
    }

    @Test
    void l17LosingWakesAndEventsKeepsTheSums() {
        holds(
                RandomDrawings::of,
                drawing -> {
                    for (Drawing less :
                            List.of(
                                    Drawings.withoutWakes(drawing, 2),
                                    Drawings.withoutEvents(drawing, 3))) {
                        BlameResult result = analyze(less);
                        long cells = 0;
                        for (int cell = 0; cell < result.cellCount(); cell++) {
                            boolean counts =
                                    result.rootKind(result.cellRoot(cell)) != RootKind.NO_WORK;
                            cells += counts ? result.cellNanos(cell) : 0;
                        }
                        if (cells != result.sufferedNanos()) {
                            return "suffered " + result.sufferedNanos() + ", inflicted " + cells;
                        }
                    }
                    return "";
                });
    }

    @Test
    void l17UnknownNeverDecreasesWhenWakesAreLost() {
        holds(
                RandomDrawings::withoutPools,
                drawing -> {
                    Drawing plain = Drawings.wokenBySatisfyingThreads(drawing);
                    long before = withoutIdleRules(plain).unknownNanos();
                    for (int keep = 3; keep >= 1; keep--) {
                        plain = Drawings.withoutWakes(plain, keep);
                        long after = withoutIdleRules(plain).unknownNanos();
                        if (after < before) {
                            return "unknown fell from " + before + " to " + after;
                        }
                        before = after;
                    }
                    return "";
                });
    }
}
