package dev.holdup.report;

import static dev.holdup.report.Story.MS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.blame.BlameEngine;
import dev.holdup.blame.BlameOptions;
import dev.holdup.blame.BlameResult;
import dev.holdup.blame.RootKind;
import dev.holdup.model.Operation;
import dev.holdup.model.ResourceTable;
import dev.holdup.model.TraceBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReportBuilderTest {
    @Test
    void blamesTheReadUnderTheLockFirstWithEveryVictim() {
        BlameRow first = Story.readUnderLockReport().blame().get(0);

        assertThat(first.kind()).isEqualTo(RootKind.CALL);
        assertThat(first.operation()).isEqualTo("socket.read");
        assertThat(first.target()).isEqualTo("db:5432");
        assertThat(first.threads()).containsExactly("order-worker-2");
        assertThat(first.selfNanos()).isEqualTo(80 * MS);
        assertThat(first.othersNanos()).isEqualTo((80 + 70 + 30) * MS);
        assertThat(first.wallNanos()).isEqualTo(80 * MS);
        assertThat(first.amplification()).isEqualTo(260.0 / 80);
        assertThat(first.longestNanos()).isEqualTo(80 * MS);
        assertThat(first.victims())
                .extracting(VictimRow::name)
                .containsExactly(
                        "order-worker-1", "order-worker-2", "order-worker-3", "order-worker-4");
        assertThat(first.victims().get(0).through()).containsExactly("com.acme.Inventory@3f");
    }

    @Test
    void saysInOneSentenceWhoWaitedForWhomAndWhy() {
        assertThat(Story.readUnderLockReport().headline())
                .isEqualTo(
                        "3 threads waited 180 ms because `order-worker-2` held the lock on"
                                + " `Inventory` while reading from db:5432.");
    }

    @Test
    void sumsCloseToTheNanosecond() {
        assertSumsClose(Story.readUnderLockReport());
    }

    @Test
    void sumsCloseForAWindowAndASelectionOfThreads() {
        BlameResult result =
                BlameEngine.analyze(
                        Story.build(Story.readUnderLock(), 200 * MS),
                        BlameOptions.wholeRecording().window(33 * MS + 7, 151 * MS + 1));
        Report report =
                ReportBuilder.build(
                        result, List.of(), new ReportOptions(Pattern.compile("worker-[34]"), 0));

        assertThat(report.threads())
                .extracting(ThreadRow::name)
                .containsExactly("order-worker-3", "order-worker-4");
        assertThat(report.totals().sufferedNanos()).isEqualTo((100 - 33 + 40) * MS - 7);
        assertSumsClose(report);
    }

    private static void assertSumsClose(Report report) {
        long blamed = 0;
        for (BlameRow row : report.blame()) {
            blamed += row.totalNanos();
            assertThat(row.exactNanos() + row.inferredNanos()).isEqualTo(row.totalNanos());
            assertThat(row.victims().stream().mapToLong(VictimRow::nanos).sum())
                    .isEqualTo(row.totalNanos());
        }
        assertThat(blamed).isEqualTo(report.totals().sufferedNanos()).isPositive();
        long suffered = 0;
        for (ThreadRow thread : report.threads()) {
            suffered += thread.sufferedNanos();
            assertThat(thread.causes().stream().mapToLong(ThreadRow.Cause::nanos).sum())
                    .isEqualTo(thread.sufferedNanos());
            assertThat(thread.states().values().stream().mapToLong(Long::longValue).sum())
                    .isEqualTo(thread.lifeNanos());
        }
        assertThat(suffered).isEqualTo(report.totals().sufferedNanos());
    }

    @Test
    void makesOneRowOfManyThreadsInTheSameCallAndUnitesTheirWallTime() {
        TraceBuilder builder = new TraceBuilder();
        int site = builder.stack(List.of("com.acme.Db.query:12"));
        int db = builder.resource(ResourceTable.Kind.SOCKET, "db:5432", 0);
        int[][] calls = {{0, 50}, {30, 60}, {80, 90}};
        for (int i = 0; i < calls.length; i++) {
            int thread = builder.addThread("worker-" + i, 10 + i, 0, "");
            builder.addWait(
                    thread, calls[i][0] * MS, calls[i][1] * MS, Operation.SOCKET_READ, db, site);
        }
        Report report = Story.report(builder, 100 * MS, ReportOptions.everything());

        assertThat(report.blame()).hasSize(1);
        BlameRow row = report.blame().get(0);
        assertThat(row.threads()).containsExactly("worker-0", "worker-1", "worker-2");
        assertThat(row.totalNanos()).isEqualTo(90 * MS);
        assertThat(row.wallNanos()).isEqualTo(70 * MS);
        assertThat(row.sentence())
                .isEqualTo(
                        "3 threads (`worker-0`, `worker-1`, ...) spent 90 ms reading from db:5432;"
                                + " nobody else waited for that.");
    }

    @Test
    void blamesNobodyWhenNobodyWaits() {
        TraceBuilder builder = new TraceBuilder();
        builder.addThread("busy", 1, 0, "");
        Report report = Story.report(builder, 50 * MS, ReportOptions.everything());

        assertThat(report.blame()).isEmpty();
        assertThat(report.headline())
                .isEqualTo(
                        "No stalls were recorded: in 50 ms no thread waited for anything but"
                                + " work.");
    }

    @Test
    void leadsWithTheCallItselfWhereOthersLostLittleByIt() {
        RowFacts facts = facts(RootKind.CALL, "selector.select", "", "", "");

        assertThat(Sentences.row(facts, 76_700 * MS, MS, victims(1)))
                .isEqualTo("`a` spent 76.7 s waiting in a selector; `w0` waited 1 ms for that.");
        assertThat(
                        Sentences.row(
                                facts(RootKind.CALL, "thread.sleep", "", "", "Inventory"),
                                20 * MS,
                                MS,
                                victims(2)))
                .isEqualTo(
                        "`a` spent 20 ms sleeping; 2 threads waited 1 ms for the lock on"
                                + " `Inventory` meanwhile.");
    }

    @Test
    void callsAThreadWithoutANameByItsNumber() {
        TraceBuilder builder = new TraceBuilder();
        int nameless = builder.addThread("", 31, 0, "");
        builder.threadFlags(nameless, true, false, false);
        builder.addWait(
                nameless,
                0,
                5 * MS,
                Operation.THREAD_SLEEP,
                ResourceTable.NONE,
                builder.stack(List.of("com.acme.Nap.run:1")));
        Report all = Story.report(builder, 10 * MS, ReportOptions.everything());
        Report picked =
                Story.report(builder, 10 * MS, new ReportOptions(Pattern.compile("virtual-31"), 0));

        assertThat(all.headline()).startsWith("`virtual-31` spent 5 ms sleeping");
        assertThat(picked.threads()).extracting(ThreadRow::name).containsExactly("virtual-31");
    }

    @Test
    void countsEveryVictimWhereNobodyInParticularIsTheCause() {
        assertThat(
                        Sentences.row(
                                facts(RootKind.UNKNOWN, "", "", "the blocker was not alive", ""),
                                40 * MS,
                                30 * MS,
                                victims(11)))
                .isEqualTo(
                        "11 threads were stalled for 70 ms; the recording does not show why (the"
                                + " blocker was not alive).");
        assertThat(
                        Sentences.row(
                                facts(RootKind.LATENCY, "", "", "carrier free", ""),
                                0,
                                4_020 * MS,
                                victims(62)))
                .startsWith("62 threads lost 4.02 s between the act that released a thread");
    }

    private static RowFacts facts(
            RootKind kind, String operation, String target, String detail, String heldLock) {
        return new RowFacts(
                kind, operation, target, detail, List.of("a"), List.of("x.Y.z:1"), heldLock);
    }

    private static List<VictimRow> victims(int count) {
        List<VictimRow> victims = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            victims.add(
                    new VictimRow(i, "w" + i, i, false, false, MS, "park", List.of(), List.of()));
        }
        return victims;
    }
}
