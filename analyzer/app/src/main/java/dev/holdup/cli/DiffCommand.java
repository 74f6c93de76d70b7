package dev.holdup.cli;

import dev.holdup.blame.BlameResult;
import dev.holdup.report.ReportBuilder;
import dev.holdup.report.ReportOptions;
import dev.holdup.report.diff.Diff;
import dev.holdup.report.diff.DiffText;
import dev.holdup.report.diff.Run;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares stalls by site, before against after. */
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Compares stalls by site, before against after, per second of run or per request.",
            "A folder holds repeated runs; then each change comes with its probability by chance."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  holdup diff before.jfr after.jfr",
            "  holdup diff runs/before/ runs/after/ --threads 'http-.*'",
            "  holdup diff before.jfr after.jfr --requests 10000,12500"
        })
final class DiffCommand implements Callable<Integer> {
    /** How a difference is written. */
    enum Format {
        text,
        json
    }

    private final Console console;

    @Option(
            names = {"-f", "--format"},
            defaultValue = "text",
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
    private Format format = Format.text;

    @Option(
            names = "--requests",
            paramLabel = "BEFORE,AFTER",
            description = "Requests each run served; compares per request instead of per second.")
    private @Nullable String requests;

    @Option(
            names = "--threads",
            paramLabel = "REGEX",
            description = "Only stalls of threads whose name contains a match.")
    private Pattern threads = ReportOptions.everything().threads();

    @Option(
            names = "--top",
            defaultValue = "20",
            paramLabel = "N",
            description = "Sites shown in text, 0 for all. Default: ${DEFAULT-VALUE}.")
    private int top = 20;

    @Mixin private Window window = new Window();

    @Mixin private Analysis analysis = new Analysis();

    @Parameters(index = "0", paramLabel = "BEFORE", description = "A file, or a folder of runs.")
    private Path before = Path.of("");

    @Parameters(index = "1", paramLabel = "AFTER", description = "A file, or a folder of runs.")
    private Path after = Path.of("");

    DiffCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        long[] counts = requestCounts();
        List<Run> runsBefore = runs(before);
        List<Run> runsAfter = runs(after);
        Diff diff =
                counts.length == 0
                        ? Diff.perSecond(runsBefore, runsAfter)
                        : Diff.perRequest(runsBefore, runsAfter, counts[0], counts[1]);
        switch (format) {
            case text -> console.out().print(DiffText.of(diff, Math.max(0, top)));
            case json -> writeJson(diff);
        }
        return ExitCode.FINE;
    }

    private void writeJson(Diff diff) {
        try {
            DiffText.writeJson(diff, console.out());
            console.out().println();
        } catch (IOException e) {
            throw new UncheckedIOException("stdout", e);
        }
    }

    private List<Run> runs(Path named) {
        List<Run> runs = new ArrayList<>();
        for (Path file : Recordings.expand(List.of(named))) {
            BlameResult result =
                    analysis.analyze(Recordings.load(console, List.of(file)).trace(), window);
            runs.add(
                    Run.of(
                            file.toString(),
                            ReportBuilder.build(result, List.of(), new ReportOptions(threads, 0))));
        }
        return runs;
    }

    /** The two counts, or none. */
    private long[] requestCounts() {
        if (requests == null) {
            return new long[0];
        }
        String[] parts = requests.split(",", -1);
        try {
            long[] counts = {Long.parseLong(parts[0].strip()), Long.parseLong(parts[1].strip())};
            if (parts.length == 2 && counts[0] > 0 && counts[1] > 0) {
                return counts;
            }
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            // Told below, with what was expected.
        }
        throw new CommandFailure(
                ExitCode.WRONG_USAGE,
                "--requests: expected two numbers above 0 like 10000,12500, found '"
                        + requests
                        + "'",
                "give the requests served before and after",
                Trouble.WRONG_USAGE);
    }
}
