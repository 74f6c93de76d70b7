package dev.holdup.blame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.drawing.Drawing;
import java.util.List;
import org.junit.jupiter.api.Test;

class DetectorsTest {
    private static List<Finding> find(String drawing) {
        BlameResult result =
                BlameEngine.analyze(Drawing.parse(drawing).trace(), BlameOptions.wholeRecording());
        return Detectors.find(result);
    }

    private static List<Finding.Kind> kinds(String drawing) {
        return find(drawing).stream().map(Finding::kind).toList();
    }

    @Test
    void findsIoUnderALockAndSaysSoInOneSentence() {
        List<Finding> findings =
                find(
                        """
                        H: holds inventory 0..100, N(read db:5432) 10..90
                        W1: B(inventory) 0..100
                        W2: B(inventory) 20..100
                        end 120
                        """);
        assertThat(findings).hasSize(1);
        assertThat(findings.get(0).kind()).isEqualTo(Finding.Kind.IO_UNDER_LOCK);
        assertThat(findings.get(0).severityNanos()).isEqualTo(150_000_000);
        assertThat(findings.get(0).summary())
                .isEqualTo(
                        "2 threads waited 150 ms because H held the lock on inventory during"
                                + " socket.read on db:5432.");
    }

    @Test
    void findsSleepUnderALock() {
        assertThat(kinds("H: holds m 0..100, S 10..90\nW: B(m) 0..100\nend 120\n"))
                .containsExactly(Finding.Kind.SLEEP_UNDER_LOCK);
    }

    @Test
    void namesTheLockTheProgrammerWroteAndNotItsInside() {
        String lock = "java.util.concurrent.locks.ReentrantLock$NonfairSync";
        List<Finding> findings =
                find(
                        "H: holds LOCK 0..100, S 10..90\nW: L(LOCK) 0..100\nend 120\n"
                                .replace("LOCK", lock));
        assertThat(findings).hasSize(1);
        assertThat(findings.get(0).summary())
                .isEqualTo(
                        "W waited 80 ms because H held the lock on ReentrantLock during"
                                + " thread.sleep.");
    }

    @Test
    void doesNotBlameIoThatNobodyWaitsFor() {
        assertThat(kinds("H: holds m 0..100, N(read db) 10..90\nW: B(m) 92..100\nend 120\n"))
                .isEmpty();
    }

    @Test
    void findsADeadlockAndNamesItsMembers() {
        List<Finding> findings =
                find(
                        """
                        T1: holds a 0..100, L(b) 10..100
                        T2: holds b 0..100, L(a) 30..100
                        """);
        assertThat(findings.get(0).kind()).isEqualTo(Finding.Kind.DEADLOCK);
        assertThat(findings.get(0).summary())
                .isEqualTo("T1, T2 wait for each other and never progress.");
    }

    @Test
    void findsAKnotWhenAllWorkersWaitForTasksQueuedOnTheirOwnPool() {
        assertThat(
                        kinds(
                                """
                                W1: W(future.get f) 10..100
                                W2: W(future.get g) 20..100
                                task a at 0 on W1 0..100 in pool
                                task b at 0 on W2 0..100 in pool
                                task c by W1 at 10 in pool for f
                                task d by W2 at 20 in pool for g
                                """))
                .contains(Finding.Kind.KNOT);
    }

    @Test
    void findsAConvoyWhereHandingOverCostsMoreThanHolding() {
        assertThat(
                        kinds(
                                """
                                T1: holds m 0..1
                                T2: B(m) 0..1, Q 1..5, holds m 1..6
                                T3: B(m) 0..6, Q 6..10, holds m 6..11
                                T4: B(m) 0..11, Q 11..15, holds m 11..16
                                T5: B(m) 0..16
                                end 20
                                """))
                .contains(Finding.Kind.CONVOY, Finding.Kind.PRIORITY_INVERSION);
    }

    @Test
    void findsNoInversionWhereAHolderIsPreemptedForAnInstant() {
        assertThat(
                        kinds(
                                """
                                T1: R 0..10, Q 10..15, R 15..20, holds m 0..20
                                T2: B(m) 5..20
                                end 3000
                                """))
                .isEmpty();
    }

    @Test
    void findsPinnedCarriers() {
        assertThat(
                        kinds(
                                """
                                thread v1 virtual
                                thread v3 virtual
                                thread c1 carrier
                                v1: N(read a) 0..50
                                v3: C 10..50
                                mount v1 on c1 0..50
                                mount v3 on c1 50..60
                                """))
                .containsExactly(Finding.Kind.PINNED_CARRIER);
    }

    @Test
    void findsTheThreadThatWasLateAtTheSafepoint() {
        assertThat(
                        kinds(
                                """
                                A: V 10..30
                                Late: V 20..30
                                pause sync 10..20
                                pause gc 20..30 G1
                                end 40
                                """))
                .containsExactly(Finding.Kind.LONG_TTSP);
    }

    @Test
    void blamesNoThreadForASafepointItWasLateAtWithoutCpu() {
        assertThat(
                        kinds(
                                """
                                A: V 10..30
                                Late: Q 10..20, V 20..30
                                pause sync 10..20
                                pause gc 20..30 G1
                                end 40
                                """))
                .isEmpty();
    }

    @Test
    void saysThatTheLateThreadWasNotRecorded() {
        List<Finding> findings =
                find(
                        """
                        A: V 10..30
                        B: V 10..30
                        pause sync 10..20
                        pause gc 20..30 G1
                        end 40
                        """);
        assertThat(findings).hasSize(1);
        assertThat(findings.get(0).kind()).isEqualTo(Finding.Kind.LONG_TTSP);
        assertThat(findings.get(0).severityNanos()).isEqualTo(20_000_000);
        assertThat(findings.get(0).summary())
                .isEqualTo(
                        "The VM waited for one of A, B to reach a safepoint, the recording does not"
                                + " show which: threads stood still for 20 ms in all.");
    }

    @Test
    void findsWhoHoldsALockAndIsIdle() {
        List<Finding> findings =
                find(
                        """
                        H: holds m 0..100, I(q) 10..90
                        W: B(m) 20..100
                        end 120
                        """);
        assertThat(findings).extracting(Finding::kind).containsExactly(Finding.Kind.IDLE_HOLDER);
        assertThat(findings.get(0).summary())
                .isEqualTo(
                        "W waited 70 ms for m while H had it and did nothing but wait for work.");
    }

    @Test
    void doesNotCallAnIdleThreadAHolderIfNobodyWaitsForWhatItHolds() {
        assertThat(kinds("H: holds m 0..100, I(q) 10..90\nW: J(H) 20..100\nend 120\n")).isEmpty();
    }

    private static final String WORKER =
            " unfinished at java.util.concurrent.FutureTask.get:1<app.Job.run:1"
                    + "<java.util.concurrent.FutureTask.run:1"
                    + "<java.util.concurrent.ThreadPoolExecutor.runWorker:1";

    @Test
    void findsAKnotOfWorkersThoughNoTaskOfTheirsWasRecorded() {
        String workers =
                "W1: W(future.get f) 10..100" + WORKER + "\nW2: W(future.get g) 20..100" + WORKER;
        List<Finding> findings = find(workers + "\nIdle: I(q) 0..100\n");
        assertThat(findings).extracting(Finding::kind).containsExactly(Finding.Kind.KNOT);
        assertThat(findings.get(0).severityNanos()).isEqualTo(160_000_000);
        assertThat(findings.get(0).threads()).hasSize(2);
    }

    @Test
    void findsNoKnotWhileAThreadRunsThatMayBringTheResult() {
        String workers =
                "W1: W(future.get f) 10..100" + WORKER + "\nW2: W(future.get g) 20..100" + WORKER;
        assertThat(kinds(workers + "\nBusy: R 0..100\n")).isEmpty();
    }

    @Test
    void findsTimedOutFutures() {
        assertThat(kinds("A: W(future.get f)! 0..50\nend 60\n"))
                .containsExactly(Finding.Kind.FUTURE_TIMEOUT);
    }

    @Test
    void findsNothingInAnIdleProgram() {
        assertThat(kinds("A: I(q) 0..100\nB: I(q) 0..100\n")).isEmpty();
    }
}
