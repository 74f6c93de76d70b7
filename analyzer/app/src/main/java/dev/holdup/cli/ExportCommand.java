package dev.holdup.cli;

import dev.holdup.blame.BlameResult;
import dev.holdup.blame.Detectors;
import dev.holdup.report.Report;
import dev.holdup.report.ReportBuilder;
import dev.holdup.report.ReportOptions;
import dev.holdup.report.export.CollapsedExport;
import dev.holdup.report.export.CsvExport;
import dev.holdup.report.export.FirefoxExport;
import dev.holdup.report.export.ParquetExport;
import dev.holdup.report.export.PerfettoExport;
import dev.holdup.report.export.SpeedscopeExport;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Hands a result to another tool. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Writes a recording's timeline or stalls in the format of another tool.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  holdup export run.jfr --to perfetto -o run.json      then open it in ui.perfetto.dev",
            "  holdup export run.jfr --to speedscope -o run.speedscope.json",
            "  holdup export run.jfr --to collapsed | flamegraph.pl --countname ns > stalls.svg",
            "  holdup export run.jfr --to firefox -o run.json       then open it in profiler.firefox.com",
            "  holdup export run.jfr --to csv --from 10s -o stalls.csv",
            "  holdup export run.jfr --to parquet -o stalls.parquet"
        })
final class ExportCommand implements Callable<Integer> {
    /** Formats of other tools. */
    enum Target {
        perfetto,
        firefox,
        speedscope,
        collapsed,
        csv,
        parquet
    }

    private final Console console;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "FORMAT",
            description = {
                "perfetto: threads, states, and flows from waker to woken (trace event JSON);",
                "firefox: threads, waits with stack and cause, stalls as samples;",
                "speedscope, collapsed: stalls as a flame graph from victim to root cause;",
                "csv, parquet: the blame table, a line for each victim. Times are nanoseconds."
            })
    private Target target = Target.perfetto;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Write there instead of to stdout.")
    private @Nullable Path output;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "Start of the window, as in 'holdup report'.")
    private @Nullable String from;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description = "End of the window; 'holdup report' calls it --to.")
    private @Nullable String until;

    @Mixin private Analysis analysis = new Analysis();

    @Parameters(
            arity = "1..*",
            paramLabel = "RECORDING",
            description = "Files or folders; several files are read as one recording.")
    private List<Path> files = new ArrayList<>();

    ExportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (target == Target.parquet && output == null) {
            throw new CommandFailure(
                    ExitCode.WRONG_USAGE,
                    "--to parquet: expected a file to write, found none",
                    "name one with --output; Parquet is not text",
                    Trouble.WRONG_USAGE);
        }
        BlameResult result =
                analysis.analyze(
                        Recordings.load(console, Recordings.expand(files)).trace(),
                        Window.of(from, until));
        try {
            if (output == null) {
                write(result, console.out());
            } else if (target == Target.parquet) {
                try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(output))) {
                    ParquetExport.write(report(result), out);
                }
            } else {
                try (Writer out = Files.newBufferedWriter(output, StandardCharsets.UTF_8)) {
                    write(result, out);
                }
            }
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.WRONG_USAGE,
                    "export " + output + ": expected a file that can be written, found " + e,
                    "choose another file with --output",
                    Trouble.CANNOT_WRITE,
                    e);
        }
        return ExitCode.FINE;
    }

    private void write(BlameResult result, Writer out) throws IOException {
        switch (target) {
            case perfetto -> PerfettoExport.write(result, out);
            case speedscope ->
                    SpeedscopeExport.write(result, String.valueOf(files.get(0).getFileName()), out);
            case collapsed -> CollapsedExport.write(result, out);
            case csv -> CsvExport.write(report(result), out);
            case firefox -> FirefoxExport.write(result, out);
            case parquet -> throw new IllegalStateException("parquet is written to a file");
        }
    }

    private static Report report(BlameResult result) {
        return ReportBuilder.build(result, Detectors.find(result), ReportOptions.everything());
    }
}
