package dev.holdup.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdup.agent.scene.limits.LimitsScene;
import dev.holdup.load.LoadOptions;
import dev.holdup.load.RecordingLoader;
import dev.holdup.model.Trace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Makes every situation of the table in {@code docs/limits.md} happen, and holds the table against
 * what a recording says of it. {@code -DargLine=-Dholdup.rewrite=true} rewrites the columns of the
 * JDK that runs the test.
 */
class LimitsIT {
    private static final String ON_PLATFORM = "platform";
    private static final String ON_VIRTUAL = "virtual";

    /**
     * Calls that cannot be made slow are recorded however short they are; waits keep their
     * threshold.
     */
    private static final String OPTIONS =
            "rate=0,threshold.file=0,threshold.file-meta=0,threshold.dns=0,threshold.socket=0,"
                    + "threshold.datagram=0,threshold.process=0,threshold.pipe=0";

    @TempDir private Path folder;

    @Test
    void thePageSaysWhatIsRecordedOnPlatformThreads() throws Exception {
        hold(Runtime.version().feature() + ", " + ON_PLATFORM, false);
    }

    @Test
    void thePageSaysWhatIsRecordedOnVirtualThreads() throws Exception {
        hold(Runtime.version().feature() + ", " + ON_VIRTUAL, true);
    }

    private void hold(String column, boolean isVirtual) throws Exception {
        assumeTrue(LimitsTable.COLUMNS.contains(column), "the table has no column " + column);
        assumeTrue(Files.exists(Path.of("/proc/self")), "the situations are made for Linux");
        List<LimitsCase> cases = new ArrayList<>(observe(isVirtual, "first"));
        Map<String, String> operations = new LinkedHashMap<>();
        for (LimitsCase one : cases) {
            operations.put(one.row(), one.recordedAs());
        }
        LimitsTable table = LimitsTable.read();
        if (Boolean.getBoolean("holdup.rewrite")) {
            cells(cases)
                    .forEach((row, cell) ->
                            table.set(
                                    row,
                                    operations.getOrDefault(row, ""),
                                    column,
                                    cell,
                                    LimitsReasons.of(row)));
            table.write(new ArrayList<>(operations.keySet()));
            return;
        }
        Map<String, String> page = new LinkedHashMap<>();
        for (String row : table.names()) {
            page.put(row, table.cell(row, column));
        }
        if (!cells(cases).equals(page)) {
            // On a busy machine the program may measure its own waiting for a processor.
            cases.addAll(observe(isVirtual, "second"));
        }
        assertThat(cells(cases)).as(column).containsExactlyEntriesOf(page);
    }

    private static Map<String, String> cells(List<LimitsCase> cases) {
        Map<String, String> cells = new LinkedHashMap<>();
        for (LimitsCase one : cases) {
            cells.put(one.row(), LimitsCase.cell(one.row(), cases));
        }
        return cells;
    }

    @Test
    void givesAReasonForEveryCellThatIsNotYesAndForNoOther() throws Exception {
        LimitsTable table = LimitsTable.read();
        assertThat(table.names()).isNotEmpty();
        for (String row : table.names()) {
            boolean isMissing = false;
            for (String column : LimitsTable.COLUMNS) {
                String cell = table.cell(row, column);
                isMissing |= !cell.equals(LimitsCase.YES) && !cell.equals(LimitsCase.NOT_THERE);
            }
            assertThat(!table.reason(row).isEmpty()).as(row).isEqualTo(isMissing);
        }
    }

    private List<LimitsCase> observe(boolean isVirtual, String run) throws Exception {
        Path place = Files.createDirectory(folder.resolve(run));
        Path data = Files.createDirectory(place.resolve("data"));
        ObservedJvm jvm =
                ObservedJvm.run(
                        place,
                        OPTIONS,
                        LimitsScene.class,
                        "-Dscene.folder=" + data,
                        "-Dsun.net.inetaddr.ttl=0",
                        "-Dsun.net.inetaddr.negative.ttl=0",
                        "-Dscene.virtual=" + isVirtual,
                        "-Djdk.virtualThreadScheduler.parallelism=4");
        assertThat(jvm.exit()).as(jvm.err()).isZero();
        Trace trace =
                RecordingLoader.load(List.of(jvm.recording()), LoadOptions.defaults()).trace();
        List<LimitsCase> cases = new ArrayList<>();
        for (String line : jvm.out().split("\n", -1)) {
            if (line.startsWith("situation\t")) {
                cases.add(LimitsCase.of(line.split("\t", -1), trace));
            }
        }
        return cases;
    }
}
