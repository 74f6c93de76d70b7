package dev.holdup.blame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.drawing.Verdicts;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The worked examples of docs/blame.md, exact to the nanosecond. */
class WorkedExamplesTest {

    /** Told every drawing that is held; {@link ConformanceKitTest} listens. */
    static Consumer<String> listener = drawing -> {};

    private static void holds(String drawing) {
        listener.accept(drawing);
        assertThat(Verdicts.differences(drawing)).isEmpty();
    }

    @Test
    void s01LoneReadBlamesItself() {
        holds(
                """
                A: R 0..10, N(read db) 10..60, R 60..70
                expect A -> CALL A socket.read 50
                expect A suffers 50
                expect A inflicts 0
                """);
    }

    @Test
    void s02ParserReadsFromTheNetWhileTheUserWaits() {
        holds(
                """
                User: W(future.get parse) 0..100 by Parser
                Parser: R 0..20, N(read net) 20..100
                expect User -> EXEC Parser 20
                expect User -> CALL Parser socket.read 80
                expect Parser -> CALL Parser socket.read 80
                expect total suffers 180
                expect Parser inflicts 100
                """);
    }

    @Test
    void s04ConvoyWithFreeHandOffBlamesEachHolder() {
        holds(
                """
                T1: holds m 0..10
                T2: B(m) 0..10, holds m 10..20
                T3: B(m) 0..20, holds m 20..30
                T4: B(m) 0..30, holds m 30..40
                expect T2 -> EXEC T1 10
                expect T3 -> EXEC T1 10
                expect T3 -> EXEC T2 10
                expect T4 -> EXEC T1 10
                expect T4 -> EXEC T2 10
                expect T4 -> EXEC T3 10
                expect T1 inflicts 30
                expect T2 inflicts 20
                expect T3 inflicts 10
                """);
    }

    @Test
    void s04ConvoyIsRebuiltFromOwnersSeenAndAcquisitions() {
        holds(
                """
                T1: R 0..40
                T2: B(m) 0..10 owner T1
                T3: B(m) 0..20 owner T1
                T4: B(m) 0..30 owner T1
                end 40
                expect T2 -> EXEC T1 10
                expect T3 -> EXEC T1 10
                expect T3 -> EXEC T2 10
                expect T4 -> EXEC T1 10
                expect T4 -> EXEC T2 10
                expect T4 -> EXEC T3 10
                """);
    }

    @Test
    void s04ConvoyIsRebuiltFromPreviousOwnersAlone() {
        holds(
                """
                T1: R 0..40
                T2: B(m) 0..10 previous T1
                T3: B(m) 0..20 previous T2
                T4: B(m) 0..30 previous T3
                end 40
                expect T2 -> EXEC T1 10
                expect T3 -> EXEC T1 10
                expect T3 -> EXEC T2 10
                expect T4 -> EXEC T1 10
                expect T4 -> EXEC T2 10
                expect T4 -> EXEC T3 10
                expect total inferred 60
                """);
    }

    @Test
    void s05ConvoyWithSlowHandOffBlamesTheCpuOfTheSuccessor() {
        holds(
                """
                T1: holds m 0..1
                T2: B(m) 0..1, Q 1..5, holds m 1..6
                T3: B(m) 0..6, Q 6..10, holds m 6..11
                T4: B(m) 0..11, Q 11..15, holds m 11..16
                expect T2 -> EXEC T1 1
                expect T2 -> CPU T2 4
                expect T3 -> EXEC T1 1
                expect T3 -> EXEC T2 1
                expect T3 -> CPU T2 4
                expect T3 -> CPU T3 4
                expect T4 -> EXEC T1 1
                expect T4 -> EXEC T2 1
                expect T4 -> EXEC T3 1
                expect T4 -> CPU T2 4
                expect T4 -> CPU T3 4
                expect T4 -> CPU T4 4
                expect total suffers 30
                """);
    }

    @Test
    void s06SleepUnderALockIsBlamedForAllBehindIt() {
        holds(
                """
                H: holds m 0..100, S 10..90
                W1: B(m) 0..100, holds m 100..101
                W2: B(m) 20..101, holds m 101..102
                W3: B(m) 95..102, holds m 102..103
                expect H -> CALL H thread.sleep 80
                expect W1 -> CALL H thread.sleep 80
                expect W1 -> EXEC H 20
                expect W2 -> CALL H thread.sleep 70
                expect W2 -> EXEC H 10
                expect W2 -> EXEC W1 1
                expect W3 -> EXEC H 5
                expect W3 -> EXEC W1 1
                expect W3 -> EXEC W2 1
                """);
    }

    @Test
    void s08WriterWaitsForTheLastReaderAndReadersQueueBehindIt() {
        holds(
                """
                R1: shares rw 0..40
                R2: shares rw 0..70
                Writer: L(rw) 20..70 by R2, holds rw 70..80
                R3: L(rw) 30..80 by Writer, shares rw 80..90
                expect Writer -> EXEC R2 50
                expect R3 -> EXEC R2 40
                expect R3 -> EXEC Writer 10
                """);
    }

    @Test
    void s08TheLastReaderIsFoundWithoutAWakerToo() {
        holds(
                """
                R1: shares rw 0..40
                R2: shares rw 0..70
                Writer: L(rw) 20..70, holds rw 70..80
                expect Writer -> EXEC R2 50
                end 90
                """);
    }

    @Test
    void s09DeadlockBlamesTheCycleFromTheMomentItCloses() {
        holds(
                """
                T1: holds a 0..100, L(b) 10..100
                T2: holds b 0..100, L(a) 30..100
                T3: L(a) 50..100
                expect T1 -> EXEC T2 20
                expect T1 -> CYCLE T1,T2 70
                expect T2 -> CYCLE T1,T2 70
                expect T3 -> CYCLE T1,T2 50
                """);
    }

    @Test
    void s11PoolStarvationBlamesWhatTheWorkerDidInstead() {
        holds(
                """
                W1: N(read db) 0..100, R 100..115
                W2: N(read db) 0..110
                Client: W(future.get y) 10..115 by W1
                task Y by Client at 10 on W1 100..115 in pool for y
                expect Client -> CALL W1 socket.read 90
                expect Client -> EXEC W1 15
                """);
    }

    @Test
    void s13PinnedCarriersAreBlamedOnThePinnedCalls() {
        holds(
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
                expect v3 -> CALL v1 socket.read 40
                expect v4 -> CALL v1 socket.read 30
                expect v4 -> EXEC v3 10
                expect v1 -> CALL v1 socket.read 50
                expect v1 inflicts 70
                expect v2 inflicts 0
                expect c1 suffers 0
                expect c2 suffers 0
                """);
    }

    @Test
    void s14UnmountedCallsStopNobodyElse() {
        holds(
                """
                thread v1 virtual
                thread v3 virtual
                thread v4 virtual
                thread c1 carrier
                v1: N(read a) 0..50
                v3: R 10..20
                v4: R 20..30
                mount v3 on c1 10..20
                mount v4 on c1 20..30
                expect v3 suffers 0
                expect v4 suffers 0
                expect v1 inflicts 0
                """);
    }

    @Test
    void s16FanOutBlamesTheStraggler() {
        holds(
                """
                Main: W(future.get all) 0..100 by P3
                P1: R 0..30
                P2: R 0..40
                P3: N(read db) 20..95
                task f1 by Main at 0 on P1 0..30 in pool
                task f2 by Main at 0 on P2 0..40 in pool
                task f3 by Main at 0 on P3 0..100 in pool
                expect Main -> CALL P3 socket.read 75
                expect Main -> EXEC P3 25
                expect P1 inflicts 0
                expect P2 inflicts 0
                """);
    }

    @Test
    void s18IdleConsumerSuffersNothing() {
        holds(
                """
                Consumer: I(q) 0..20 by P, I(q) 25..40 by P, I(q) 45..60 by P
                P: R 0..65
                expect Consumer idle 50
                expect total suffers 0
                """);
    }

    @Test
    void s21aTimedPollInATaskIsItsOwnCall() {
        holds(
                """
                Worker: W(queue.take q)! 0..100
                task t at 0 on Worker 0..100 in pool
                end 110
                expect Worker -> CALL Worker queue.take 100
                """);
    }

    @Test
    void s21bKeepAliveOfAPoolWorkerIsIdle() {
        holds(
                """
                Worker: I(q)! 0..100
                end 110
                expect Worker idle 100
                expect total suffers 0
                """);
    }

    @Test
    void s30NotifyThenReEntryBlamesTheNotifierForBoth() {
        holds(
                """
                T: W(monitor.wait m) 0..50 by N notify, B(m) 50..80
                N: holds m 10..80
                end 90
                expect T -> EXEC N 80
                """);
    }

    @Test
    void s34IdleProgramHasAnEmptyTable() {
        holds(
                """
                Worker: I(q) 0..1000
                Selector: W(selector.select) 0..1000 at sun.nio.ch.SelectorImpl.lockAndDoSelect:1<io.netty.channel.nio.NioEventLoop.select:1<io.netty.channel.nio.NioEventLoop.run:2
                Acceptor: W(socket.accept) 0..1000 at sun.nio.ch.NioSocketImpl.accept:1<org.apache.tomcat.util.net.Acceptor.run:2
                expect total suffers 0
                expect total idle 3000
                """);
    }

    @Test
    void s36FieldCaseBlamesEveryHolderInTurn() {
        StringBuilder drawing = new StringBuilder("unit us\nmain: L(q) 10..1510 owner bg1\n");
        StringBuilder expected = new StringBuilder();
        for (int i = 1; i <= 10; i++) {
            long from = i == 1 ? 0 : 10 + (i - 1) * 150L;
            long to = 10 + i * 150L;
            if (i > 1) {
                drawing.append("bg" + i + ": L(q) 5.." + from + " owner bg1\n");
            } else {
                drawing.append("bg1: R 0..2\n");
            }
            expected.append("expect main -> EXEC bg" + i + " " + (to - Math.max(10, from)) + "\n");
        }
        holds(drawing + "end 1600\n" + expected);
    }

    @Test
    void s42LoopbackCallIsFollowedIntoTheServer() {
        holds(
                """
                Client: N(read server) 5..65 by Server
                Server: I(conn) 0..8 by Client@5, Q 8..10, R 10..20, B(m) 20..55, R 55..65
                Background: holds m 12..55, N(file.force log) 15..50
                end 70
                expect Client -> LATENCY 3
                expect Client -> CPU Server 2
                expect Client -> EXEC Server 20
                expect Client -> CALL Background file.force 30
                expect Client -> EXEC Background 5
                expect Background inflicts 70
                """);
    }
}
