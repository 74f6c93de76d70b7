package dev.holdup.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdup.agent.scene.ParkScene;
import dev.holdup.agent.scene.VirtualScene;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * By counts: JFR drops an event in silence if it is written at the wrong moment of a virtual
 * thread's life, so "there is one" proves nothing.
 */
class VirtualThreadIT {
    private static final long MILLI = 1_000_000;
    private static final int COUNT = 40;
    private static final int STARTED = 1;
    private static final int PARKING = 3;
    private static final int BLOCKING = 12;
    private static final int WAITING = 15;
    private static final int TIMED_WAITING = 17;

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void recordsEveryHogAndEveryWait(int carriers) throws Exception {
        assumeTrue(Runtime.version().feature() >= 24, "the hooks need Java 24");
        ObservedJvm run =
                ObservedJvm.run(
                        folder,
                        "",
                        VirtualScene.class,
                        "-Djdk.virtualThreadScheduler.parallelism=" + carriers,
                        "-Djdk.virtualThreadScheduler.maxPoolSize=" + carriers,
                        "-Dscene.count=" + COUNT);
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.losses()).isEmpty();
        checkSlices(run);
        checkWaits(run, "entering", BLOCKING, "VirtualScene.enter");
        checkWaits(run, "waiting", WAITING, "VirtualScene.awaitForever");
        checkWaits(run, "timed", TIMED_WAITING, "VirtualScene.awaitLimited");
        if (carriers == 1) {
            checkQueued(run);
        }
    }

    private static void checkSlices(ObservedJvm run) throws Exception {
        List<RecordedEvent> slices = run.events("VirtualSlice");
        List<Long> hogs = new ArrayList<>();
        for (RecordedEvent slice : slices) {
            long thread = slice.getLong("thread");
            if (ids(run, "hogs").contains(thread)) {
                hogs.add(thread);
                assertThat(slice.getLong("durationNanos")).isBetween(4 * MILLI, 4_000 * MILLI);
                assertThat(slice.getLong("ageNanos"))
                        .isGreaterThanOrEqualTo(slice.getLong("durationNanos"));
                assertThat(slice.getLong("carrier")).isPositive().isNotEqualTo(thread);
                assertThat(slice.getByte("reason")).isZero();
            }
        }
        assertThat(hogs).containsExactlyInAnyOrderElementsOf(ids(run, "hogs"));
    }

    private static void checkWaits(ObservedJvm run, String who, int reason, String frame)
            throws Exception {
        List<Long> found = new ArrayList<>();
        for (RecordedEvent wait : run.events("VirtualBlocked")) {
            if (wait.getByte("reason") != reason) {
                continue;
            }
            found.add(wait.getLong("thread"));
            assertThat(wait.getLong("durationNanos")).isBetween(4 * MILLI, 4_000 * MILLI);
            assertThat(wait.getLong("queuedNanos")).isBetween(0L, 4_000 * MILLI);
            assertThat(wait.getLong("ageNanos"))
                    .isGreaterThanOrEqualTo(wait.getLong("durationNanos"));
            // Who let the monitor go is not visible from Java; the JVM's helper is not the answer.
            assertThat(wait.getLong("readier")).isZero();
            assertThat(wait.getString("stack")).contains(frame + ":");
        }
        assertThat(found).as(who).containsExactlyInAnyOrderElementsOf(ids(run, who));
    }

    private static void checkQueued(ObservedJvm run) throws Exception {
        List<Long> found = new ArrayList<>();
        for (RecordedEvent wait : run.events("VirtualBlocked")) {
            if (wait.getByte("reason") == PARKING
                    && ids(run, "queued").contains(wait.getLong("thread"))) {
                found.add(wait.getLong("thread"));
                assertThat(wait.getLong("queuedNanos")).isBetween(5 * MILLI, 4_000 * MILLI);
                assertThat(wait.getLong("readier")).isEqualTo(run.printedLong("main"));
            }
        }
        assertThat(found).containsExactlyInAnyOrderElementsOf(ids(run, "queued"));
    }

    @Test
    void recordsHowLongAStartedThreadQueuesAndWhoStartedIt() throws Exception {
        assumeTrue(Runtime.version().feature() >= 24, "the hooks need Java 24");
        ObservedJvm run =
                ObservedJvm.run(
                        folder,
                        "threshold.virtual=0,rate=0",
                        VirtualScene.class,
                        "-Djdk.virtualThreadScheduler.parallelism=1",
                        "-Dscene.count=3");
        List<Long> started = new ArrayList<>();
        for (RecordedEvent wait : run.events("VirtualBlocked")) {
            if (wait.getByte("reason") == STARTED) {
                started.add(wait.getLong("thread"));
                assertThat(wait.getLong("durationNanos")).isZero();
                assertThat(wait.getLong("readier")).isEqualTo(run.printedLong("main"));
            }
        }
        for (String who : List.of("hogs", "entering", "waiting", "timed", "queued")) {
            assertThat(started).containsAll(ids(run, who));
        }
        long starts = 0;
        List<String> sites = new ArrayList<>();
        for (RecordedEvent event : run.events("VirtualStarts")) {
            assertThat(event.getLong("creator")).isEqualTo(run.printedLong("main"));
            starts += event.getLong("count");
            sites.addAll(ObservedJvm.frames(event));
        }
        assertThat(starts).isEqualTo(started.size());
        assertThat(sites).contains("VirtualScene.main", "VirtualScene.contend");
    }

    @Test
    void saysWhyVirtualThreadsAreNotRecordedOnOldJava() throws Exception {
        assumeTrue(Runtime.version().feature() < 24, "from Java 24 on they are");
        ObservedJvm run = ObservedJvm.run(folder, "", ParkScene.class);
        int found = 0;
        for (RecordedEvent hook : run.events("Hook")) {
            if (hook.getString("hook").startsWith("java.lang.VirtualThread.")) {
                assertThat(hook.getBoolean("live")).isFalse();
                assertThat(hook.getString("reason")).isEqualTo("needs Java 24 or newer");
                found++;
            }
        }
        assertThat(found).isPositive();
    }

    private static List<Long> ids(ObservedJvm run, String who) {
        List<Long> ids = new ArrayList<>();
        for (String id : run.printed(who).split(",", -1)) {
            if (!id.isEmpty()) {
                ids.add(Long.parseLong(id));
            }
        }
        return ids;
    }
}
