package dev.holdup.report.export;

import dev.holdup.report.BlameRow;
import dev.holdup.report.Report;
import dev.holdup.report.VictimRow;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * The blame table as a Parquet file: the rows and columns of {@link CsvExport}, typed. What is not
 * known is null.
 */
public final class ParquetExport {
    private ParquetExport() {}

    /** Writes every row; the caller closes the stream. */
    public static void write(Report report, OutputStream out) throws IOException {
        ParquetFile file =
                new ParquetFile(
                        out,
                        List.of(
                                ParquetColumn.ofLongs("blame"),
                                ParquetColumn.ofTexts("kind"),
                                ParquetColumn.ofTexts("operation"),
                                ParquetColumn.ofTexts("target"),
                                ParquetColumn.ofTexts("detail"),
                                ParquetColumn.ofTexts("root_threads"),
                                ParquetColumn.ofTexts("root_site"),
                                ParquetColumn.ofTexts("victim"),
                                ParquetColumn.ofLongs("victim_java_thread_id"),
                                ParquetColumn.ofBooleans("victim_virtual"),
                                ParquetColumn.ofBooleans("self"),
                                ParquetColumn.ofLongs("nanos"),
                                ParquetColumn.ofTexts("victim_operation"),
                                ParquetColumn.ofTexts("through"),
                                ParquetColumn.ofTexts("victim_site")));
        for (BlameRow row : report.shownBlame()) {
            for (VictimRow victim : row.victims()) {
                row(file, row, victim);
            }
        }
        file.finish();
    }

    private static void row(ParquetFile file, BlameRow row, VictimRow victim) throws IOException {
        file.column(0).add(row.id());
        file.column(1).add(row.kind().name());
        file.column(2).addOrNull(row.operation());
        file.column(3).addOrNull(row.target());
        file.column(4).addOrNull(row.detail());
        file.column(5).addOrNull(String.join(" | ", row.threads()));
        file.column(6).addOrNull(String.join(" < ", row.site()));
        file.column(7).add(victim.name());
        if (victim.javaThreadId() == 0) {
            file.column(8).addNull();
        } else {
            file.column(8).add(victim.javaThreadId());
        }
        file.column(9).add(victim.virtual());
        file.column(10).add(victim.self());
        file.column(11).add(victim.nanos());
        file.column(12).addOrNull(victim.operation());
        file.column(13).addOrNull(String.join(" < ", victim.through()));
        file.column(14).addOrNull(String.join(" < ", victim.site()));
        file.endRow();
    }
}
