package dev.holdup.report.export;

import static org.assertj.core.api.Assertions.assertThat;

import blue.strategic.parquet.Hydrator;
import blue.strategic.parquet.HydratorSupplier;
import blue.strategic.parquet.ParquetReader;
import dev.holdup.blame.BlameEngine;
import dev.holdup.blame.BlameOptions;
import dev.holdup.blame.BlameResult;
import dev.holdup.drawing.Drawing;
import dev.holdup.report.ReportBuilder;
import dev.holdup.report.ReportOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads with Apache's own reader what {@link ParquetExport} wrote. */
class ParquetExportTest {
    @TempDir private Path folder = Path.of("");

    private static final class AsMap implements Hydrator<Map<String, Object>, Map<String, Object>> {
        @Override
        public Map<String, Object> start() {
            return new HashMap<>();
        }

        @Override
        public Map<String, Object> add(Map<String, Object> row, String heading, Object value) {
            if (value != null) {
                row.put(heading, value);
            }
            return row;
        }

        @Override
        public Map<String, Object> finish(Map<String, Object> row) {
            return row;
        }
    }

    private static List<Map<String, Object>> read(Path file) throws IOException {
        try (Stream<Map<String, Object>> rows =
                ParquetReader.streamContent(
                        file.toFile(), HydratorSupplier.constantly(new AsMap()))) {
            return rows.toList();
        }
    }

    @Test
    void hasARowForEachVictimAndSumsToWhatWasSuffered() throws IOException {
        BlameResult result =
                BlameEngine.analyze(
                        Drawing.parse(
                                        """
                                        worker: B(m) 10..70 by holder at com.acme.Work.run
                                        holder: holds m 0..70, N(read db:5432) 5..65 at com.acme.Db.query
                                        sleeper: S 20..30 at com.acme.Nap.run
                                        end 100
                                        """)
                                .trace(),
                        BlameOptions.wholeRecording());
        Path file = folder.resolve("stalls.parquet");
        try (OutputStream out = Files.newOutputStream(file)) {
            ParquetExport.write(
                    ReportBuilder.build(result, List.of(), ReportOptions.everything()), out);
        }
        List<Map<String, Object>> rows = read(file);

        assertThat(rows.stream().mapToLong(row -> (Long) row.get("nanos")).sum())
                .isEqualTo(result.sufferedNanos())
                .isPositive();
        assertThat(rows.get(0))
                .containsEntry("blame", 1L)
                .containsEntry("kind", "CALL")
                .containsEntry("operation", "socket.read")
                .containsEntry("target", "db:5432")
                .containsEntry("root_threads", "holder")
                .containsEntry("victim_virtual", false)
                .doesNotContainKey("detail");
        assertThat(rows)
                .anySatisfy(row -> {
                    assertThat(row).containsEntry("victim", "worker").containsEntry("self", false);
                    assertThat(row)
                            .containsEntry("through", "m")
                            .containsEntry("nanos", 55_000_000L);
                });
        ParquetMetadata metadata = ParquetReader.readMetadata(file.toFile());
        assertThat(metadata.getFileMetaData().getCreatedBy()).isEqualTo("holdup");
        assertThat(metadata.getFileMetaData().getSchema().toString())
                .contains("optional int64 nanos", "optional binary victim (STRING)");
    }

    @Test
    void keepsEveryValueOverManyRowGroups() throws IOException {
        Path file = folder.resolve("many.parquet");
        int count = 250_001;
        try (OutputStream out = Files.newOutputStream(file)) {
            ParquetFile parquet =
                    new ParquetFile(
                            out,
                            List.of(
                                    ParquetColumn.ofLongs("n"),
                                    ParquetColumn.ofTexts("t"),
                                    ParquetColumn.ofBooleans("b"),
                                    ParquetColumn.ofTexts("never")));
            for (int i = 0; i < count; i++) {
                parquet.column(0).add(i * -7_000_000_000L);
                parquet.column(1).addOrNull(i % 3 == 0 ? "" : "text \u00e9 " + i % 40_000);
                parquet.column(2).add(i % 5 == 0);
                parquet.column(3).addNull();
                parquet.endRow();
            }
            parquet.finish();
        }
        List<Map<String, Object>> rows = read(file);

        assertThat(rows).hasSize(count);
        List<Integer> wrong = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Map<String, Object> expected = new HashMap<>();
            expected.put("n", i * -7_000_000_000L);
            expected.put("b", i % 5 == 0);
            if (i % 3 != 0) {
                expected.put("t", "text \u00e9 " + i % 40_000);
            }
            if (!rows.get(i).equals(expected)) {
                wrong.add(i);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void writesAFileWithoutRowsWhereNobodyWaited() throws IOException {
        BlameResult result =
                BlameEngine.analyze(
                        Drawing.parse("busy: R 0..10\nend 10\n").trace(),
                        BlameOptions.wholeRecording());
        Path file = folder.resolve("none.parquet");
        try (OutputStream out = Files.newOutputStream(file)) {
            ParquetExport.write(
                    ReportBuilder.build(result, List.of(), ReportOptions.everything()), out);
        }

        assertThat(read(file)).isEmpty();
    }
}
