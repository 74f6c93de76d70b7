package dev.holdup.report;

import static dev.holdup.report.Story.MS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.model.Confidence;
import dev.holdup.model.Operation;
import dev.holdup.model.ResourceTable;
import dev.holdup.model.StackTable;
import dev.holdup.model.TraceBuilder;
import dev.holdup.model.WakeKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class OverseersTest {
    private final TraceBuilder builder = new TraceBuilder();
    private final int main = builder.addThread("main", 1, 0, "");

    /** For 40 of 1000 ms a reader holds what a waiter wants. */
    private int readerUnderLock() {
        int lock = builder.resource(ResourceTable.Kind.MONITOR, "com.acme.Stock", 7);
        int db = builder.resource(ResourceTable.Kind.SOCKET, "db:5432", 0);
        int stack = builder.stack(List.of("com.acme.Stock.read:1"));
        int reader = builder.addThread("reader", 2, 0, "");
        int waiter = builder.addThread("waiter", 3, 0, "");
        builder.addHold(lock, reader, 100 * MS, 140 * MS, Confidence.EXACT);
        builder.addWait(reader, 100 * MS, 140 * MS, Operation.SOCKET_READ, db, stack);
        int wait =
                builder.addWait(waiter, 100 * MS, 140 * MS, Operation.MONITOR_ENTER, lock, stack);
        builder.addWake(wait, reader, 140 * MS, WakeKind.MONITOR_EXIT, Confidence.EXACT, stack);
        return reader;
    }

    private Report report() {
        return Story.report(builder, 1_000 * MS, ReportOptions.everything());
    }

    private void mainSleeps(long fromMillis, long toMillis) {
        builder.addWait(
                main,
                fromMillis * MS,
                toMillis * MS,
                Operation.THREAD_SLEEP,
                ResourceTable.NONE,
                builder.stack(List.of("com.acme.Main.main:9")));
    }

    @Test
    void aMainThreadThatSleepsTheRunAwayIsNotTheHeadline() {
        builder.threadCreator(readerUnderLock(), main, StackTable.NONE);
        mainSleeps(5, 995);
        Report report = report();

        assertThat(report.headline()).startsWith("`waiter` waited 40 ms because `reader`");
        assertThat(report.blame().get(1).sentence()).startsWith("`main` spent 990 ms sleeping");
        assertThat(report.blame().get(1).overseerNanos()).isEqualTo(990 * MS);
        assertThat(report.totals().sufferedNanos()).isEqualTo((990 + 80) * MS);
        assertThat(TextReport.of(report)).contains("less the waits of threads that only wait");
    }

    @Test
    void aMainThreadThatJoinsAddsNothingToThePlaceOfWhatItWaitsFor() {
        int reader = readerUnderLock();
        int worker = builder.addThread("worker", 4, 0, "");
        builder.threadCreator(reader, main, StackTable.NONE);
        builder.threadCreator(worker, main, StackTable.NONE);
        int join =
                builder.addWait(
                        main,
                        10 * MS,
                        900 * MS,
                        Operation.THREAD_JOIN,
                        builder.resource(ResourceTable.Kind.THREAD, "worker", 4),
                        builder.stack(List.of("com.acme.Main.main:9")));
        builder.addWake(join, worker, 900 * MS, WakeKind.NOTIFY, Confidence.EXACT, StackTable.NONE);

        assertThat(report().headline()).startsWith("`waiter` waited 40 ms because `reader`");
    }

    @Test
    void aThreadThatStartedNobodyIsTheHeadlineIfItSleepsLongest() {
        readerUnderLock();
        mainSleeps(5, 995);

        assertThat(report().headline()).startsWith("`main` spent 990 ms sleeping");
    }

    @Test
    void aThreadThatDoesMoreThanWaitIsNoOverseer() {
        builder.threadCreator(readerUnderLock(), main, StackTable.NONE);
        mainSleeps(5, 500);

        assertThat(report().headline()).startsWith("`main` spent 495 ms sleeping");
    }

    @Test
    void aThreadThatStartedOthersAndIsHeldUpByALockIsNoOverseer() {
        int reader = readerUnderLock();
        builder.threadCreator(reader, main, StackTable.NONE);
        int lock = builder.resource(ResourceTable.Kind.MONITOR, "com.acme.Other", 8);
        builder.addHold(lock, reader, 150 * MS, 990 * MS, Confidence.EXACT);
        builder.addWait(main, 150 * MS, 990 * MS, Operation.MONITOR_ENTER, lock, StackTable.NONE);

        assertThat(report().headline()).startsWith("`main` waited 840 ms because `reader`");
    }

    @Test
    void whereThereIsNothingElseItIsTheHeadline() {
        builder.threadCreator(builder.addThread("reader", 2, 0, ""), main, StackTable.NONE);
        mainSleeps(5, 995);

        assertThat(report().headline()).startsWith("`main` spent 990 ms sleeping");
    }
}
