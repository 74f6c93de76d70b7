package dev.holdup.report;

import static dev.holdup.report.Story.MS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.blame.BlameEngine;
import dev.holdup.blame.BlameOptions;
import dev.holdup.blame.BlameResult;
import dev.holdup.blame.IdleRules;
import dev.holdup.model.Confidence;
import dev.holdup.model.Operation;
import dev.holdup.model.ResourceTable;
import dev.holdup.model.Trace;
import dev.holdup.model.TraceBuilder;
import dev.holdup.model.WakeKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextReportTest {
    @Test
    void writesTheWholeVerdict() {
        Golden.check("read-under-lock.txt", TextReport.of(Story.readUnderLockReport()));
    }

    @Test
    void fitsAHundredColumns() {
        assertThat(TextReport.of(Story.readUnderLockReport()).lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
    }

    @Test
    void fitsAHundredColumnsWithNamesOfAnyLength() {
        String longName = "name-".repeat(60);
        String longFrame = "com.acme." + "deeply.".repeat(30) + "Service.call:1";
        TraceBuilder builder = new TraceBuilder();
        int lock = builder.resource(ResourceTable.Kind.MONITOR, "com." + "L".repeat(150), 9);
        int file = builder.resource(ResourceTable.Kind.FILE, "/srv/" + "f".repeat(200), 0);
        int stack = builder.stack(List.of(longFrame));
        int holder = builder.addThread("holder " + longName, 1, 0, "");
        builder.addHold(lock, holder, 0, 90 * MS, Confidence.EXACT);
        builder.addWait(holder, 5 * MS, 85 * MS, Operation.FILE_READ, file, stack);
        int waiter = builder.addThread("waiter " + longName, 2, 0, "");
        int wait = builder.addWait(waiter, 9 * MS, 90 * MS, Operation.MONITOR_ENTER, lock, stack);
        builder.addWake(wait, holder, 90 * MS, WakeKind.MONITOR_EXIT, Confidence.EXACT, stack);
        Report report = Story.report(builder, 100 * MS, ReportOptions.everything());

        assertThat(TextReport.of(report).lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
        assertThat(TextReport.of(report)).contains("STALLS BY CAUSE", "THREADS", "FINDINGS");
    }

    @Test
    void tellsHowMuchOfIdleMayBeStalls() {
        TraceBuilder builder = new TraceBuilder();
        int worker = builder.addThread("worker", 1, 0, "");
        int queue = builder.resource(ResourceTable.Kind.SYNCHRONIZER, "com.acme.Mail", 9);
        int stack = builder.stack(List.of("com.acme.Mail.take:1", "com.acme.Loop.run:2"));
        for (int i = 0; i < 3; i++) {
            builder.addWait(
                    worker, i * 20L * MS, (i * 20L + 10) * MS, Operation.QUEUE_TAKE, queue, stack);
        }
        Trace trace = Story.build(builder, 100 * MS);
        Report lenient = report(trace, true);
        Report strict = report(trace, false);

        assertThat(lenient.totals().ambiguous()).isEqualTo(new Ambiguous(30 * MS, 0));
        assertThat(strict.totals().ambiguous()).isEqualTo(new Ambiguous(0, 30 * MS));
        assertThat(strict.totals().sufferedNanos()).isEqualTo(30 * MS);
        assertThat(TextReport.of(lenient))
                .contains("idle 30 ms, of it 30 ms in waits that may be stalls", "30.0 %  30.0 %");
        assertThat(TextReport.of(strict)).contains("30 ms counted as stalls may be waits");
        assertThat(MarkdownReport.of(lenient))
                .contains("| `worker` | 0 ns | 0 ns | 30 ms | 30 ms |");
        assertThat(HtmlReport.of(lenient)).contains("<dt>of it, may be stalls</dt><dd>30 ms</dd>");
    }

    private static Report report(Trace trace, boolean ambiguousIsIdle) {
        BlameResult result =
                BlameEngine.analyze(
                        trace,
                        new BlameOptions(
                                0,
                                Long.MAX_VALUE,
                                IdleRules.builtIn().withAmbiguousIdle(ambiguousIsIdle)));
        return ReportBuilder.build(result, List.of(), ReportOptions.everything());
    }

    @Test
    void letsNoControlCharacterOfANameReachTheTerminal() {
        assertThat(TextWrap.cut("evil\u001b[31m\nname", 40)).isEqualTo("evil?[31m?name");
    }

    @Test
    void cutsTheMiddleOfALongName() {
        assertThat(TextWrap.cut("com.acme.deep.down.Service.callAll:10", 20))
                .hasSize(20)
                .startsWith("com.a")
                .endsWith(".callAll:10");
    }
}
