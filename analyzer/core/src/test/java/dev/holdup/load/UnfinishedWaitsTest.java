package dev.holdup.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.model.Confidence;
import dev.holdup.model.Operation;
import dev.holdup.model.Outcome;
import dev.holdup.model.Trace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnfinishedWaitsTest {
    private static final String DUMP =
            """
            2026-11-24 23:00:00
            Full thread dump OpenJDK 64-Bit Server VM (25.0.3+9-LTS mixed mode):

            "left" #15 [2201] daemon prio=5 tid=0x00007f nid=2201 waiting on condition  [0x0]
               java.lang.Thread.State: WAITING (parking)
            \tat jdk.internal.misc.Unsafe.park(java.base@25.0.3/Native Method)
            \t- parking to wait for  <0x000000069ec21f20> (a java.util.concurrent.locks.ReentrantLock$NonfairSync)
            \tat java.util.concurrent.locks.LockSupport.park(java.base@25.0.3/LockSupport.java:223)
            \tat java.util.concurrent.locks.AbstractQueuedSynchronizer.acquire(java.base@25.0.3/AbstractQueuedSynchronizer.java:790)
            \tat java.util.concurrent.locks.ReentrantLock.lock(java.base@25.0.3/ReentrantLock.java:323)
            \tat app.Left.run(Left.java:12)

            "right" #16 [2202] daemon prio=5 tid=0x00007e nid=2202 in Object.wait()  [0x0]
               java.lang.Thread.State: TIMED_WAITING (on object monitor)
            \tat java.lang.Object.wait0(java.base@25.0.3/Native Method)
            \t- waiting on <0x000000069ec21da8> (a app.Box)
            \tat app.Right.run(Right.java:7)
            \t- locked <0x000000069ec21da8> (a app.Box)

            "Reference Handler" #9 daemon prio=10 tid=0x1 nid=3 waiting on condition  [0x0]

            JNI global refs: 14, weak refs: 0

            Found one Java-level deadlock:
            =============================
            "left":
              waiting for ownable synchronizer 0x000000069ec21f20, (a java.util.concurrent.locks.ReentrantLock$NonfairSync),
              which is held by "right"
            """;

    @TempDir private Path folder;

    @Test
    void readsWhatEachThreadOfADumpWaitsForAndWhoHoldsIt() {
        List<ThreadDump.Entry> entries = ThreadDump.parse(DUMP);
        assertThat(entries).hasSize(2);
        ThreadDump.Entry left = entries.get(0);
        assertThat(left.javaId()).isEqualTo(15);
        assertThat(left.state()).isEqualTo(ThreadDump.State.PARKED);
        assertThat(left.objectClass())
                .isEqualTo("java.util.concurrent.locks.ReentrantLock$NonfairSync");
        assertThat(left.ownerId()).isEqualTo(16);
        assertThat(left.frames()).endsWith("app.Left.run:12").hasSize(5);
        assertThat(ParkLabels.ofFrames(left.frames(), Operation.PARK))
                .isEqualTo(Operation.LOCK_ACQUIRE);
        ThreadDump.Entry right = entries.get(1);
        assertThat(right.state()).isEqualTo(ThreadDump.State.WAITING);
        assertThat(right.ownerId()).as("it gave the monitor back to wait").isZero();
    }

    @Test
    void showsAWaitThatLastsUntilTheEndWithTheOwnerOfTheMonitor()
            throws IOException, InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        Object monitor = new Object();
        Thread holder = new Thread(() -> hold(monitor, release), "holder");
        Thread stuck =
                new Thread(
                        () -> {
                            synchronized (monitor) {
                                release.countDown();
                            }
                        },
                        "stuck");
        Path file =
                SampleRecording.record(
                        folder.resolve("stuck.jfr"),
                        () -> {
                            holder.start();
                            awaitState(holder, Thread.State.WAITING);
                            stuck.start();
                            awaitState(stuck, Thread.State.BLOCKED);
                        });
        release.countDown();
        holder.join();
        stuck.join();
        Trace trace = RecordingLoader.load(List.of(file), LoadOptions.defaults()).trace();
        int found = 0;
        for (int wait = 0; wait < trace.waits().size(); wait++) {
            if (!trace.threads().name(trace.waits().thread(wait)).equals("stuck")) {
                continue;
            }
            found++;
            assertThat(trace.waits().operation(wait)).isEqualTo(Operation.MONITOR_ENTER);
            assertThat(trace.waits().outcome(wait)).isEqualTo(Outcome.UNFINISHED);
            assertThat(trace.waits().confidence(wait)).isEqualTo(Confidence.INFERRED);
            assertThat(trace.threads().name(trace.waits().owner(wait))).isEqualTo("holder");
            assertThat(trace.waits().endNanos(wait)).isEqualTo(trace.recording().durationNanos());
        }
        assertThat(found).isEqualTo(1);
    }

    private static void hold(Object monitor, CountDownLatch release) {
        synchronized (monitor) {
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void awaitState(Thread thread, Thread.State state) {
        while (thread.getState() != state) {
            Thread.onSpinWait();
        }
    }
}
