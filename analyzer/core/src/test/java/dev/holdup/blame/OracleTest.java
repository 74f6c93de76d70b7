package dev.holdup.blame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.drawing.Drawing;
import dev.holdup.drawing.RandomDrawings;
import dev.holdup.drawing.Shrinker;
import dev.holdup.model.Trace;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Law L18: the sweep says what brute force says. {@code -Dholdup.traces=1000000} for more traces,
 * {@code -Dholdup.seed=n} for the first one.
 */
class OracleTest {
    private static final long TRACES = Long.getLong("holdup.traces", 3_000);
    private static final long SEED = Long.getLong("holdup.seed", 1);

    @Test
    void sweepEqualsOracleOnRandomTraces() {
        for (long seed = SEED; seed < SEED + TRACES; seed++) {
            Drawing drawing = RandomDrawings.of(seed);
            if (!difference(drawing).isEmpty()) {
                Drawing smallest = Shrinker.shrink(drawing, d -> !difference(d).isEmpty());
                assertThat(difference(smallest))
                        .as("seed %d, smallest drawing:%n%s", seed, smallest.text())
                        .isEmpty();
            }
        }
    }

    private static String difference(Drawing drawing) {
        Trace trace = drawing.trace();
        long end = trace.recording().durationNanos();
        for (Sharing sharing : Sharing.values()) {
            String whole = difference(trace, 0, end, sharing);
            if (!whole.isEmpty()) {
                return whole;
            }
        }
        return difference(trace, end / 3, end - end / 4, Sharing.SERVED);
    }

    private static String difference(Trace trace, long from, long to, Sharing sharing) {
        BlameResult result =
                BlameEngine.analyze(
                        trace, new BlameOptions(from, to, IdleRules.builtIn(), sharing));
        Oracle oracle = new Oracle(trace, result::isIdleWait, sharing);
        oracle.run(from, to);
        Map<String, String> expected = text(oracle.cells());
        Map<String, String> found = text(Oracle.cellsOf(result));
        Map<String, Long> walls = new TreeMap<>();
        for (int root = 0; root < result.rootCount(); root++) {
            if (result.rootWallNanos(root) > 0) {
                walls.merge(Oracle.rootName(result, root), result.rootWallNanos(root), Long::sum);
            }
        }
        if (expected.equals(found) && walls.equals(oracle.walls())) {
            return "";
        }
        Map<String, String> more = new TreeMap<>(found);
        more.entrySet().removeAll(expected.entrySet());
        Map<String, String> less = new TreeMap<>(expected);
        less.entrySet().removeAll(found.entrySet());
        return "oracle says "
                + String.join("\n  ", less.toString().split(", ", -1))
                + "\nsweep says "
                + more
                + "\nwalls "
                + oracle.walls()
                + "\n   vs "
                + walls;
    }

    private static Map<String, String> text(Map<String, Oracle.Cell> cells) {
        Map<String, String> text = new TreeMap<>();
        cells.forEach((key, cell) -> text.put(key, cell.toString()));
        return text;
    }
}
