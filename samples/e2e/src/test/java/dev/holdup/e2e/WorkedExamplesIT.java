package dev.holdup.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The worked examples of docs/blame.md, live, under the shipped jars. The programs keep to a
 * timeline and measure what became of it; every share must be within 5 ms or 5 % of what they
 * measured, whichever is more, and nothing else may be left. An example that does not come out is
 * played again, twice at most: between a thread's act and its look at the clock a busy machine may
 * take the CPU away.
 *
 * <p>What cannot be live: the hand-off of exactly 4 in S05, because a program cannot hold back a
 * thread that is ready (whatever time the kernel takes is measured and must come out); the loopback
 * socket in S42, because who wrote what a socket read is known from kernel data only (a task stands
 * for the request).
 */
@Isolated("its programs measure time")
class WorkedExamplesIT {
    private static final int ATTEMPTS = 3;

    /** Shares of the tables in milliseconds; victims and culprits without the example. */
    private static final String PLATFORM =
            """
            S01 A CALL socket.read A 500
            S02 User EXEC - Parser 200
            S02 User CALL socket.read Parser 800
            S02 Parser CALL socket.read Parser 800
            S04 T2 EXEC - T1 200
            S04 T3 EXEC - T1 200
            S04 T3 EXEC - T2 200
            S04 T4 EXEC - T1 200
            S04 T4 EXEC - T2 200
            S04 T4 EXEC - T3 200
            S05 T2 EXEC - T1 100
            S05 T3 EXEC - T1 100
            S05 T3 EXEC - T2 100
            S05 T4 EXEC - T1 100
            S05 T4 EXEC - T2 100
            S05 T4 EXEC - T3 100
            S06 H CALL thread.sleep H 800
            S06 W1 CALL thread.sleep H 800
            S06 W1 EXEC - H 200
            S06 W2 CALL thread.sleep H 700
            S06 W2 EXEC - H 100
            S06 W2 EXEC - W1 100
            S06 W3 EXEC - H 100
            S06 W3 EXEC - W1 100
            S06 W3 EXEC - W2 100
            S08 W EXEC - R2 500
            S08 R3 EXEC - R2 400
            S08 R3 EXEC - W 100
            S11 Client CALL socket.read W1 900
            S11 Client EXEC - W1 150
            S16 Main CALL socket.read P3 700
            S16 Main EXEC - P3 300
            S18 Consumer IDLE - - 500
            S21 Worker CALL queue.take Worker 500
            S21 Worker IDLE - - 1000
            S30 T EXEC - N 800
            S34 worker1 IDLE - - 1000
            S34 loop IDLE - - 1000
            S34 acceptor IDLE - - 1000
            S36 user EXEC - bg1 120
            S36 user EXEC - bg2 120
            S36 user EXEC - bg3 120
            S36 user EXEC - bg4 120
            S36 user EXEC - bg5 120
            S36 user EXEC - bg6 120
            S36 user EXEC - bg7 120
            S36 user EXEC - bg8 120
            S36 user EXEC - bg9 120
            S36 user EXEC - bg10 120
            S42 Client EXEC - Server1 240
            S42 Client CALL socket.read Background 300
            S42 Client EXEC - Background 50
            S09 T1 EXEC - T2 200
            S09 T1 CYCLE - T1,T2 700
            S09 T2 CYCLE - T1,T2 700
            S09 T3 CYCLE - T1,T2 500
            """;

    /** The same of virtual threads, on two carriers. */
    private static final String VIRTUAL =
            """
            S14 v1 CALL socket.read v1 500
            S14 v2 CALL socket.read v2 800
            S14 v3 CALL thread.sleep v3 4
            S14 v4 CALL thread.sleep v4 4
            S13 v1 CALL socket.read v1 500
            S13 v2 CALL socket.read v2 800
            S13 v3 CALL socket.read v1 400
            S13 v4 CALL socket.read v1 300
            S13 v4 EXEC - v3 100
            """;

    @TempDir Path folder;

    static List<Jdk> jdks() {
        return Jdk.underTest();
    }

    static List<Jdk> jdksWithVirtualThreads() {
        List<Jdk> jdks = new ArrayList<>(Jdk.underTest());
        // What the agent knows of virtual threads it knows from JDK 24 on.
        jdks.removeIf(jdk -> jdk.feature() < 24);
        return jdks;
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void sharesAreThoseTheProgramMeasured(Jdk jdk) throws IOException, InterruptedException {
        hold(jdk, PLATFORM, List.of());
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("jdksWithVirtualThreads")
    void sharesOfVirtualThreadsAreThoseTheProgramMeasured(Jdk jdk)
            throws IOException, InterruptedException {
        hold(
                jdk,
                VIRTUAL,
                List.of(
                        "-Djdk.virtualThreadScheduler.parallelism=2",
                        "-Djdk.virtualThreadScheduler.maxPoolSize=2",
                        // Else pollers are virtual threads, and pinned reads wait for ever.
                        "-Djdk.pollerMode=1"));
    }

    private void hold(Jdk jdk, String table, List<String> options)
            throws IOException, InterruptedException {
        Map<String, Map<LiveShares.Share, Double>> nominal = new LinkedHashMap<>();
        for (String line : table.lines().toList()) {
            String example = line.substring(0, line.indexOf(' '));
            LiveShares.add(nominal.computeIfAbsent(example, name -> new TreeMap<>()), line);
        }
        List<String> wrong = List.of();
        for (int attempt = 1; attempt <= ATTEMPTS && !nominal.isEmpty(); attempt++) {
            Path recording = folder.resolve("examples-" + jdk.feature() + "-" + attempt + ".jfr");
            LiveShares live = play(jdk, options, List.copyOf(nominal.keySet()), recording);
            List<String> differences = new ArrayList<>();
            nominal.entrySet()
                    .removeIf(example -> {
                        List<String> found = live.differences(example.getKey(), example.getValue());
                        differences.addAll(found);
                        return found.isEmpty();
                    });
            wrong = differences;
            if (!wrong.isEmpty()) {
                keep(recording, wrong);
            }
        }
        assertThat(wrong).isEmpty();
    }

    private LiveShares play(Jdk jdk, List<String> options, List<String> examples, Path recording)
            throws IOException, InterruptedException {
        HoldupJar holdup = new HoldupJar(jdk, folder);
        List<String> command = new ArrayList<>(List.of("run", "-o", recording.toString(), "--"));
        command.add(jdk.java());
        command.addAll(options);
        // No safepoint once a second: under load the way to one takes longer than the tolerance.
        command.add("-XX:+UnlockDiagnosticVMOptions");
        command.add("-XX:GuaranteedSafepointInterval=0");
        command.addAll(List.of("-cp", HoldupJar.samplesJar().toString()));
        command.add("dev.holdup.samples.examples.WorkedExamples");
        command.addAll(examples);
        Finished run = holdup.run(command.toArray(new String[0]));
        assertThat(run.status()).as(run.toString()).isZero();
        ReportDocument report = holdup.report(recording);
        assertThat(report.violations()).isEmpty();
        Finished chains = holdup.run("export", recording.toString(), "--to", "collapsed");
        assertThat(chains.status()).as(chains.toString()).isZero();
        return LiveShares.of(run.out(), chains.out(), report);
    }

    /** What differs stays, with its recording, where the stories of a failed run lie. */
    private static void keep(Path recording, List<String> wrong) throws IOException {
        Path output =
                Files.createDirectories(
                        Path.of(System.getProperty("holdup.e2e.output", "target/stories")));
        Path kept = output.resolve(recording.getFileName());
        Files.deleteIfExists(kept);
        Files.copy(recording, kept);
        Files.writeString(
                output.resolve(recording.getFileName() + ".txt"), String.join("\n", wrong));
    }
}
