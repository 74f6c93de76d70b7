package dev.holdup.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In this JVM, which has no agent: what plain JFR can tell. */
class HoldupExtensionTest {
    @Test
    void judgesByPlainJfrAndSaysSoWhereTheAgentIsNot(@TempDir Path folder) throws Exception {
        Map<String, String> outcomes =
                CaseRunner.run(
                        LimitedCases.class,
                        Map.of("holdup.agent", "off", "holdup.folder", folder.toString()));

        assertThat(outcomes)
                .contains(
                        entry("LimitedCases/isFast()", "passed"),
                        entry("LimitedCases/mayWaitForALock()", "passed"),
                        entry("LimitedCases/caresOnlyForASite()", "passed"),
                        entry("LimitedCases/sleeps(long)/#1", "passed"));
        assertThat(outcomes.get("LimitedCases/waitsForALock()"))
                .contains(
                        "`waiter` was stalled ",
                        "in lock.acquire at dev.holdup.junit.Stalls.lambda$sleepUnderLock$",
                        "the recording does not show why",
                        "broken: max-stall 300ms, ",
                        "recording: " + folder,
                        "recorded by plain JFR, which does not see",
                        "holdup.agent=off");
        assertThat(outcomes.get("LimitedCases/sleeps(long)/#2"))
                .contains("700 ms", "LimitedCases.sleeps.2.jfr");
        assertThat(outcomes.get("LimitedCases/hasNoLimit()"))
                .startsWith("@HoldupTest: expected at least one limit");
        assertThat(files(folder))
                .contains(
                        "dev.holdup.junit.LimitedCases.waitsForALock.jfr",
                        "dev.holdup.junit.LimitedCases.sleeps.2.jfr")
                .noneMatch(name -> name.contains("isFast") || name.contains("sleeps.1"));
    }

    private static List<String> files(Path folder) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName())).toList();
        }
    }
}
