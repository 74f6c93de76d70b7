package dev.holdup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.holdup.cli.HoldupJar.Outcome;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line as users meet it: the shipped jar, its streams, its exit status. */
class CommandLineIT {
    private static final String PROGRAM = "dev.holdup.cli.SleepUnderLock";

    @TempDir private Path folder;
    private HoldupJar holdup = new HoldupJar(Path.of("."));

    @BeforeEach
    void runInOwnFolder() {
        holdup = new HoldupJar(folder);
    }

    @Test
    void explainsItselfOnStderrWithoutArguments() {
        Outcome outcome = holdup.run();

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains("Usage: holdup").contains("report").contains("run");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo", "list", "run", "record", "attach", "detach", "open", "report", "check",
                "diff", "export"
            })
    void everyCommandHasHelpWithAnExample(String command) {
        Outcome outcome = holdup.run(command, "--help");

        assertThat(outcome.status()).isZero();
        assertThat(outcome.out()).contains("Examples:").contains("  holdup " + command);
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    void writesACompletionScript() {
        Outcome outcome = holdup.run("generate-completion");

        assertThat(outcome.status()).isZero();
        assertThat(outcome.out()).contains("complete -F").contains("report").contains("--explain");
    }

    @Test
    void refusesAnUnknownCommandAndPointsToHelp() {
        Outcome outcome = holdup.run("repport", "x.jfr");

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err())
                .contains("repport")
                .contains("what to do: ")
                .contains("docs/troubleshooting.md#wrong-usage");
    }

    @Test
    void tellsWhatWhereExpectedAndFoundOfAFileThatIsNotThere() {
        Outcome outcome = holdup.run("report", "nothing.jfr");

        assertThat(outcome.status()).isEqualTo(3);
        assertThat(outcome.err())
                .contains("recording nothing.jfr: expected a file, found none")
                .contains("docs/troubleshooting.md#no-such-file");
    }

    @Test
    void tellsWhatWhereExpectedAndFoundOfAFileThatIsNoRecording() throws IOException {
        Files.writeString(folder.resolve("text.jfr"), "This is not a recording.");
        Outcome outcome = holdup.run("report", "text.jfr");

        assertThat(outcome.status()).isEqualTo(3);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err())
                .contains("text.jfr")
                .contains("expected")
                .contains("found")
                .contains("docs/troubleshooting.md#unreadable-recording");
    }

    @Test
    void refusesAnEmptyFolder() {
        Outcome outcome = holdup.run("report", ".");

        assertThat(outcome.status()).isEqualTo(3);
        assertThat(outcome.err()).contains("expected files that end with .jfr, found none");
    }

    @Test
    void saysThatThereIsNoSuchProgram() {
        Outcome outcome = holdup.run("run", "--", "no-such-program-anywhere");

        assertThat(outcome.status()).isEqualTo(127);
        assertThat(outcome.err())
                .contains("no-such-program-anywhere")
                .contains("docs/troubleshooting.md#command-not-found");
    }

    @Test
    void saysThatTheProgramIsMissing() {
        Outcome outcome = holdup.run("run");

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).contains("COMMAND").contains("holdup run --help");
    }

    @Test
    void runPassesOnArgumentsStdinStdoutAndStatusAndTellsTheHeadline() throws IOException {
        Outcome outcome =
                holdup.runWithInput(
                        "from stdin",
                        "run",
                        "--",
                        HoldupJar.java(),
                        "-cp",
                        HoldupJar.testClasses() + pathSeparated("classes"),
                        PROGRAM,
                        "7",
                        "--top",
                        "-o");

        assertThat(outcome.status()).as(outcome.err()).isEqualTo(7);
        assertThat(outcome.out()).isEqualTo("7,--top,-o\nfrom stdin\n");
        assertThat(outcome.err())
                .containsPattern("waited \\d+ ms because `holder` held the lock on `Object`")
                .contains("suffered")
                .contains("recording: ");
        assertThat(recordings()).hasSize(1);
        assertThat(String.valueOf(recordings().get(0).getFileName()))
                .matches("SleepUnderLock-\\d+-\\d{8}-\\d{6}\\.jfr");
    }

    @Test
    void reportsTheSameRecordingInEveryFormat() throws IOException {
        record("known.jfr");

        Outcome text = holdup.run("report", "known.jfr", "--threads", "victim|holder");
        assertThat(text.status()).as(text.err()).isZero();
        assertThat(text.out())
                .containsPattern(
                        "`victim` waited \\d+ ms because `holder` held the lock on `Object`\\s+"
                                + "while\\s+sleeping\\.");
        assertThat(text.out().lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThan(101));

        Outcome json = holdup.run("report", "known.jfr", "--format", "json");
        JsonObject report = JsonParser.parseString(json.out()).getAsJsonObject();
        assertThat(report.get("schema").getAsString()).isEqualTo("holdup.report/1");
        long blamed = 0;
        for (int i = 0; i < report.getAsJsonArray("blame").size(); i++) {
            JsonObject row = report.getAsJsonArray("blame").get(i).getAsJsonObject();
            blamed += row.get("totalNanos").getAsLong();
        }
        assertThat(report.getAsJsonObject("totals").get("sufferedNanos").getAsLong())
                .isEqualTo(blamed)
                .isPositive();

        assertThat(holdup.run("report", "known.jfr", "-f", "md").out()).contains("| # | total |");
        Outcome html = holdup.run("report", "known.jfr", "-f", "html", "-o", "page.html");
        assertThat(html.out()).isEmpty();
        assertThat(Files.readString(folder.resolve("page.html"))).startsWith("<!DOCTYPE html>");
    }

    @Test
    void refusesAWindowOutsideOfTheRecording() throws IOException {
        record("known.jfr");

        assertThat(holdup.run("report", "known.jfr", "--from", "2h").status()).isEqualTo(2);
        assertThat(holdup.run("report", "known.jfr", "--from", "5").err())
                .contains("expected a duration with a unit");
        assertThat(holdup.run("report", "known.jfr", "--threads", "(").status()).isEqualTo(2);
        assertThat(holdup.run("report", "known.jfr", "--explain", "nobody@1ms").err())
                .contains("expected the name of one of the");
    }

    @Test
    void checkFailsTheBuildWithTheSentenceAndWritesJUnitXml() throws IOException {
        record("known.jfr");

        Outcome broken =
                holdup.run(
                        "check",
                        "known.jfr",
                        "--rule",
                        "max-stall 100ms threads victim",
                        "--no-deadlock",
                        "--junit",
                        "check.xml");
        assertThat(broken.status()).as(broken.err()).isEqualTo(1);
        assertThat(broken.out())
                .contains("BROKEN  max-stall 100ms threads victim: 1 stall is longer than 100 ms")
                .contains("`holder` held the lock on `Object` while sleeping")
                .contains("kept  no-deadlock")
                .endsWith("1 of 2 not kept\n");
        assertThat(Files.readString(folder.resolve("check.xml"))).contains("failures=\"1\"");

        Outcome kept = holdup.run("check", "known.jfr", "--max-stall", "100s");
        assertThat(kept.status()).isZero();
        assertThat(kept.out()).endsWith("all 1 kept\n");
        assertThat(holdup.run("check", "known.jfr").status()).isEqualTo(2);
        assertThat(holdup.run("check", "known.jfr", "--max-stall", "5").err())
                .contains("expected a duration like 200ms");
    }

    @Test
    void aCommandThatStartsTwoJvmsLeavesTwoRecordingsAndOneJvmOne() throws IOException {
        String java =
                HoldupJar.java()
                        + " -cp "
                        + HoldupJar.testClasses()
                        + pathSeparated("classes")
                        + " "
                        + PROGRAM;
        Outcome two =
                holdup.run(
                        "run",
                        "-o",
                        "two.jfr",
                        "--no-report",
                        "--",
                        "sh",
                        "-c",
                        java + "; " + java);
        assertThat(two.status()).as(two.err()).isZero();
        assertThat(recordings())
                .hasSize(2)
                .allSatisfy(file ->
                        assertThat(String.valueOf(file.getFileName())).matches("two-[0-9]+\\.jfr"));

        Outcome one = holdup.run("run", "-o", "one.jfr", "--no-report", "--", "sh", "-c", java);
        assertThat(one.err()).contains("recording: " + folder.resolve("one.jfr"));
        assertThat(folder.resolve("one.jfr")).isNotEmptyFile();
        assertThat(recordings()).hasSize(3);
    }

    @Test
    void everyFormatTakesAWindow() throws IOException {
        record("known.jfr");
        for (String format : List.of("text", "json", "html", "md")) {
            String whole = holdup.run("report", "known.jfr", "-f", format).out();
            Outcome part =
                    holdup.run("report", "known.jfr", "-f", format, "--from", "0s", "--to", "1ms");
            assertThat(part.status()).as(part.err()).isZero();
            assertThat(whole).contains("while sleeping");
            assertThat(part.out()).isNotEmpty().doesNotContain("while sleeping");
        }
        Outcome csv =
                holdup.run("export", "known.jfr", "--to", "csv", "--from", "0s", "--until", "1ms");
        assertThat(csv.out()).startsWith("blame,kind,").doesNotContain("thread.sleep");
    }

    @Test
    void oneSwitchSaysHowAmbiguousIdleCounts() {
        record("known.jfr");
        for (String command : List.of("report", "check", "diff", "export")) {
            assertThat(holdup.run(command, "--help").out()).contains("--idle=MODE", "--idle-rules");
        }
        assertThat(holdup.run("check", "known.jfr", "--idle=strict", "--max-stall", "1h").status())
                .isZero();
        assertThat(holdup.run("check", "known.jfr", "--idle=maybe", "--max-stall", "1h").err())
                .contains("lenient")
                .contains("maybe");
    }

    @Test
    void exportsParquetToAFileOnly() throws IOException {
        record("known.jfr");
        Outcome refused = holdup.run("export", "known.jfr", "--to", "parquet");
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err()).contains("expected a file to write").contains("--output");
        Outcome outcome =
                holdup.run("export", "known.jfr", "--to", "parquet", "-o", "stalls.parquet");
        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(Files.readAllBytes(folder.resolve("stalls.parquet")))
                .startsWith('P', 'A', 'R', '1')
                .endsWith('P', 'A', 'R', '1');
    }

    @ParameterizedTest
    @ValueSource(strings = {"perfetto", "firefox", "speedscope", "collapsed", "csv"})
    void exportsARealRecordingToEveryFormat(String format) {
        record("known.jfr");
        Outcome outcome = holdup.run("export", "known.jfr", "--to", format);

        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.out()).contains("victim").contains("holder");
        if (!format.equals("collapsed") && !format.equals("csv")) {
            assertThat(JsonParser.parseString(outcome.out()).isJsonObject()).isTrue();
        }
        assertThat(holdup.run("export", "known.jfr", "--to", "paper").err())
                .contains("perfetto")
                .contains("paper");
    }

    @Test
    void diffComparesARecordingWithItselfAndFindsNoChange() {
        record("known.jfr");
        Outcome outcome = holdup.run("diff", "known.jfr", "known.jfr");

        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.out()).startsWith("Stalls stayed from ").contains("thread.sleep at ");
        assertThat(holdup.run("diff", "known.jfr", "known.jfr", "--requests", "1").status())
                .isEqualTo(2);
    }

    @Test
    void saysWhichJvmsThereAreWhenNoneIsMeant() {
        Outcome outcome = holdup.run("record", "NoSuchProgramAnywhere", "-d", "1s");

        assertThat(outcome.status()).isEqualTo(4);
        assertThat(outcome.err())
                .contains(
                        "target 'NoSuchProgramAnywhere': expected one JVM of this user, found none")
                .contains("docs/troubleshooting.md#not-attachable");
    }

    @Test
    void recordsARunningProgramAndLeavesItRunning() throws Exception {
        Process target = startProgram();
        try {
            String pid = Long.toString(target.pid());
            Outcome outcome = holdup.run("record", pid, "-d", "500ms", "-o", "late.jfr");
            assertThat(outcome.status()).as(outcome.err()).isZero();
            assertThat(folder.resolve("late.jfr")).isNotEmptyFile();
            assertThat(holdup.run("report", "late.jfr").status()).isZero();
            assertThat(target.isAlive()).isTrue();

            Outcome list = holdup.run("list");
            assertThat(list.out().lines().filter(line -> line.strip().startsWith(pid + " ")))
                    .singleElement()
                    .asString()
                    .containsPattern("yes +no +dev.holdup.cli.SleepUnderLock");
            assertThat(holdup.run("detach", pid).err())
                    .contains("nothing of ours is in JVM " + pid);
        } finally {
            target.getOutputStream().close();
            assertThat(target.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(target.exitValue()).isZero();
    }

    @Test
    void openServesTheTimelineAtTheAddressItPrints() throws Exception {
        record("known.jfr");
        Path out = folder.resolve("open.out");
        Path err = folder.resolve("open.err");
        Process open = holdup.start(out, err, "open", "known.jfr", "--no-browser");
        try {
            String url = firstLine(open, out, err);
            assertThat(url).matches("http://127\\.0\\.0\\.1:\\d+/\\?token=[0-9a-f]+");
            HttpResponse<String> page =
                    HttpClient.newHttpClient()
                            .send(
                                    HttpRequest.newBuilder(URI.create(url)).build(),
                                    HttpResponse.BodyHandlers.ofString());
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).containsIgnoringCase("<!doctype html>");
        } finally {
            open.destroy();
        }
        assertThat(open.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void attachServesALiveTimelineThatGrowsAndLeavesTheProgramAsItWas() throws Exception {
        Process target = startProgram();
        try {
            String pid = Long.toString(target.pid());
            Path out = folder.resolve("attach.out");
            Path err = folder.resolve("attach.err");
            Process attach =
                    holdup.start(
                            out,
                            err,
                            "attach",
                            pid,
                            "--no-browser",
                            "--refresh",
                            "300ms",
                            "-o",
                            "live.jfr");
            try {
                String url = firstLine(attach, out, err);
                assertThat(updates(url, attach)).isPositive();
            } finally {
                attach.destroy();
            }
            assertThat(attach.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(folder.resolve("live.jfr")).isNotEmptyFile();
            assertThat(Files.readString(err)).contains("see it: holdup open");
            assertThat(target.isAlive()).isTrue();
            assertThat(holdup.run("detach", pid).err())
                    .contains("nothing of ours is in JVM " + pid);
        } finally {
            target.getOutputStream().close();
            assertThat(target.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** How often the only recording was brought up to date, as soon as it was. */
    private static int updates(String url, Process server) throws Exception {
        URI recordings = URI.create(url.replace("/?", "/api/recordings?"));
        while (server.isAlive()) {
            String answer =
                    HttpClient.newHttpClient()
                            .send(
                                    HttpRequest.newBuilder(recordings).build(),
                                    HttpResponse.BodyHandlers.ofString())
                            .body();
            JsonObject recording =
                    JsonParser.parseString(answer)
                            .getAsJsonObject()
                            .getAsJsonArray("recordings")
                            .get(0)
                            .getAsJsonObject();
            assertThat(recording.get("title").getAsString()).endsWith(", live");
            if (recording.get("updates").getAsInt() > 0
                    || server.waitFor(100, TimeUnit.MILLISECONDS)) {
                return recording.get("updates").getAsInt();
            }
        }
        return 0;
    }

    private static Process startProgram() throws IOException {
        return new ProcessBuilder(
                        HoldupJar.java(),
                        "-cp",
                        HoldupJar.testClasses() + pathSeparated("classes"),
                        PROGRAM)
                .redirectErrorStream(true)
                .start();
    }

    /** Waits for a whole line in a file a process writes; ends with the process. */
    private static String firstLine(Process process, Path out, Path err) throws Exception {
        while (true) {
            String text = Files.readString(out);
            if (text.indexOf('\n') > 0) {
                return text.substring(0, text.indexOf('\n'));
            }
            boolean ended = process.waitFor(100, TimeUnit.MILLISECONDS);
            assertThat(ended).as(Files.readString(err)).isFalse();
        }
    }

    private void record(String file) {
        Outcome outcome =
                holdup.run(
                        "run",
                        "-o",
                        file,
                        "--no-report",
                        "--",
                        HoldupJar.java(),
                        "-cp",
                        HoldupJar.testClasses() + pathSeparated("classes"),
                        PROGRAM);
        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(folder.resolve(file)).isNotEmptyFile();
    }

    private static String pathSeparated(String folder) {
        return java.io.File.pathSeparator + Path.of("target", folder).toAbsolutePath();
    }

    private List<Path> recordings() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jfr")).toList();
        }
    }
}
