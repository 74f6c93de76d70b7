package dev.holdup.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code holdup demo}, from the shipped jar to the verdict. */
class DemoIT {
    @TempDir Path folder;

    static List<Jdk> jdks() {
        return Jdk.underTest();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void namesSlowReadUnderIndexLockFirst(Jdk jdk) throws IOException, InterruptedException {
        HoldupJar holdup = new HoldupJar(jdk, folder);
        Path recording = folder.resolve("demo.jfr");
        Finished demo =
                holdup.run("demo", "--no-serve", "--seconds", "8", "-o", recording.toString());
        assertThat(demo.status()).as(demo.toString()).isZero();
        assertThat(demo.out()).contains("file.read", "SharedIndex", "worker-", "unknown");
        assertThat(demo.err()).contains("recording: " + recording).contains(" 0 failed");

        ReportDocument report = holdup.report(recording);
        assertThat(report.violations()).isEmpty();
        JsonObject first = report.blame().get(0);
        JsonObject root = first.getAsJsonObject("root");
        assertThat(root.get("kind").getAsString()).isEqualTo("CALL");
        assertThat(root.get("operation").getAsString()).isIn("file.read", "socket.read");
        assertThat(String.join(" ", ReportDocument.strings(root.getAsJsonArray("site"))))
                .contains("dev.holdup.samples.fileserver.Archive.read")
                .contains("dev.holdup.samples.fileserver.SharedIndex.restore");
        List<JsonObject> victims = ReportDocument.objects(first.getAsJsonArray("victims"));
        List<JsonObject> atTheLock = new ArrayList<>();
        for (JsonObject victim : victims) {
            if (victim.get("operation").getAsString().equals("lock.acquire")
                    && ReportDocument.strings(victim.getAsJsonArray("site"))
                            .toString()
                            .contains("SharedIndex.")) {
                atTheLock.add(victim);
            }
        }
        // Five reads of 0.6 s at least, and several of the seven other workers at the lock.
        assertThat(atTheLock).hasSizeGreaterThanOrEqualTo(4);
        assertThat(ReportDocument.number(first, "othersNanos")).isGreaterThan(6_000_000_000L);
        assertThat(ReportDocument.number(first, "totalNanos"))
                .as("share of the first culprit in all that was suffered")
                .isGreaterThan(report.sufferedNanos() / 2);
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void blamesNoThreadForAnotherWhenRestoredOutsideLock(Jdk jdk)
            throws IOException, InterruptedException {
        HoldupJar holdup = new HoldupJar(jdk, folder);
        Path recording = folder.resolve("fixed.jfr");
        Finished demo =
                holdup.run(
                        "demo",
                        "--no-serve",
                        "--design",
                        "workers-fixed",
                        "--seconds",
                        "8",
                        "-o",
                        recording.toString());
        assertThat(demo.status()).as(demo.toString()).isZero();
        ReportDocument report = holdup.report(recording);
        assertThat(report.violations()).isEmpty();
        for (JsonObject row : report.blame()) {
            JsonObject root = row.getAsJsonObject("root");
            if (root.get("site").toString().contains("Archive.read")) {
                assertThat(ReportDocument.number(row, "othersNanos"))
                        .as("what the tape inflicts on threads that did not ask for it")
                        .isLessThan(500_000_000L);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void leavesNothingButTheRecording(Jdk jdk) throws IOException, InterruptedException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        HoldupJar holdup = new HoldupJar(jdk, folder);
        Finished demo =
                holdup.run(
                        "demo",
                        "--no-serve",
                        "--seconds",
                        "3",
                        "-o",
                        empty.resolve("demo.jfr").toString());
        assertThat(demo.status()).as(demo.toString()).isZero();
        assertThat(empty).isDirectoryContaining(file -> file.endsWith("demo.jfr"));
        try (Stream<Path> files = Files.list(empty)) {
            assertThat(files.count()).isEqualTo(1);
        }
    }
}
