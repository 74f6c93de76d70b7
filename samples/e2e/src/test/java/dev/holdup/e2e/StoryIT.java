package dev.holdup.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every story under the shipped jars: run it, report on it, hold the report against the file that
 * lies beside the story. {@code -Dholdup.e2e.repeat=10} repeats each, {@code
 * -Dholdup.e2e.stories=regex} chooses some; {@code target/stories/table.txt} has one line for each
 * run. Of a run that fails the recording is kept there, and beside it in a text what the processes
 * said and the whole report.
 */
class StoryIT {
    @TempDir Path folder;

    static List<Arguments> runs() {
        List<Arguments> runs = new ArrayList<>();
        for (int round = 1; round <= Integer.getInteger("holdup.e2e.repeat", 1); round++) {
            for (Jdk jdk : Jdk.underTest()) {
                for (Story story : Story.all()) {
                    if (jdk.feature() >= story.oldestJdk()) {
                        runs.add(Arguments.of(story, jdk, round));
                    }
                }
            }
        }
        return runs;
    }

    @ParameterizedTest(name = "{0} on {1}, run {2}")
    @MethodSource("runs")
    void verdictIsTheExpectedOne(Story story, Jdk jdk, int round)
            throws IOException, InterruptedException {
        HoldupJar holdup = new HoldupJar(jdk, folder);
        Path recording = folder.resolve(story.name() + ".jfr");
        String[] command = command(story, jdk, recording).toArray(new String[0]);
        Finished run = holdup.run(command);
        if (run.status() != 0) {
            keep(story, jdk, round, recording, String.join(" ", command) + "\n" + run);
        }
        assertThat(run.status()).as(run.toString()).isZero();
        ReportDocument report = holdup.report(recording);
        Verdict verdict = Verdict.of(story, report);
        note(story, jdk, round, verdict, report.headline());
        if (!verdict.differences().isEmpty()) {
            Finished text = holdup.run("report", recording.toString());
            keep(
                    story,
                    jdk,
                    round,
                    recording,
                    String.join("\n", verdict.differences())
                            + "\n\n"
                            + String.join(" ", command)
                            + "\n"
                            + run
                            + "\n\n"
                            + text.out()
                            + "\n"
                            + report.root().getAsJsonObject("recording"));
        }
        assertThat(verdict.differences()).isEmpty();
    }

    @Test
    void thereIsAnExpectationForEveryFault() throws IOException {
        List<String> missing = new ArrayList<>();
        for (Path module : Story.modules()) {
            try (Stream<Path> files = Files.walk(Story.sources(module))) {
                for (Path file : (Iterable<Path>) files::iterator) {
                    if (isStory(file) && !Files.exists(expectation(file))) {
                        missing.add(file.toString());
                    }
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    private static Path expectation(Path file) {
        String path = file.toString();
        return Path.of(path.substring(0, path.length() - ".java".length()) + ".expected");
    }

    /** Stories are the runnable classes of packages that have an expectation at all. */
    private static boolean isStory(Path file) throws IOException {
        if (!file.toString().endsWith(".java")
                || !Files.readString(file).contains("public static void main(")) {
            return false;
        }
        try (Stream<Path> beside = Files.list(file.resolveSibling("."))) {
            return beside.anyMatch(each -> each.toString().endsWith(".expected"));
        }
    }

    private static List<String> command(Story story, Jdk jdk, Path recording) throws IOException {
        List<String> command = new ArrayList<>();
        command.addAll(List.of("run", "-o", recording.toString(), "--", jdk.java()));
        for (String option : story.words("jvm")) {
            command.add(inFolders(option, recording));
        }
        command.addAll(List.of("-cp", story.classPath(), story.mainClass()));
        for (String argument : story.words("args")) {
            command.add(inFolders(argument, recording));
        }
        return command;
    }

    private static String inFolders(String word, Path recording) {
        return word.replace("{folder}", outputFolder().toString())
                .replace("{run}", recording.resolveSibling("").toString());
    }

    private static void keep(Story story, Jdk jdk, int round, Path recording, String text)
            throws IOException {
        String name = story + "-" + jdk.feature() + "-" + round;
        if (Files.exists(recording)) {
            Files.copy(
                    recording,
                    outputFolder().resolve(name + ".jfr"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        Files.writeString(outputFolder().resolve(name + ".txt"), text);
    }

    private static synchronized void note(
            Story story, Jdk jdk, int round, Verdict verdict, String headline) throws IOException {
        String word = verdict.pending().isEmpty() ? "holds" : "pending";
        String line =
                String.format(
                        Locale.ROOT,
                        "%-18s %-7s run %-3d %-7s %s%n",
                        story,
                        jdk,
                        round,
                        verdict.differences().isEmpty() ? word : "BROKEN",
                        headline);
        Files.writeString(
                outputFolder().resolve("table.txt"),
                line,
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    private static Path outputFolder() {
        try {
            return Files.createDirectories(
                    Path.of(System.getProperty("holdup.e2e.output", "target/stories")));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
