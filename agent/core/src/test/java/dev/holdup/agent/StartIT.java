package dev.holdup.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.agent.scene.ParkScene;
import dev.holdup.agent.scene.QuietScene;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.io.TempDir;

class StartIT {
    @TempDir private Path folder;

    @Test
    void namesTheKnownOptionsAndLetsTheApplicationRun() throws Exception {
        ObservedJvm run = ObservedJvm.run(folder, "treshold=1ms", QuietScene.class);
        checkApplicationRan(run);
        assertThat(run.err())
                .contains("the agent is off, the application runs without it")
                .contains("unknown option \"treshold\"")
                .contains("threshold, threshold.<family>")
                .contains("park, socket, ");
        assertThat(run.hasRecording()).isFalse();
    }

    @Test
    void survivesAFailureOfItsOwnStart() throws Exception {
        Path nowhere = folder.resolve("no/such/folder/run.jfr");
        ObservedJvm run = ObservedJvm.run(folder, "out=" + nowhere, QuietScene.class);
        checkApplicationRan(run);
        assertThat(run.err()).contains("the agent is off").contains(nowhere.toString());
    }

    @Test
    void staysOffWithoutTheModuleOfJfr() throws Exception {
        ObservedJvm run =
                ObservedJvm.run(
                        folder,
                        "",
                        QuietScene.class,
                        "--limit-modules",
                        "java.base,java.instrument");
        checkApplicationRan(run);
        assertThat(run.err()).contains("without the module jdk.jfr").contains("--add-modules");
    }

    /** Before, the JDK itself refuses to write an archive with an agent. */
    @Test
    @EnabledForJreRange(minVersion = 25)
    void staysOffWhileTheJvmWritesAnAotCache() throws Exception {
        Path cache = folder.resolve("app.aot");
        ObservedJvm run =
                ObservedJvm.run(folder, "", QuietScene.class, "-XX:AOTCacheOutput=" + cache);
        // Not the exit status: the JVM makes no cache of a class path with folders, as here.
        assertThat(run.printed("ran")).isEqualTo("true");
        assertThat(run.err()).contains("the agent is off").contains("an AOT cache");
    }

    @Test
    void readsOptionsFromAFile() throws Exception {
        Path config = folder.resolve("holdup.conf");
        Files.writeString(config, "# for the test\nthreshold = 7ms\n\nfile = off\n");
        ObservedJvm run = ObservedJvm.run(folder, "config=" + config, QuietScene.class);
        checkApplicationRan(run);
        RecordedEvent capture = run.events("Capture").get(0);
        assertThat(capture.getLong("thresholdNanos")).isEqualTo(7_000_000);
        for (RecordedEvent hook : run.events("Hook")) {
            if (hook.getString("hook").startsWith("java.io.FileInputStream.read")) {
                assertThat(hook.getBoolean("live")).isFalse();
                assertThat(hook.getString("reason")).contains("file=off");
            }
        }
    }

    @Test
    void onlyTellsTheJvmThatClassesMayChangeWhenPrimed() throws Exception {
        ObservedJvm run =
                ObservedJvm.runPlain(
                        folder,
                        QuietScene.class,
                        "-javaagent:" + ObservedJvm.JAR + "=action=prime");
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).contains("ran=true").contains("primed=true");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void cutsStacksAtTheDepthAsked() throws Exception {
        ObservedJvm run = ObservedJvm.run(folder, "stack=4", ParkScene.class);
        assertThat(run.exit()).as(run.err()).isZero();
        for (RecordedEvent park : run.events("Park", "waiter")) {
            assertThat(park.getStackTrace().getFrames()).hasSize(4);
            assertThat(park.getStackTrace().isTruncated()).isTrue();
        }
        assertThat(run.events("Park", "waiter")).isNotEmpty();
    }

    @Test
    void saysWhatItCanSeeAndHooksEverythingThisJdkHas() throws Exception {
        ObservedJvm run = ObservedJvm.run(folder, "", QuietScene.class);
        checkApplicationRan(run);
        RecordedEvent capture = run.events("Capture").get(0);
        assertThat(capture.getString("agentVersion")).isEqualTo(System.getProperty("test.version"));
        assertThat(capture.getBoolean("attached")).isFalse();
        assertThat(capture.getString("options")).startsWith("out=");
        int live = 0;
        List<RecordedEvent> hooks = run.events("Hook");
        for (RecordedEvent hook : hooks) {
            String id = hook.getString("hook");
            if (hook.getBoolean("live")) {
                live++;
                assertThat(hook.getString("reason")).isNull();
            } else {
                assertThat(id + ": " + hook.getString("reason"))
                        .matches(
                                ".*(FileDescriptor.sync.*native"
                                        + "|parkUntil.Ljava/lang/Object;J.*calls a method"
                                        + "|java.lang.VirtualThread.*needs Java 24 or newer).*");
            }
        }
        assertThat(capture.getInt("hooksLive")).isEqualTo(live).isGreaterThan(40);
        assertThat(run.events("Loss")).isNotEmpty();
    }

    @Test
    void doesNothingWhenGivenTwice() throws Exception {
        ObservedJvm run =
                ObservedJvm.run(folder, "", QuietScene.class, "-javaagent:" + ObservedJvm.JAR);
        checkApplicationRan(run);
        assertThat(run.err()).contains("in this JVM already");
        assertThat(run.hasRecording()).isTrue();
    }

    private static void checkApplicationRan(ObservedJvm run) {
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.printed("ran")).isEqualTo("true");
    }
}
