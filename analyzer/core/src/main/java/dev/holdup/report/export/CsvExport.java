package dev.holdup.report.export;

import dev.holdup.report.BlameRow;
import dev.holdup.report.Report;
import dev.holdup.report.VictimRow;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/**
 * The blame table as CSV (RFC 4180): a line for each victim of each row, so that the sum of {@code
 * nanos} is what was suffered. Frames are joined by {@code " < "}, innermost first.
 */
public final class CsvExport {
    private static final List<String> COLUMNS =
            List.of(
                    "blame",
                    "kind",
                    "operation",
                    "target",
                    "detail",
                    "root_threads",
                    "root_site",
                    "victim",
                    "victim_java_thread_id",
                    "victim_virtual",
                    "self",
                    "nanos",
                    "victim_operation",
                    "through",
                    "victim_site");

    private CsvExport() {}

    /** Writes the header and every row. */
    public static void write(Report report, Writer out) throws IOException {
        line(out, COLUMNS);
        for (BlameRow row : report.shownBlame()) {
            for (VictimRow victim : row.victims()) {
                line(
                        out,
                        List.of(
                                Integer.toString(row.id()),
                                row.kind().name(),
                                row.operation(),
                                row.target(),
                                row.detail(),
                                String.join(" | ", row.threads()),
                                String.join(" < ", row.site()),
                                victim.name(),
                                victim.javaThreadId() == 0
                                        ? ""
                                        : Long.toString(victim.javaThreadId()),
                                Boolean.toString(victim.virtual()),
                                Boolean.toString(victim.self()),
                                Long.toString(victim.nanos()),
                                victim.operation(),
                                String.join(" < ", victim.through()),
                                String.join(" < ", victim.site())));
            }
        }
    }

    private static void line(Writer out, List<String> cells) throws IOException {
        boolean first = true;
        for (String cell : cells) {
            if (!first) {
                out.write(',');
            }
            first = false;
            out.write(quoted(cell));
        }
        out.write("\r\n");
    }

    private static String quoted(String cell) {
        boolean needsQuotes =
                cell.indexOf(',') >= 0
                        || cell.indexOf('"') >= 0
                        || cell.indexOf('\n') >= 0
                        || cell.indexOf('\r') >= 0;
        return needsQuotes ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
    }
}
