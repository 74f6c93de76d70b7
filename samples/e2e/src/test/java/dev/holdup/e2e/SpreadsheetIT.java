package dev.holdup.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The spreadsheet: whose thread the autosave stalls. */
class SpreadsheetIT {
    @TempDir Path folder;

    static List<Jdk> jdks() {
        return Jdk.underTest();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void blamesSaveForStallOfUserInterface(Jdk jdk) throws IOException, InterruptedException {
        ReportDocument report = reportOf(jdk, "blocking");
        assertThat(savedNanos(report, "ui")).isGreaterThan(500_000_000L);
        assertThat(savedNanos(report, "autosave")).isZero();
        JsonObject first = report.blame().get(0).getAsJsonObject("root");
        assertThat(first.get("operation").getAsString()).isEqualTo("file.force");
        assertThat(first.get("site").toString()).contains("spreadsheet.Document.save");
        assertThat(ReportDocument.strings(first.getAsJsonArray("threads"))).containsExactly("ui");
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void userInterfaceDoesNotWaitForSaveInBackground(Jdk jdk)
            throws IOException, InterruptedException {
        ReportDocument report = reportOf(jdk, "background");
        assertThat(savedNanos(report, "autosave")).isGreaterThan(500_000_000L);
        assertThat(savedNanos(report, "ui")).isZero();
    }

    private ReportDocument reportOf(Jdk jdk, String way) throws IOException, InterruptedException {
        HoldupJar holdup = new HoldupJar(jdk, folder);
        Path recording = folder.resolve("spreadsheet.jfr");
        // The temporary folder may be in memory, where forcing takes no time.
        Path device =
                Files.createDirectories(
                        Path.of(System.getProperty("holdup.e2e.output", "target/stories")));
        Finished run =
                holdup.run(
                        HoldupJar.underHoldup(
                                recording,
                                HoldupJar.sample(
                                        jdk,
                                        "spreadsheet.Spreadsheet",
                                        List.of(way, device.toString()))));
        assertThat(run.status()).as(run.toString()).isZero();
        assertThat(run.out()).contains(way + ": ").contains(" keystrokes, ");
        ReportDocument report = holdup.report(recording);
        assertThat(report.violations()).isEmpty();
        return report;
    }

    /** What a thread suffered by files that were forced to the device in {@code Document.save}. */
    private static long savedNanos(ReportDocument report, String thread) {
        long nanos = 0;
        for (JsonObject row : report.blame()) {
            JsonObject root = row.getAsJsonObject("root");
            if (root.get("operation").toString().equals("\"file.force\"")) {
                nanos += ReportDocument.suffered(row, thread);
            }
        }
        return nanos;
    }
}
