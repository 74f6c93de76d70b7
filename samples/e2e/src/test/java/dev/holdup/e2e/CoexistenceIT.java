package dev.holdup.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The agent beside what else a program may run with: collectors, other agents, the module path,
 * archives of classes. Each time the program does and says what it does without, and its known
 * blame is found.
 */
class CoexistenceIT {
    @TempDir Path folder;

    static List<Jdk> jdks() {
        return Jdk.underTest();
    }

    static List<Arguments> collectors() {
        List<Arguments> collectors = new ArrayList<>();
        for (Jdk jdk : jdks()) {
            for (String collector : List.of("Serial", "Parallel", "G1", "Z")) {
                collectors.add(Arguments.of(jdk, collector));
            }
        }
        return collectors;
    }

    @ParameterizedTest(name = "{1} on {0}")
    @MethodSource("collectors")
    void worksWithEachCollector(Jdk jdk, String collector)
            throws IOException, InterruptedException {
        Subject subject = Subject.compile(jdk, folder);
        expectBlame(jdk, subject, List.of("-XX:+Use" + collector + "GC"));
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void worksWithAProgramOnTheModulePath(Jdk jdk) throws IOException, InterruptedException {
        Subject subject = Subject.compile(jdk, folder);
        List<String> command =
                List.of("-p", subject.jar().toString(), "-m", Subject.MODULE + "/" + Subject.MAIN);
        expectBlame(jdk, run(jdk, command));
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void worksInFrontOfTheOpenTelemetryAgent(Jdk jdk) throws IOException, InterruptedException {
        Subject subject = Subject.compile(jdk, folder);
        List<String> options = new ArrayList<>();
        options.add(ours());
        options.addAll(openTelemetry());
        expectBlame(jdk, java(jdk, subject, options));
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void worksBehindTheOpenTelemetryAgent(Jdk jdk) throws IOException, InterruptedException {
        Subject subject = Subject.compile(jdk, folder);
        List<String> options = new ArrayList<>(openTelemetry());
        options.add(ours());
        expectBlame(jdk, java(jdk, subject, options));
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void worksBesideAsyncProfiler(Jdk jdk) throws IOException, InterruptedException {
        Path library = asyncProfiler();
        Path other = folder.resolve("async.jfr");
        Subject subject = Subject.compile(jdk, folder);
        String profiler = "-agentpath:" + library + "=start,quiet,event=wall,lock,file=" + other;
        expectBlame(jdk, subject, List.of(profiler));
        assertThat(other).isNotEmptyFile();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void usesAnArchiveOfClassesMadeWithoutIt(Jdk jdk) throws IOException, InterruptedException {
        Subject subject = Subject.compile(jdk, folder);
        Path archive = folder.resolve("subject.jsa");
        // a cache of JDK 24 and newer is refused with any agent unless this module is in it
        List<String> module = List.of("--add-modules", "java.instrument");
        boolean cache = jdk.feature() >= 25;
        List<String> write = new ArrayList<>();
        write.add(jdk.java());
        write.add((cache ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + archive);
        write.addAll(module);
        write.addAll(List.of("-cp", subject.jar().toString(), Subject.MAIN));
        Subject.succeed(folder, write);
        List<String> read = new ArrayList<>(module);
        read.add((cache ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + archive);
        read.add("-Xlog:class+load:file=" + folder.resolve("classes.log"));
        expectBlame(jdk, subject, read);
        assertThat(Files.readAllLines(folder.resolve("classes.log")))
                .anyMatch(line ->
                        line.contains(Subject.MAIN + " ") && line.contains("shared objects file"));
    }

    /** Runs it by {@code holdup run} with these options of the JVM. */
    private void expectBlame(Jdk jdk, Subject subject, List<String> options)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(options);
        command.addAll(List.of("-cp", subject.jar().toString(), Subject.MAIN));
        expectBlame(jdk, run(jdk, command));
    }

    private void expectBlame(Jdk jdk, Finished finished) throws IOException, InterruptedException {
        assertThat(finished.status()).as(finished.toString()).isZero();
        assertThat(finished.out()).isEqualToIgnoringNewLines("done");
        assertThat(finished.err()).contains("0 errors").doesNotContain("Exception");
        ReportDocument report = new HoldupJar(jdk, folder).report(recording());
        assertThat(report.violations()).isEmpty();
        List<JsonObject> culprits = new ArrayList<>();
        for (JsonObject row : report.blame()) {
            JsonObject root = row.getAsJsonObject("root");
            if (ReportDocument.suffered(row, "waiter") >= 800_000_000
                    && ReportDocument.strings(root.getAsJsonArray("threads")).contains("holder")) {
                culprits.add(root);
            }
        }
        assertThat(culprits).as(report.headline()).hasSize(1);
        assertThat(culprits.get(0).get("operation").getAsString()).isEqualTo("thread.sleep");
    }

    private Finished run(Jdk jdk, List<String> command) throws IOException, InterruptedException {
        List<String> whole = new ArrayList<>();
        whole.add(jdk.java());
        whole.addAll(command);
        return new HoldupJar(jdk, folder).run(HoldupJar.underHoldup(recording(), whole));
    }

    /** Runs it without {@code holdup run}, for the order of agents on the command line. */
    private Finished java(Jdk jdk, Subject subject, List<String> options)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(jdk.java());
        command.addAll(options);
        command.addAll(List.of("-cp", subject.jar().toString(), Subject.MAIN));
        return Finished.run(folder, command);
    }

    private Path recording() {
        return folder.resolve("subject.jfr");
    }

    private String ours() {
        return "-javaagent:" + file("holdup.agent.jar") + "=out=" + recording();
    }

    /** Its agent, sending nothing anywhere. */
    private static List<String> openTelemetry() {
        return List.of(
                "-javaagent:" + file("holdup.neighbour.opentelemetry"),
                "-Dotel.traces.exporter=none",
                "-Dotel.metrics.exporter=none",
                "-Dotel.logs.exporter=none");
    }

    /** Its library for this machine, taken out of its jar. */
    private Path asyncProfiler() throws IOException {
        boolean linux = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux");
        assumeTrue(linux, "async-profiler's library is taken for Linux only");
        String arch = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x64";
        Path library = folder.resolve("libasyncProfiler.so");
        try (ZipFile jar = new ZipFile(file("holdup.neighbour.async-profiler").toFile());
                InputStream in =
                        jar.getInputStream(
                                jar.getEntry("linux-" + arch + "/libasyncProfiler.so"))) {
            Files.copy(in, library);
        }
        return library;
    }

    private static Path file(String property) {
        Path file = Path.of(System.getProperty(property, property)).toAbsolutePath().normalize();
        assertThat(file).as("property %s", property).isRegularFile();
        return file;
    }
}
