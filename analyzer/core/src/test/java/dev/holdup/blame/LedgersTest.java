package dev.holdup.blame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.holdup.drawing.Drawing;
import dev.holdup.drawing.Verdicts;
import dev.holdup.model.Operation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tasks, queues and consumers: what is counted beside blame. Times in ms. */
class LedgersTest {
    private static final long MS = 1_000_000;

    private static final String S11 =
            """
            W1: N(read db) 0..100, R 100..115
            W2: N(read db) 0..110
            Client: W(future.get y) 10..115 by W1
            task a at 0 on W1 0..100 in pool
            task b at 0 on W2 0..110 in pool
            task Y by Client at 10 on W1 100..115 in pool for y
            """;

    private static final String S13 =
            """
            thread v1 virtual
            thread v2 virtual
            thread v3 virtual
            thread v4 virtual
            thread c1 carrier
            thread c2 carrier
            v1: N(read a) 0..50
            v2: N(read b) 0..80
            v3: C 10..50
            v4: C 20..60
            mount v1 on c1 0..50
            mount v2 on c2 0..80
            mount v3 on c1 50..60
            mount v4 on c1 60..70
            end 80
            """;

    private static BlameResult analyze(String drawing, Sharing sharing) {
        return BlameEngine.analyze(
                Drawing.parse(drawing).trace(), BlameOptions.wholeRecording().withSharing(sharing));
    }

    private static BlameResult analyze(String drawing) {
        return analyze(drawing, Sharing.SERVED);
    }

    private static List<String> occupancy(String drawing, String expected) {
        Drawing parsed = Drawing.parse(drawing + expected);
        return Verdicts.differences(parsed, analyze(drawing + expected, Sharing.OCCUPANTS));
    }

    @Test
    void s11OccupancySharesTheQueueDelayAmongTheBusyWorkers() {
        assertThat(
                        occupancy(
                                S11,
                                """
                                expect Client -> CALL W1 socket.read 45
                                expect Client -> CALL W2 socket.read 45
                                expect Client -> EXEC W1 15
                                """))
                .isEmpty();
    }

    @Test
    void s11TaskLedgerTellsQueueDelayStarvationAndLittlesLaw() {
        PoolLedger pool = TaskLedger.of(analyze(S11)).get(0);
        assertThat(pool.tasks()).isEqualTo(3);
        assertThat(pool.workers()).isEqualTo(2);
        assertThat(pool.queuedNanos()).isEqualTo(90 * MS);
        assertThat(pool.queueNanos()).isEqualTo(90 * MS);
        assertThat(pool.longestQueue()).isEqualTo(1);
        assertThat(pool.starvedNanos()).isEqualTo(90 * MS);
        assertThat(pool.fullyStarvedNanos()).isEqualTo(90 * MS);
        assertThat(pool.idleNanos()).isZero();
        assertThat(pool.executedNanos()).isEqualTo(225 * MS);
        assertThat(pool.utilisation()).isEqualTo(225.0 / 230);
        assertThat(pool.meanQueueLength())
                .isCloseTo(pool.arrivalsPerSecond() * pool.meanQueuedNanos() / 1e9, within(1e-12));
        Map.Entry<Cause, Long> cause = pool.queuedBehind().entrySet().iterator().next();
        assertThat(pool.queuedBehind()).hasSize(1);
        assertThat(cause.getKey().kind()).isEqualTo(RootKind.CALL);
        assertThat(cause.getKey().operation()).isEqualTo(Operation.SOCKET_READ);
        assertThat(cause.getValue()).isEqualTo(90 * MS);
    }

    @Test
    void s13OccupancySharesTheWaitForACarrierAmongTheMounted() {
        assertThat(
                        occupancy(
                                S13,
                                """
                                expect v3 -> CALL v1 socket.read 20
                                expect v3 -> CALL v2 socket.read 20
                                expect v4 -> CALL v1 socket.read 15
                                expect v4 -> CALL v2 socket.read 20
                                expect v4 -> EXEC v3 5
                                """))
                .isEmpty();
    }

    @Test
    void s18StarvationLedgerTellsWhoFailedToFeedTheConsumer() {
        BlameResult result =
                analyze(
                        """
                        Consumer: I(q) 0..20 by P, I(q) 25..40 by P, I(q) 45..60 by P
                        P: R 0..65
                        """);
        Map<Cause, Long> causes = StarvationLedger.of(result, 0);
        assertThat(causes).hasSize(1);
        Cause cause = causes.keySet().iterator().next();
        assertThat(cause.kind()).isEqualTo(RootKind.EXEC);
        assertThat(result.trace().threads().name(cause.thread())).isEqualTo("P");
        assertThat(causes.get(cause)).isEqualTo(50 * MS);
        assertThat(result.sufferedNanos()).isZero();
    }

    @Test
    void s08And16HeadroomIsFromTheLastButOneToTheLast() {
        BlameResult readers =
                analyze(
                        """
                        R1: shares rw 0..40
                        R2: shares rw 0..70
                        Writer: L(rw) 20..70 by R2, holds rw 70..80
                        end 90
                        """);
        BlameResult fanOut =
                analyze(
                        """
                        Main: W(future.get all) 0..100 by P3
                        P1: R 0..30
                        P2: R 0..40
                        P3: N(read db) 20..95
                        task f1 by Main at 0 on P1 0..30 in pool
                        task f2 by Main at 0 on P2 0..40 in pool
                        task f3 by Main at 0 on P3 0..100 in pool
                        """);
        assertThat(Headroom.nanos(readers.trace(), 0)).isEqualTo(30 * MS);
        assertThat(Headroom.nanos(fanOut.trace(), 0)).isEqualTo(60 * MS);
    }

    @Test
    void headroomOfAWaitForOnePartyIsUnknown() {
        BlameResult result = analyze("A: W(future.get f) 0..50 by B\nB: R 0..60\n");
        assertThat(Headroom.nanos(result.trace(), 0)).isEqualTo(Headroom.UNKNOWN);
    }

    private static List<Finding> find(String drawing) {
        return Detectors.find(analyze(drawing));
    }

    @Test
    void findsAStarvedPool() {
        assertThat(find(S11))
                .extracting(Finding::summary)
                .contains(
                        "For 90 ms tasks queued for pool while none of its 2 workers was free and"
                                + " some were blocked, for 90 ms all; most of it behind W1 in"
                                + " socket.read.");
    }

    @Test
    void findsNoStarvationWhereAWorkerIsFreeOrOnlyRuns() {
        assertThat(
                        find(
                                """
                                W1: R 0..115
                                task a at 0 on W1 0..100 in pool
                                task Y by Client at 10 on W1 100..115 in pool
                                Client: R 0..115
                                """))
                .isEmpty();
    }

    /** One of two workers waits for the other, with a task queued. */
    private static String waitsInAPool(int nanosMs, int windowMs) {
        return """
        W1: R 0..%1$d, holds m 0..%1$d
        W2: B(m) 0..%1$d, holds m %1$d..%2$d
        task a at 0 on W1 0..%1$d in pool
        task b at 0 on W2 0..%2$d in pool
        task c at 0 on W1 %1$d..%2$d in pool
        end %3$d
        """
                .formatted(nanosMs, nanosMs + 5, windowMs);
    }

    @Test
    void findsNoStarvationInAShortWaitOfOneWorkerForAnother() {
        assertThat(find(waitsInAPool(65, 3_200))).isEmpty();
    }

    @Test
    void findsStarvationInOneLongStretchOfAMuchLongerRecording() {
        assertThat(find(waitsInAPool(250, 60_000)))
                .extracting(Finding::kind)
                .contains(Finding.Kind.POOL_STARVATION);
    }

    @Test
    void findsAWorkerThatIsIdleWhileATaskIsQueued() {
        assertThat(
                        find(
                                """
                                W1: R 0..100
                                W2: I(q) 20..100
                                task a at 0 on W1 0..100 in pool
                                task b at 0 on W2 0..20 in pool
                                task c at 40 on W1 100..110 in pool
                                end 120
                                """))
                .extracting(Finding::kind)
                .containsExactly(Finding.Kind.IDLE_WITH_QUEUE);
    }

    private static String herd(int threads, int goOn) {
        StringBuilder drawing = new StringBuilder("N: R 0..100\n");
        for (int i = 0; i < threads; i++) {
            drawing.append("T" + i + ": W(monitor.wait m) 0..50 by N notify");
            drawing.append(i < goOn ? "\n" : ", W(monitor.wait m) 52..90 by N notify\n");
        }
        return drawing + "end 100\n";
    }

    @Test
    void findsAHerdOfWhichOneGoesOn() {
        assertThat(find(herd(5, 1)))
                .extracting(Finding::summary)
                .contains(
                        "Up to 5 threads were woken at once from waiting for m, and at most one"
                                + " could go on: 8.00 ms of waking for nothing in 1 herd.");
        assertThat(find(herd(5, 3)))
                .extracting(Finding::kind)
                .doesNotContain(Finding.Kind.THUNDERING_HERD);
        assertThat(find(herd(3, 1)))
                .extracting(Finding::kind)
                .doesNotContain(Finding.Kind.THUNDERING_HERD);
    }

    @Test
    void suspectsALivelockWhereATimedCallNeverGetsAnything() {
        StringBuilder drawing = new StringBuilder("A: ");
        for (int i = 0; i < 6; i++) {
            drawing.append(i == 0 ? "" : ", ");
            drawing.append("W(semaphore.acquire s)! " + i * 10 + ".." + (i * 10 + 8));
        }
        assertThat(find(drawing + "\nend 70\n"))
                .extracting(Finding::summary)
                .contains(
                        "A repeated semaphore.acquire 6 times, timed out each time, and got nothing"
                                + " for 48 ms.");
        assertThat(find(drawing.toString().replace("! 30", " 30") + "\nend 70\n"))
                .extracting(Finding::kind)
                .doesNotContain(Finding.Kind.LIVELOCK_SUSPICION);
    }
}
