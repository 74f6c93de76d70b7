package dev.holdup.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.holdup.load.SampleRecording;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The script {@code holdup} at the root of a checkout: what it keeps to start faster must change
 * nothing but the time, and say nothing.
 */
class LauncherIT {
    private static final long LIMIT_SECONDS = 120;

    @TempDir private Path folder;
    private Path script = Path.of("holdup");
    private Path recording = Path.of("x.jfr");
    private Path cache = Path.of("cache");
    private final Map<String, String> environment = new TreeMap<>();

    /**
     * A run of the script.
     *
     * @param status exit status
     * @param out what it wrote to stdout
     * @param err what it wrote to stderr
     */
    private record Run(int status, String out, String err) {}

    @BeforeEach
    void record() {
        assumeThat(Files.isExecutable(Path.of("/bin/sh"))).as("there is a POSIX shell").isTrue();
        script =
                Path.of(System.getProperty("holdup.jar")).resolve("../../../../holdup").normalize();
        assertThat(script).exists();
        recording =
                SampleRecording.record(
                        folder.resolve("waits.jfr"), SampleRecording::everyKindOfWait);
        cache = folder.resolve("cache");
        environment.put("XDG_CACHE_HOME", cache.toString());
    }

    @Test
    void keepsItsClassesForTheNextStartsAndSaysTheSame() {
        Run first = run("report", recording.toString());
        assertThat(first.status()).isZero();
        assertThat(first.err()).isEmpty();
        assertThat(cached()).hasSize(1).allMatch(name -> name.contains(".jsa.new."));

        Run second = run("report", recording.toString());
        assertThat(second).isEqualTo(first);
        assertThat(cached()).hasSize(1).allMatch(name -> name.endsWith(".jsa"));
        assertThat(run("--version").err()).isEmpty();
    }

    @Test
    void saysTheSameWithAFileThatIsNoArchive() throws IOException {
        Run first = run("report", recording.toString());
        run("--version");
        Path archive = cache.resolve("holdup").resolve(cached().get(0));
        Files.writeString(archive, "not an archive");
        assertThat(run("report", recording.toString())).isEqualTo(first);
        Files.write(archive, new byte[100_000]);
        assertThat(run("report", recording.toString())).isEqualTo(first);
    }

    @Test
    void doesWithoutWhereNothingCanBeKept() throws IOException {
        Files.writeString(cache, "a file where the folder should be");
        Run run = run("report", recording.toString());
        assertThat(run.status()).isZero();
        assertThat(run.err()).isEmpty();
        environment.put("XDG_CACHE_HOME", "/proc/nowhere");
        assertThat(run("report", recording.toString())).isEqualTo(run);
    }

    @Test
    void letsTheUsersOptionsWin() {
        environment.put("HOLDUP_JAVA_OPTS", "-XX:+UseG1GC -XX:TieredStopAtLevel=4");
        Run run = run("report", recording.toString());
        assertThat(run.status()).isZero();
        assertThat(run.err()).isEmpty();
        environment.put("HOLDUP_JAVA_OPTS", "-Xshare:off");
        assertThat(run("report", recording.toString())).isEqualTo(run);
        assertThat(cached()).as("with other options nothing is kept").hasSize(1);
    }

    @Test
    void survivesSeveralFirstStartsAtOnce() throws IOException, InterruptedException {
        List<Process> starts = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            starts.add(start(folder.resolve("all-" + i), "report", recording.toString()));
        }
        for (int i = 0; i < 4; i++) {
            Run run = end(starts.get(i), folder.resolve("all-" + i));
            assertThat(run.status()).isZero();
            assertThat(run.err()).isEmpty();
        }
        assertThat(run("report", recording.toString()).err()).isEmpty();
        assertThat(cached()).hasSize(1);
    }

    private List<String> cached() {
        try (Stream<Path> files = Files.list(cache.resolve("holdup"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Run run(String... arguments) {
        try {
            Path output = Files.createTempFile(folder, "run", "");
            return end(start(output, arguments), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private Process start(Path output, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("/bin/sh", script.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("HOLDUP_REBUILD", "never");
        builder.environment().remove("HOLDUP_JAVA_OPTS");
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().putAll(environment);
        return builder.directory(folder.toFile())
                .redirectOutput(Path.of(output + ".out").toFile())
                .redirectError(Path.of(output + ".err").toFile())
                .start();
    }

    private static Run end(Process process, Path output) throws IOException, InterruptedException {
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("no end within " + LIMIT_SECONDS + " s");
        }
        return new Run(
                process.exitValue(),
                Files.readString(Path.of(output + ".out")),
                Files.readString(Path.of(output + ".err")));
    }
}
