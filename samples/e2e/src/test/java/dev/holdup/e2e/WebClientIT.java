package dev.holdup.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The web client: the same latencies of twelve calls, and whom they stop in each way to fetch. */
class WebClientIT {
    private static final int PARTS = 12;
    private static final String LISTENING = "listening on ";

    @TempDir Path folder;

    static List<Jdk> jdks() {
        return Jdk.underTest();
    }

    static List<Arguments> waysWithThreads() {
        List<Arguments> ways = new ArrayList<>();
        for (Jdk jdk : Jdk.underTest()) {
            ways.add(Arguments.of("threads", jdk));
            if (jdk.feature() >= 21) {
                ways.add(Arguments.of("virtual", jdk));
            }
        }
        return ways;
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void oneThreadSuffersTheSumOfAllLatencies(Jdk jdk) throws IOException, InterruptedException {
        ReportDocument report = reportOf(jdk, "sequential");
        JsonObject first = report.blame().get(0);
        assertReads(first);
        assertThat(ReportDocument.suffered(first, "main")).isGreaterThan(sumNanos() * 95 / 100);
        assertThat(ReportDocument.number(first, "incidents"))
                .as("calls whose latency is seen")
                .isGreaterThanOrEqualTo(PARTS);
        assertThat(ReportDocument.number(first, "longestNanos"))
                .isGreaterThan(longestNanos() * 95 / 100);
        assertThat(ReportDocument.number(first, "wallNanos")).isGreaterThan(sumNanos() * 95 / 100);
    }

    @ParameterizedTest
    @MethodSource("waysWithThreads")
    void eachThreadSuffersItsLatencyAndThePageOnlyTheLongest(String way, Jdk jdk)
            throws IOException, InterruptedException {
        ReportDocument report = reportOf(jdk, way);
        JsonObject first = report.blame().get(0);
        assertReads(first);
        for (int part = 0; part < PARTS; part++) {
            assertThat(ReportDocument.suffered(first, "part-" + (part + 1)))
                    .as("part-" + (part + 1) + " in the first row of " + rows(report))
                    .isGreaterThan(delayNanos(part) * 85 / 100);
        }
        long pageNanos = ReportDocument.suffered(first, "main");
        assertThat(pageNanos).isBetween(longestNanos() / 2, sumNanos() / 2);
        assertThat(ReportDocument.number(first, "wallNanos"))
                .as("side by side, not one after the other")
                .isLessThan(sumNanos() / 2);
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void noThreadOfTheProgramReadsWhenThePageIsFetchedAsynchronously(Jdk jdk)
            throws IOException, InterruptedException {
        ReportDocument report = reportOf(jdk, "async");
        for (JsonObject row : report.blame()) {
            // A read of what is there already may be long when the machine is busy.
            if (row.getAsJsonObject("root").get("operation").toString().contains("socket.read")) {
                assertThat(ReportDocument.number(row, "totalNanos"))
                        .as(row.get("summary").getAsString())
                        .isLessThan(longestNanos() / 2);
            }
        }
        // Nobody works while the answers are on their way: such a wait is idle if the chain is
        // known.
        JsonObject states = report.thread("main").getAsJsonObject("states");
        long waitedNanos = 0;
        for (String state : List.of("BLOCKED_FUTURE", "IDLE")) {
            waitedNanos += states.has(state) ? ReportDocument.number(states, state) : 0;
        }
        assertThat(waitedNanos).isBetween(longestNanos() / 2, sumNanos() / 2);
    }

    /** For the message: what the rows are about, and who is in them. */
    private static List<String> rows(ReportDocument report) {
        List<String> rows = new ArrayList<>();
        for (JsonObject row : report.blame()) {
            StringBuilder text = new StringBuilder(row.get("root").toString());
            row.getAsJsonArray("victims")
                    .forEach(victim ->
                            text.append(' ').append(victim.getAsJsonObject().get("thread")));
            rows.add(text.toString());
        }
        return rows.subList(0, Math.min(rows.size(), 5));
    }

    private static void assertReads(JsonObject row) {
        JsonObject root = row.getAsJsonObject("root");
        assertThat(root.get("kind").getAsString()).isEqualTo("CALL");
        assertThat(root.get("operation").getAsString()).isEqualTo("socket.read");
        assertThat(root.get("site").toString()).contains("webclient.WebClient.fetch:");
    }

    private ReportDocument reportOf(Jdk jdk, String way) throws IOException, InterruptedException {
        Process server =
                new ProcessBuilder(HoldupJar.sample(jdk, "webclient.DistantServer", List.of()))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (BufferedReader out = server.inputReader()) {
            String line = out.readLine();
            assertThat(line).startsWith(LISTENING);
            HoldupJar holdup = new HoldupJar(jdk, folder);
            Path recording = folder.resolve("client.jfr");
            Finished run =
                    holdup.run(
                            HoldupJar.underHoldup(
                                    recording,
                                    HoldupJar.sample(
                                            jdk,
                                            "webclient.WebClient",
                                            List.of(way, line.substring(LISTENING.length())))));
            assertThat(run.status()).as(run.toString()).isZero();
            assertThat(run.out()).contains(way + ": 12 parts, 49152 bytes, ");
            ReportDocument report = holdup.report(recording);
            assertThat(report.violations()).isEmpty();
            return report;
        } finally {
            server.destroyForcibly();
        }
    }

    /** The server's delay of a part, as its Javadoc promises. */
    private static long delayNanos(int part) {
        return (100 + part * 137L % 401) * 1_000_000;
    }

    private static long sumNanos() {
        long sumNanos = 0;
        for (int part = 0; part < PARTS; part++) {
            sumNanos += delayNanos(part);
        }
        return sumNanos;
    }

    private static long longestNanos() {
        long longestNanos = 0;
        for (int part = 0; part < PARTS; part++) {
            longestNanos = Math.max(longestNanos, delayNanos(part));
        }
        return longestNanos;
    }
}
