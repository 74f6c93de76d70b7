package dev.holdup.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdup.agent.scene.VirtualStressScene;
import java.nio.file.Path;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A hundred thousand virtual threads at once, every mount and every wait recorded or counted as
 * lost, while other recordings come and go. Longer with {@code -Dstress.seconds}, which then tells
 * its figures; {@code -Dstress.carriers} chooses one of the two.
 */
class VirtualStressIT {
    private static final int SECONDS = Integer.getInteger("stress.seconds", 3);
    private static final int LONG_SECONDS = 60;
    private static final String EVERYTHING = "threshold=0,maxsize=0,vm=off,notify=off";

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void countsEveryOneOfAHundredThousandVirtualThreads(int carriers) throws Exception {
        assumeTrue(Runtime.version().feature() >= 24, "the hooks need Java 24");
        assumeTrue(carriers == Integer.getInteger("stress.carriers", carriers), "not asked for");
        ObservedJvm run =
                run(
                        "-Dscene.threads=100000",
                        "-Dscene.virtual=true",
                        "-Xmx1g",
                        "-Djdk.virtualThreadScheduler.parallelism=" + carriers);
        long starts = 0;
        for (RecordedEvent event : run.events("VirtualStarts")) {
            starts += event.getLong("count");
        }
        assertThat(starts).isEqualTo(run.printedLong("started"));
        // Each thread is mounted at least once, and once more for each wait.
        long atLeast = run.printedLong("started") + run.printedLong("waits");
        assertThat(accounted(run, "VirtualBlocked")).isGreaterThanOrEqualTo(atLeast);
        assertThat(accounted(run, "VirtualSlice")).isGreaterThanOrEqualTo(atLeast);
    }

    @Test
    void survivesHundredsOfPlatformThreads() throws Exception {
        ObservedJvm run = run("-Dscene.threads=300");
        assertThat(run.printedLong("started")).isPositive();
    }

    private ObservedJvm run(String... scene) throws Exception {
        String[] jvm = new String[scene.length + 1];
        jvm[0] = "-Dscene.seconds=" + SECONDS;
        System.arraycopy(scene, 0, jvm, 1, scene.length);
        ObservedJvm run = ObservedJvm.run(folder, EVERYTHING, VirtualStressScene.class, jvm);
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.printedLong("waves")).isPositive();
        assertThat(run.printedLong("dumps")).isPositive();
        assertThat(run.events("jdk.DataLoss")).isEmpty();
        assertThat(run.err()).doesNotContain("first:");
        for (String kind : run.losses().keySet()) {
            assertThat(kind).doesNotEndWith(".error").doesNotEndWith(".nested");
        }
        assertThat(accounted(run, "Task")).isEqualTo(run.printedLong("tasks"));
        if (SECONDS >= LONG_SECONDS) {
            tell(run);
        }
        return run;
    }

    /** The figures of a run that somebody asked for. */
    private static void tell(ObservedJvm run) throws Exception {
        System.out.println(
                run.out().strip().replace('\n', ' ')
                        + " lost "
                        + run.losses()
                        + "; "
                        + run.err().strip());
    }

    /** Events of this name in the recording and those counted as lost. */
    private static long accounted(ObservedJvm run, String name) throws Exception {
        long sum = run.count(name, event -> true);
        for (Map.Entry<String, Long> loss : run.losses().entrySet()) {
            sum += loss.getKey().startsWith(name + ".") ? loss.getValue() : 0;
        }
        return sum;
    }
}
