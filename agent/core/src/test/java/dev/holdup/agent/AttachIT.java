package dev.holdup.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.tools.attach.VirtualMachine;
import dev.holdup.agent.scene.AttachScene;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The agent comes into a running JVM, records, and leaves it as it was. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AttachIT {
    private static final int TIMES = Integer.getInteger("attach.times", 50);

    @TempDir private Path folder;
    private Process target;
    private BufferedReader answers;

    @BeforeEach
    void startTarget() throws IOException {
        target =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx128m",
                                "-cp",
                                Path.of("target", "test-classes").toString(),
                                AttachScene.class.getName())
                        .redirectError(folder.resolve("err.txt").toFile())
                        .start();
        answers =
                new BufferedReader(
                        new InputStreamReader(target.getInputStream(), StandardCharsets.UTF_8));
        assertThat(answers.readLine()).isEqualTo("ready=true");
    }

    @AfterEach
    void endTarget() {
        target.destroyForcibly();
    }

    @Test
    void recordsARunningProgramAndLeavesItAsItWas() throws Exception {
        Path file = folder.resolve("attached.jfr");
        attach("out=" + file);
        assertThat(said("dev.holdup.agent")).contains("recording " + file);
        assertThat(ask('l')).isEqualTo("loaders=1");
        assertThat(ask('h')).isEqualTo("hooked=true");
        attach("action=detach");
        assertThat(said("dev.holdup.agent.said")).contains("wrote " + file);
        assertThat(said("dev.holdup.agent")).isEqualTo("null");
        assertThat(count(file, "Park")).isPositive();
        assertThat(ask('h')).isEqualTo("hooked=false");
        assertThat(ask('t')).isEqualTo("threads=");
        checkEndsWell();
    }

    @Test
    void stopsRecordingAndStartsAgain() throws Exception {
        Path first = folder.resolve("first.jfr");
        Path second = folder.resolve("second.jfr");
        attach("out=" + first);
        attach("action=stop");
        assertThat(count(first, "Capture")).isPositive();
        assertThat(said("dev.holdup.agent")).endsWith("stopped");
        attach("action=stop");
        assertThat(said("dev.holdup.agent.said")).contains("nothing is being recorded");
        attach("out=" + second);
        assertThat(ask('p')).isEqualTo("parked=true");
        target.getOutputStream().close();
        checkEndsWell();
        assertThat(count(second, "Park")).isPositive();
    }

    @Test
    void endsByItselfAfterTheDurationAsked() throws Exception {
        Path file = folder.resolve("timed.jfr");
        attach("out=" + file + ",duration=2s");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!(Files.exists(file) && Files.size(file) > 0) && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        attach("action=detach");
        assertThat(count(file, "Park")).isPositive();
        assertThat(ask('h')).isEqualTo("hooked=false");
        checkEndsWell();
    }

    @Test
    void comesAndGoesFiftyTimesWithoutGrowth() throws Exception {
        Path file = folder.resolve("again.jfr");
        String start = "selftest=off,quiet=on,out=" + file;
        for (int i = 1; i <= TIMES; i++) {
            attach(start);
            attach("action=detach,quiet=on");
        }
        // The JDK's caches may hold the last ones for a while; what counts is that they do not add
        // up.
        String loaders = ask('l');
        assertThat(loaders).startsWith("loaders=");
        assertThat(Integer.parseInt(loaders.substring("loaders=".length()))).isLessThan(5);
        assertThat(ask('t')).isEqualTo("threads=");
        assertThat(ask('h')).isEqualTo("hooked=false");
        assertThat(count(file, "Capture")).isPositive();
        checkEndsWell();
    }

    private void attach(String options) throws Exception {
        VirtualMachine machine = VirtualMachine.attach(String.valueOf(target.pid()));
        try {
            machine.loadAgent(ObservedJvm.JAR.toString(), options);
        } finally {
            machine.detach();
        }
    }

    private String said(String property) throws Exception {
        VirtualMachine machine = VirtualMachine.attach(String.valueOf(target.pid()));
        try {
            return String.valueOf(machine.getSystemProperties().getProperty(property));
        } finally {
            machine.detach();
        }
    }

    private String ask(char question) throws IOException {
        OutputStream out = target.getOutputStream();
        out.write(question);
        out.flush();
        return answers.readLine();
    }

    private void checkEndsWell() throws Exception {
        target.getOutputStream().close();
        assertThat(target.waitFor(30, TimeUnit.SECONDS)).isTrue();
        String err = Files.readString(folder.resolve("err.txt"));
        assertThat(target.exitValue()).as(err).isZero();
        assertThat(err).doesNotContain("Exception").doesNotContain("is off");
    }

    private static int count(Path file, String name) throws IOException {
        int count = 0;
        try (RecordingFile recording = new RecordingFile(file)) {
            while (recording.hasMoreEvents()) {
                RecordedEvent event = recording.readEvent();
                count += event.getEventType().getName().equals("dev.holdup." + name) ? 1 : 0;
            }
        }
        return count;
    }
}
