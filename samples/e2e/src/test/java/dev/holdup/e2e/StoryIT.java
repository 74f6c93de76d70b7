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
 * lies beside the story. {@code -Dholdup.e2e.repeat=10} repeats each; {@code
 * target/stories/table.txt} has one line for each run, and recordings of failed runs are kept
 * there.
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
        Finished run = holdup.run(command(story, jdk, recording).toArray(new String[0]));
        assertThat(run.status()).as(run.toString()).isZero();
        ReportDocument report = holdup.report(recording);
        Verdict verdict = Verdict.of(story, report);
        note(story, jdk, round, verdict, report.headline());
        if (!verdict.differences().isEmpty()) {
            Path kept = outputFolder().resolve(story + "-" + jdk.feature() + "-" + round + ".jfr");
            Files.copy(recording, kept, StandardCopyOption.REPLACE_EXISTING);
        }
        assertThat(verdict.differences()).isEmpty();
    }

    @Test
    void thereIsAnExpectationForEveryFault() throws IOException {
        Path sources =
                Path.of(System.getProperty("holdup.stories.sources"), "dev/holdup/samples/faults");
        List<String> missing = new ArrayList<>();
        try (Stream<Path> files = Files.list(sources)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String name = file.getFileName().toString();
                if (name.endsWith(".java")
                        && Files.readString(file).contains("public static void main(")
                        && !Files.exists(file.resolveSibling(name.replace(".java", ".expected")))) {
                    missing.add(name);
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    private List<String> command(Story story, Jdk jdk, Path recording) {
        List<String> command = new ArrayList<>();
        command.addAll(List.of("run", "-o", recording.toString(), "--", jdk.java()));
        command.addAll(story.words("jvm"));
        command.addAll(List.of("-cp", HoldupJar.samplesJar().toString(), story.mainClass()));
        for (String argument : story.words("args")) {
            command.add(argument.replace("{folder}", outputFolder().toString()));
        }
        return command;
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
