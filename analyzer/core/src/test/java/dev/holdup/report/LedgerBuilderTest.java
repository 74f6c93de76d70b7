package dev.holdup.report;

import static dev.holdup.report.Story.MS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.blame.BlameEngine;
import dev.holdup.blame.BlameOptions;
import dev.holdup.blame.BlameResult;
import dev.holdup.blame.Detectors;
import dev.holdup.blame.RootKind;
import dev.holdup.drawing.Drawing;
import java.io.IOException;
import java.io.StringWriter;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LedgerBuilderTest {
    /** S11, S16 and S18 of docs/blame.md side by side. */
    private static final String DRAWING =
            """
            W1: N(read db) 0..100, R 100..115
            W2: N(read db) 0..110
            Client: W(future.get y) 10..115 by W1
            task X1 at 0 on W1 0..100 in pool
            task X2 at 0 on W2 0..110 in pool
            task Y by Client at 10 on W1 100..115 in pool for y
            Main: W(future.get all) 0..100 by P3
            P1: R 0..30
            P2: R 0..40
            P3: N(read db) 20..95
            task f1 by Main at 0 on P1 0..30 in other
            task f2 by Main at 0 on P2 0..40 in other
            task f3 by Main at 0 on P3 0..100 in other
            Consumer: I(q) 0..20 by Feeder, I(q) 25..40 by Feeder, I(q) 45..60 by Feeder
            Feeder: R 0..65
            """;

    private static Report report(String drawing, ReportOptions options) {
        BlameResult result =
                BlameEngine.analyze(Drawing.parse(drawing).trace(), BlameOptions.wholeRecording());
        return ReportBuilder.build(result, Detectors.find(result), options)
                .with(LedgerBuilder.of(result, options));
    }

    @Test
    void tellsHowLongTasksWereQueuedAndBehindWhat() {
        Ledgers.Queue queue = report(DRAWING, ReportOptions.everything()).ledgers().queues().get(0);

        assertThat(queue.executor()).startsWith("pool");
        assertThat(queue.queuedNanos()).isEqualTo(90 * MS);
        assertThat(queue.fullyStarvedNanos()).isEqualTo(90 * MS);
        assertThat(queue.behind()).hasSize(1);
        assertThat(queue.behind().get(0).thread()).isEqualTo("W1");
        assertThat(queue.behind().get(0).operation()).isEqualTo("socket.read");
        assertThat(queue.behind().get(0).nanos()).isEqualTo(90 * MS);
    }

    @Test
    void tellsWhoFailedToFeedAConsumerButNotOfWorkersOfPools() {
        Ledgers ledgers = report(DRAWING, ReportOptions.everything()).ledgers();

        assertThat(ledgers.starvation())
                .extracting(Ledgers.Starvation::thread)
                .containsExactly("Consumer");
        assertThat(ledgers.starvation().get(0).causes())
                .extracting(Ledgers.Cause::kind, Ledgers.Cause::thread, Ledgers.Cause::nanos)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(RootKind.EXEC, "Feeder", 50 * MS));
    }

    @Test
    void tellsByHowMuchTheLastPartyWasLate() {
        Ledgers ledgers = report(DRAWING, ReportOptions.everything()).ledgers();

        assertThat(ledgers.headroom())
                .extracting(Ledgers.Headroom::thread, Ledgers.Headroom::headroomNanos)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("Main", 60 * MS));
    }

    @Test
    void queuesBelongToNoThreadAndTheOthersToTheSelected() {
        Ledgers ledgers = report(DRAWING, new ReportOptions(Pattern.compile("Main"), 0)).ledgers();

        assertThat(ledgers.queues()).isEmpty();
        assertThat(ledgers.starvation()).isEmpty();
        assertThat(ledgers.headroom()).hasSize(1);
    }

    @Test
    void everyFormatShowsThem() throws IOException {
        Report report = report(DRAWING, ReportOptions.everything());
        StringWriter json = new StringWriter();
        JsonReport.write(report, json);

        Golden.check("ledgers.txt", ledgersOf(TextReport.of(report), "QUEUES"));
        assertThat(MarkdownReport.of(report))
                .contains("### Queues", "### Starved consumers", "### Headroom")
                .contains("| 50 ms | Consumer: Feeder running (100.0 %) |");
        assertThat(HtmlReport.of(report))
                .contains("<h2>Queues</h2>", "<h2>Starved consumers</h2>", "<h2>Headroom</h2>");
        assertThat(json.toString())
                .contains("\"queuedNanos\": 90000000", "\"headroomNanos\": 60000000");
        assertThat(JsonReportTest.violations(json.toString())).isEmpty();
    }

    @Test
    void whereNothingWaitedNothingIsSaid() {
        Report report = report("A: R 0..50\n", ReportOptions.everything());

        assertThat(report.ledgers()).isEqualTo(Ledgers.NONE);
        assertThat(TextReport.of(report)).doesNotContain("QUEUES", "STARVED", "HEADROOM");
        assertThat(MarkdownReport.of(report)).doesNotContain("### Queues");
        assertThat(HtmlReport.of(report)).doesNotContain("<h2>Queues");
    }

    private static String ledgersOf(String text, String first) {
        return text.substring(text.indexOf(first));
    }
}
