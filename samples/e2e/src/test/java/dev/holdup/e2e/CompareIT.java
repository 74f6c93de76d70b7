package dev.holdup.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code holdup demo --compare}: the table makes the chapter's point. */
class CompareIT {
    private static final List<String> DESIGNS =
            List.of(
                    "workers",
                    "workers-fixed",
                    "single",
                    "event-loop",
                    "event-loop-blocking",
                    "virtual");
    private static final Pattern ROW =
            Pattern.compile(
                    "(\\S+) +([0-9]+) +([0-9.]+ \\S+) +([0-9.]+ \\S+) +([0-9]+)(\\+virt)? +"
                            + "([0-9.]+ \\S+) +(.+)");

    /** One row of the table. */
    private record Row(int perSecond, long p99Nanos, int threads, String culprit) {}

    @TempDir Path folder;

    static List<Jdk> jdks() {
        return Jdk.underTest();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void oneSlowReadStopsSingleThreadAndBlockedLoopButNotWorkersAndVirtualThreads(Jdk jdk)
            throws IOException, InterruptedException {
        HoldupJar holdup = new HoldupJar(jdk, folder);
        Finished demo = holdup.run("demo", "--compare", "--no-serve", "--seconds", "4");
        assertThat(demo.status()).as(demo.toString()).isZero();
        Map<String, Row> rows = rows(demo.out());

        List<String> hide = new ArrayList<>(List.of("workers-fixed", "event-loop"));
        if (jdk.feature() < 21) {
            assertThat(demo.out()).contains("virtual              not run: needs JDK 21 or newer");
            assertThat(rows.keySet()).containsExactlyElementsOf(DESIGNS.subList(0, 5));
        } else {
            assertThat(rows.keySet()).containsExactlyElementsOf(DESIGNS);
            hide.add("virtual");
        }
        for (Map.Entry<String, Row> row : rows.entrySet()) {
            assertThat(row.getValue().culprit())
                    .as(row.getKey())
                    .startsWith("file.read in Archive.read: ");
        }
        // A block of the slow file takes 150 ms and a file has four: those behind it wait as long.
        for (String stops : List.of("single", "event-loop-blocking", "workers")) {
            Row slow = row(rows, stops);
            assertThat(slow.p99Nanos()).as(stops).isGreaterThan(450_000_000L);
            for (String hides : hide) {
                Row fast = row(rows, hides);
                String both = hides + " against " + stops;
                assertThat(fast.p99Nanos()).as(both).isLessThan(slow.p99Nanos() / 2);
                assertThat(fast.perSecond()).as(both).isGreaterThan(slow.perSecond());
            }
        }
        assertThat(row(rows, "single").threads()).isLessThan(row(rows, "workers").threads());
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.filter(file -> file.toString().endsWith(".jfr")))
                    .as("a recording for each design")
                    .hasSize(rows.size());
        }
    }

    private static Row row(Map<String, Row> rows, String design) {
        Row row = rows.get(design);
        if (row == null) {
            throw new AssertionError("expected a row " + design + ", found " + rows.keySet());
        }
        return row;
    }

    private static Map<String, Row> rows(String table) {
        Map<String, Row> rows = new LinkedHashMap<>();
        for (String line : table.lines().toList()) {
            Matcher matcher = ROW.matcher(line);
            if (matcher.matches()) {
                rows.put(
                        matcher.group(1),
                        new Row(
                                Integer.parseInt(matcher.group(2)),
                                nanos(matcher.group(4)),
                                Integer.parseInt(matcher.group(5)),
                                matcher.group(8)));
            }
        }
        return rows;
    }

    private static long nanos(String duration) {
        String[] words = duration.split(" ", 2);
        long unitNanos =
                switch (words[1]) {
                    case "ns" -> 1L;
                    case "us" -> 1_000L;
                    case "ms" -> 1_000_000L;
                    case "s" -> 1_000_000_000L;
                    default -> throw new AssertionError("expected a duration, found " + duration);
                };
        return Math.round(Double.parseDouble(words[0]) * unitNanos);
    }
}
