package dev.holdup.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdup.agent.scene.StressScene;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many threads, every park recorded: nothing hangs, nothing fails, and the number of events is the
 * number of parks. Longer with {@code -Dstress.seconds}.
 */
class StressIT {
    private static final String EVERYTHING = "threshold=0,rate=0,maxsize=0,notify=off,vm=off";
    private static final String SECONDS =
            "-Dscene.seconds=" + Integer.getInteger("stress.seconds", 4);

    @TempDir private Path folder;

    @Test
    void recordsEveryParkOfManyPlatformThreads() throws Exception {
        ObservedJvm run = run("-Dscene.threads=200");
        check(run);
        assertThat(run.printedLong("overflows")).isPositive();
    }

    @Test
    void recordsEveryParkAndEveryWakeupOfManyVirtualThreads() throws Exception {
        assumeTrue(Runtime.version().feature() >= 21, "virtual threads need Java 21");
        // No overflows here: one in the middle of a commit costs JFR the carrier's next event.
        ObservedJvm run =
                run("-Dscene.threads=2000", "-Dscene.virtual=true", "-Dscene.overflowing=-1");
        check(run);
        assertThat(parkLosses(run)).isEmpty();
        long parks = run.count("Park", event -> true);
        long wakeups = run.count("Wakeup", event -> true);
        assertThat(run.err()).contains("(Park " + parks + ", Wakeup " + wakeups);
    }

    @Test
    void survivesVirtualThreadsRunningOutOfStack() throws Exception {
        assumeTrue(Runtime.version().feature() >= 21, "virtual threads need Java 21");
        ObservedJvm run = run("-Dscene.threads=400", "-Dscene.virtual=true");
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.printedLong("overflows")).isPositive();
        assertThat(run.err()).doesNotContain("first:");
    }

    private ObservedJvm run(String... scene) throws Exception {
        String[] jvm = new String[scene.length + 1];
        jvm[0] = SECONDS;
        System.arraycopy(scene, 0, jvm, 1, scene.length);
        return ObservedJvm.run(folder, EVERYTHING, StressScene.class, jvm);
    }

    private static void check(ObservedJvm run) throws Exception {
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.printedLong("waves")).isPositive();
        assertThat(run.events("jdk.DataLoss")).isEmpty();
        assertThat(run.count("Park", StressIT::isMarked)).isEqualTo(run.printedLong("marked"));
        Map<String, Long> losses = parkLosses(run);
        // At the end of the stack a hook may fail, and if even its clean-up does not fit there, the
        // thread's mark stays for up to a second; two threads may share a slot. Nothing else.
        losses.remove("Park.error");
        losses.remove("Park.nested");
        losses.remove("Wakeup.nested");
        losses.remove("Wakeup.error");
        losses.remove("Wakeup.slot");
        assertThat(losses).isEmpty();
        assertThat(run.err()).doesNotContain("first:");
    }

    private static boolean isMarked(RecordedEvent park) {
        String blocker = ObservedJvm.className(park, "blockerClass");
        return blocker != null && blocker.endsWith("StressScene$Mark");
    }

    /**
     * The ring of the virtual threads may overflow at this rate, and says so; that is not about
     * parks.
     */
    private static Map<String, Long> parkLosses(ObservedJvm run) throws Exception {
        Map<String, Long> losses = new TreeMap<>(run.losses());
        losses.keySet().removeIf(kind -> kind.startsWith("Virtual"));
        return losses;
    }
}
