package dev.holdup.report.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.holdup.blame.BlameEngine;
import dev.holdup.blame.BlameOptions;
import dev.holdup.drawing.Drawing;
import dev.holdup.report.ReportBuilder;
import dev.holdup.report.ReportOptions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DiffTest {
    @Test
    void comparesRunsOfDifferentLengthBySecond() {
        Run before = drawn("a: S 0..50 at com.acme.Nap.run:17\nend 100\n");
        Run after = drawn("b: S 0..50 at com.acme.Nap.run:99\nend 200\n");
        Diff diff = Diff.perSecond(List.of(before), List.of(after));

        assertThat(diff.lines()).hasSize(1);
        Diff.Line line = diff.lines().get(0);
        assertThat(line.site()).isEqualTo("thread.sleep at com.acme.Nap.run");
        assertThat(line.before()).isEqualTo(5e8);
        assertThat(line.after()).isEqualTo(2.5e8);
        assertThat(line.chance()).isNaN();
        assertThat(DiffText.of(diff, 0))
                .startsWith(
                        "Stalls fell from 500 ms to 250 ms per second (-50 %); most by thread.sleep"
                                + " at com.acme.Nap.run, -250 ms per second.")
                .contains("One run on a side cannot tell a change from chance");
    }

    @Test
    void comparesByRequest() {
        Run before = new Run("b", 100, Map.of("x", 1000L));
        Run after = new Run("a", 100, Map.of("x", 1000L, "y", 500L));
        Diff diff = perRequest(List.of(before), List.of(after), 10, 20);

        assertThat(diff.total().before()).isEqualTo(100.0);
        assertThat(diff.total().after()).isEqualTo(75.0);
        assertThat(diff.lines()).extracting(Diff.Line::site).containsExactly("x", "y");
    }

    @Test
    void dividesEachRunByItsOwnRequestsAlsoWhereRunsAreEqual() {
        Run run = new Run("r", 100, Map.of("x", 1000L));
        Diff diff =
                Diff.perRequest(
                        List.of(run, run),
                        List.of(run, run),
                        new long[] {10, 40},
                        new long[] {100, 100});

        assertThat(diff.total().before()).isEqualTo((100 + 25) / 2.0);
        assertThat(diff.total().after()).isEqualTo(10.0);
        assertThat(diff.total().chance()).isEqualTo(1.0 / 3, within(1e-12));
        assertThat(DiffText.of(diff, 0)).contains("Stall time per request, 2 runs before");
    }

    private static Diff perRequest(
            List<Run> before, List<Run> after, long beforeRequests, long afterRequests) {
        return Diff.perRequest(
                before, after, new long[] {beforeRequests}, new long[] {afterRequests});
    }

    @Test
    void tellsAChangeFromChanceWhereRunsRepeat() {
        assertThat(Permutation.chance(new double[] {1, 2, 3}, new double[] {10, 11, 12}))
                .isEqualTo(0.1, within(1e-12)); // 2 of the 20 divisions
        assertThat(Permutation.chance(new double[] {5, 5}, new double[] {5, 5})).isEqualTo(1.0);
        assertThat(Permutation.chance(new double[] {1}, new double[] {2, 3})).isNaN();
    }

    @Test
    void drawsDivisionsWhenThereAreTooManyToTry() {
        double[] low = new double[12];
        double[] high = new double[12];
        double[] mixed = new double[12];
        for (int i = 0; i < low.length; i++) {
            low[i] = i;
            high[i] = 100 + i;
            mixed[i] = i % 2 == 0 ? i - 1 : i + 1;
        }
        assertThat(Permutation.chance(low, high)).isLessThan(0.001);
        assertThat(Permutation.chance(low, mixed)).isGreaterThan(0.5);
    }

    private static Run drawn(String drawing) {
        return Run.of(
                "drawing",
                ReportBuilder.build(
                        BlameEngine.analyze(
                                Drawing.parse(drawing).trace(), BlameOptions.wholeRecording()),
                        List.of(),
                        ReportOptions.everything()));
    }
}
