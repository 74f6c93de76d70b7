package dev.holdup.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar as it is published, in JVMs of its own, which load the agent inside it. */
class HoldupTestIT {
    private static final long LIMIT_SECONDS = 120;
    private static final Pattern JUNIT =
            Pattern.compile("(junit-(jupiter|platform)|opentest4j|apiguardian)[^/]*[.]jar$");

    @TempDir private Path folder = Path.of("");

    @Test
    void failsWithTheSentenceOfWhoHeldTheLockAndKeepsTheRecording() throws Exception {
        Map<String, String> outcomes =
                run(classPath(), List.of(), List.of(LimitedCases.class.getName()));

        assertThat(outcomes.get("LimitedCases/waitsForALock()"))
                .contains(
                        "`waiter` was stalled ",
                        "`holder` held the lock on `ReentrantLock` while sleeping at dev.holdup",
                        "broken: max-stall 300ms, ",
                        "recording: "
                                + Path.of(
                                        "target",
                                        "holdup",
                                        "dev.holdup.junit.LimitedCases.waitsForALock.jfr"))
                .doesNotContain("bystander", "plain JFR");
        assertThat(folder.resolve("target/holdup/dev.holdup.junit.LimitedCases.waitsForALock.jfr"))
                .isNotEmptyFile();
        assertThat(outcomes.get("LimitedCases/Inside/waitsForALock()"))
                .contains("`holder` held the lock", "LimitedCases$Inside.waitsForALock.jfr");
        assertThat(outcomes.get("LimitedCases/watchesTheBystander()"))
                .contains("`bystander` was stalled ", "in thread.sleep");
        assertThat(outcomes.get("LimitedCases/deadlocks()"))
                .contains("to a deadlock of `kant` and `plato`", "broken: no-deadlock, 1 deadlock");
        assertThat(outcomes.get("LimitedCases/failsByItselfAndWaits()"))
                .startsWith("my own failure\nSUPPRESSED ")
                .contains("`holder` held the lock");
        assertThat(outcomes)
                .containsEntry("LimitedCases/isFast()", "passed")
                .containsEntry("LimitedCases/mayWaitForALock()", "passed")
                .containsEntry("LimitedCases/caresOnlyForASite()", "passed")
                .containsEntry("LimitedCases/sleeps(long)/#1", "passed");
        assertThat(outcomes.get("LimitedCases/sleeps(long)/#2"))
                .contains("LimitedCases.sleeps.2.jfr");
        assertThat(folder.resolve("target/holdup"))
                .isDirectoryNotContaining("glob:**isFast**")
                .isDirectoryNotContaining("glob:**mayWait**");
    }

    @Test
    void tellsTestsApartThatRunAtTheSameTime() throws Exception {
        Map<String, String> outcomes =
                run(
                        classPath(),
                        List.of(
                                "-Djunit.jupiter.execution.parallel.enabled=true",
                                "-Djunit.jupiter.execution.parallel.mode.default=concurrent",
                                "-Djunit.jupiter.execution.parallel.config.strategy=fixed",
                                "-Djunit.jupiter.execution.parallel.config.fixed.parallelism=2"),
                        List.of(LimitedCases.SideBySide.class.getName()));

        assertThat(outcomes).containsEntry("LimitedCases$SideBySide/doesNot()", "passed");
        assertThat(outcomes.get("LimitedCases$SideBySide/stalls()"))
                .contains("`holder` held the lock on `ReentrantLock` while sleeping at dev.holdup");
    }

    @Test
    void worksWithTheOldestJUnitItPromises() throws Exception {
        StringBuilder old = new StringBuilder();
        for (String entry : classPath().split(java.io.File.pathSeparator, -1)) {
            if (!JUNIT.matcher(entry).find()) {
                old.append(entry).append(java.io.File.pathSeparator);
            }
        }
        try (Stream<Path> jars = Files.list(Path.of(System.getProperty("holdup.junit5")))) {
            jars.forEach(jar -> old.append(jar).append(java.io.File.pathSeparator));
        }
        Map<String, String> outcomes =
                run(old.toString(), List.of(), List.of(LimitedCases.class.getName()));

        assertThat(outcomes).containsEntry("LimitedCases/isFast()", "passed");
        assertThat(outcomes.get("LimitedCases/waitsForALock()"))
                .contains("`holder` held the lock on `ReentrantLock` while sleeping at dev.holdup");
    }

    @Test
    void theExampleOfThePageFailsAsThePageSays() throws Exception {
        String page = Files.readString(Path.of(System.getProperty("holdup.junit.page")));
        Matcher example = Pattern.compile("(?s)```java\n(package com.acme;.*?)```").matcher(page);
        assertThat(example.find()).isTrue();
        Path source = folder.resolve("OrdersTest.java");
        Files.writeString(source, example.group(1));
        int status =
                ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "-proc:none",
                                "--release",
                                "17",
                                "-cp",
                                classPath(),
                                "-d",
                                folder.toString(),
                                source.toString());
        assertThat(status).isZero();

        Map<String, String> outcomes =
                run(
                        classPath() + java.io.File.pathSeparator + folder,
                        List.of(),
                        List.of("com.acme.OrdersTest"));

        assertThat(outcomes).hasSize(2).containsEntry("com.acme.OrdersTest/reads()", "passed");
        assertThat(outcomes.get("com.acme.OrdersTest/reserves()"))
                .containsPattern(
                        "`order-2` was stalled .* in monitor.enter at"
                                + " com.acme.Inventory.reserve:[0-9]+ because `order-1` held the"
                                + " lock on `Inventory` while sleeping at com.acme.Inventory");
    }

    private static String classPath() {
        return System.getProperty("java.class.path");
    }

    private Map<String, String> run(String classPath, List<String> options, List<String> classes)
            throws IOException, InterruptedException {
        Files.createDirectories(folder.resolve("target"));
        Path answers = folder.resolve("answers.txt");
        Path said = folder.resolve("said.txt");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, CaseRunner.class.getName(), answers.toString()));
        command.addAll(classes);
        Process process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("no end within " + LIMIT_SECONDS + " s");
        }
        assertThat(process.exitValue()).as(Files.readString(said)).isZero();
        Map<String, String> outcomes = new TreeMap<>();
        for (String answer :
                Files.readString(answers, StandardCharsets.UTF_8)
                        .split("\n" + CaseRunner.END + "\n", -1)) {
            int line = answer.indexOf('\n');
            if (line > 0) {
                outcomes.put(answer.substring(0, line), answer.substring(line + 1));
            }
        }
        return outcomes;
    }
}
