package dev.holdup.blame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdup.drawing.Drawing;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdleRulesTest {
    private static final String TIMER =
            "java.lang.Object.wait0:1<java.lang.Object.wait:2<java.util.TimerThread.mainLoop:3"
                    + "<java.util.TimerThread.run:4";

    private static BlameResult analyze(String drawing, IdleRules rules) {
        return BlameEngine.analyze(
                Drawing.parse(drawing).trace(), new BlameOptions(0, Long.MAX_VALUE, rules));
    }

    private static boolean isIdle(String item) {
        return analyze("A: " + item + "\nend 30\n", IdleRules.builtIn()).isIdleWait(0);
    }

    @Test
    void callsAPoolWorkersFetchIdleWhateverItWaitsIn() {
        assertThat(isIdle("I(q) 0..10")).isTrue();
        assertThat(
                        isIdle(
                                "W(park q) 0..10 at "
                                        + String.join(
                                                "<",
                                                List.of(
                                                        "jdk.internal.misc.Unsafe.park:1",
                                                        "java.util.concurrent.ThreadPoolExecutor.getTask:2"))))
                .isTrue();
    }

    @Test
    void callsTheTimersOwnWaitIdleButNotThatOfItsTask() {
        assertThat(isIdle("W(monitor.wait q) 0..10 at " + TIMER)).isTrue();
        assertThat(
                        isIdle(
                                "W(monitor.wait q) 0..10 at java.lang.Object.wait:1<app.Job.run:2<"
                                        + TIMER))
                .isFalse();
    }

    @Test
    void callsAnEventLoopsSelectIdleButNotOneInsideAHandler() {
        String loop = "org.apache.tomcat.util.net.NioEndpoint$Poller.run:1<java.lang.Thread.run:2";
        String select = "sun.nio.ch.SelectorImpl.lockAndDoSelect:1<";
        assertThat(isIdle("W(selector.select) 0..10 at " + select + loop)).isTrue();
        assertThat(
                        isIdle(
                                "W(selector.select) 0..10 at "
                                        + select
                                        + "app.Handler.read:1<"
                                        + loop
                                        + ", W(selector.select) 12..20 at "
                                        + select
                                        + loop))
                .isFalse();
    }

    @Test
    void asksForTheCallerWhereALineNamesOne() {
        String server = "org.h2.value.Transfer.readInt:1<org.h2.server.TcpServerThread.process:2";
        String client = "org.h2.value.Transfer.readInt:1<org.h2.engine.SessionRemote.done:2";
        BlameResult ofServer =
                analyze("A: W(socket.read c) 0..10 at " + server, IdleRules.builtIn());
        assertThat(ofServer.isAmbiguousWait(0)).isTrue();
        assertThat(isIdle("W(socket.read c) 0..10 at " + client)).isFalse();
    }

    @Test
    void callsAThreadWithAnOpenTaskNeverIdle() {
        BlameResult result =
                analyze(
                        "A: I(q) 0..10\ntask t at 0 on A 0..10 in p\nend 20\n",
                        IdleRules.builtIn());
        assertThat(result.isIdleWait(0)).isFalse();
        assertThat(result.sufferedNanos()).isEqualTo(10_000_000);
    }

    @Test
    void flipsAmbiguousWaitsWithOneSwitch() {
        String drawing = "A: W(socket.accept) 0..10\nend 20\n";
        BlameResult idle = analyze(drawing, IdleRules.builtIn());
        BlameResult stalled = analyze(drawing, IdleRules.builtIn().withAmbiguousIdle(false));
        assertThat(idle.ambiguousIdleNanos()).isEqualTo(10_000_000);
        assertThat(idle.sufferedNanos()).isZero();
        assertThat(stalled.ambiguousIdleNanos()).isZero();
        assertThat(stalled.sufferedNanos()).isEqualTo(10_000_000);
        assertThat(stalled.isAmbiguousWait(0)).isTrue();
    }

    @Test
    void takesARepeatedShallowQueueWaitForAHandWrittenLoop() {
        String loop = " at app.Loop.next:1<app.Loop.run:2";
        BlameResult once = analyze("A: W(q) 0..10" + loop + "\nend 30\n", IdleRules.builtIn());
        BlameResult twice =
                analyze(
                        "A: W(q) 0..10" + loop + ", W(q) 15..20" + loop + "\nend 30\n",
                        IdleRules.builtIn());
        BlameResult deeper =
                analyze(
                        "A: W(q) 0..10"
                                + loop
                                + ", W(q) 15..20"
                                + loop
                                + ", S 21..22 at app.Loop.run:9\nend 30\n",
                        IdleRules.builtIn());
        assertThat(once.isAmbiguousWait(0)).isFalse();
        assertThat(twice.isAmbiguousWait(0)).isTrue();
        assertThat(deeper.isAmbiguousWait(0)).isFalse();
    }

    @Test
    void callsOneLongSelectOutsideATaskAmbiguousAndOneInsideATaskAStall() {
        String select =
                "A: W(selector.select) 0..10 at sun.nio.ch.SelectorImpl.select:1<app.Loop.run:1";
        BlameResult outside = analyze(select + "\nend 20\n", IdleRules.builtIn());
        BlameResult inside =
                analyze(select + "\ntask t at 0 on A 0..15 in p\nend 20\n", IdleRules.builtIn());
        assertThat(outside.isAmbiguousWait(0)).isTrue();
        assertThat(inside.isAmbiguousWait(0)).isFalse();
        assertThat(inside.sufferedNanos()).isEqualTo(10_000_000);
    }

    @Test
    void callsATaskThatSelectsAgainAndAgainAnEventLoop() {
        String at = " at sun.nio.ch.SelectorImpl.select:1<app.Loop.run:1";
        BlameResult result =
                analyze(
                        "A: W(selector.select) 0..10"
                                + at
                                + ", W(selector.select) 12..19"
                                + at
                                + "\ntask t at 0 on A 0..20 in p\nend 20\n",
                        IdleRules.builtIn());
        assertThat(result.sufferedNanos()).isZero();
        assertThat(result.ambiguousIdleNanos()).isEqualTo(17_000_000);
    }

    @Test
    void callsReadingStdinAmbiguousWhereTheThreadIsAtItsShallowest() {
        String read =
                "A: W(file.read <stdin>) 0..10 at java.io.FileInputStream.read:1<app.Main.main:1";
        assertThat(analyze(read + "\nend 20\n", IdleRules.builtIn()).isAmbiguousWait(0)).isTrue();
        assertThat(
                        analyze(
                                        "A: W(file.read x.txt) 0..10 at java.io.FileInputStream.read:1"
                                                + "<app.Main.main:1\nend 20\n",
                                        IdleRules.builtIn())
                                .isAmbiguousWait(0))
                .isFalse();
        assertThat(
                        analyze(
                                        "A: W(file.read <stdin>) 0..10 at"
                                                + " java.io.FileInputStream.read:1<app.Main.ask:1"
                                                + "<app.Main.main:1, S 12..15 at"
                                                + " java.lang.Thread.sleep:1<app.Main.main:2"
                                                + "\nend 20\n",
                                        IdleRules.builtIn())
                                .isAmbiguousWait(0))
                .isFalse();
    }

    @Test
    void doesNotLetALockOrAClassOnTheWayDecideHowDeepALoopIs() {
        BlameResult result =
                analyze(
                        "A: L(m) 0..2 at java.util.concurrent.locks.ReentrantLock.lock:1"
                                + "<app.Main.main:1, W(selector.select) 3..10 at"
                                + " sun.nio.ch.SelectorImpl.select:1<app.Loop.run:1<app.Main.main:2"
                                + "\nend 20\n",
                        IdleRules.builtIn());
        assertThat(result.isAmbiguousWait(1)).isTrue();
    }

    @Test
    void doesNotLetAFileOnTheWayDecideHowDeepALoopIs() {
        BlameResult result =
                analyze(
                        "A: W(file.read lib.jar) 0..2 at java.io.RandomAccessFile.read:1"
                                + "<java.lang.ClassLoader.loadClass:1<app.Main.main:1,"
                                + " W(file.read <stdin>) 3..10 at java.io.FileInputStream.read:1"
                                + "<app.Main.untilEnd:1<app.Main.main:2\nend 20\n",
                        IdleRules.builtIn());
        assertThat(result.isAmbiguousWait(1)).isTrue();
    }

    @Test
    void callsAWaitNobodyEndedAmbiguousButNotOneForAResult() {
        String at = " at java.lang.Object.wait:1<app.Main.main:1";
        assertThat(
                        analyze("A: W(monitor.wait m) 0..10" + at + "\n", IdleRules.builtIn())
                                .isAmbiguousWait(0))
                .isTrue();
        assertThat(
                        analyze("A: W(future.get f) 0..10" + at + "\n", IdleRules.builtIn())
                                .isAmbiguousWait(0))
                .isFalse();
    }

    @Test
    void callsATickOfAHousekeeperAmbiguous() {
        String at = " at java.lang.Object.wait:1<app.Keeper.run:1";
        String drawing =
                "A: W(monitor.wait m)! 0..10"
                        + at
                        + ", W(monitor.wait m)%s 12..20"
                        + at
                        + "\nend 30\n";
        assertThat(analyze(String.format(drawing, "!"), IdleRules.builtIn()).isAmbiguousWait(0))
                .isTrue();
        assertThat(analyze(String.format(drawing, ""), IdleRules.builtIn()).isAmbiguousWait(0))
                .isFalse();
    }

    @Test
    void judgesAParkKnownOnlyByItsEndByWhatTheSameActEndsElsewhere() {
        String known = "\nB: W(park q) 5..20 by P guessed nowhere";
        String worker =
                "A: W(park q) 0..10 by P at java.util.concurrent.ThreadPoolExecutor.getTask:1";
        BlameResult idle = analyze(worker + known + "\nP: R 0..30\nend 30\n", IdleRules.builtIn());
        assertThat(idle.isIdleWait(1)).isFalse();
        assertThat(idle.unknownNanos()).isEqualTo(15_000_000);
        assertThat(idle.rootDetail(idle.cellRoot(0)))
                .isEqualTo("what it waited in was not recorded");
    }

    @Test
    void extendsTheTableByAUsersFileAndNamesBothVersions() {
        IdleRules rules =
                IdleRules.builtIn()
                        .extendedBy(
                                "mine.txt",
                                List.of(
                                        "# ours",
                                        "version acme/7",
                                        "idle future.get by acme.Pump.run"));
        BlameResult result =
                analyze("A: W(future.get f) 0..10 at acme.Pump.run:3\nend 20\n", rules);
        assertThat(result.isIdleWait(0)).isTrue();
        assertThat(result.idleRulesVersion()).isEqualTo("holdup-idle/2+acme/7");
    }

    @Test
    void tellsSourceLineExpectedAndFoundWhenARuleIsWrong() {
        assertThatThrownBy(() -> IdleRules.none().extendedBy("mine.txt", List.of("", "idle park")))
                .hasMessageContaining("mine.txt:2")
                .hasMessageContaining("expected 'idle|ambiguous")
                .hasMessageContaining("found 'idle park'");
        assertThatThrownBy(() -> IdleRules.none().extendedBy("m", List.of("idle parking in a.B.c")))
                .hasMessageContaining("m:1")
                .hasMessageContaining("found parking");
        assertThatThrownBy(() -> IdleRules.none().extendedBy("m", List.of("idle * on a.B.c")))
                .hasMessageContaining("expected in, by, at, thread, shallow")
                .hasMessageContaining("found 'on'");
        assertThatThrownBy(
                        () -> IdleRules.none().extendedBy("m", List.of("idle * in a.B.c < d.E.f")))
                .hasMessageContaining("expected 'by' before a caller");
    }
}
