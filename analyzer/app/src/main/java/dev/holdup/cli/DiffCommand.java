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
            description = {
                "Requests each run served; compares per request instead of per second. Where runs",
                "of a side served different numbers, one for each, in order of the files: 90+95,120."
            })
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
        List<Run> runsBefore = runs(before);
        List<Run> runsAfter = runs(after);
        Diff diff =
                requests == null
                        ? Diff.perSecond(runsBefore, runsAfter)
                        : Diff.perRequest(
                                runsBefore,
                                runsAfter,
                                requests(requests, 0, runsBefore.size()),
                                requests(requests, 1, runsAfter.size()));
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

    /** Requests of each run of a side: one number for all of them, or one for each. */
    private static long[] requests(String text, int side, int runs) {
        String[] sides = text.split(",", -1);
        String[] numbers = sides.length == 2 ? sides[side].split("[+]", -1) : new String[0];
        if (numbers.length == 1 || numbers.length == runs) {
            long[] requests = new long[runs];
            try {
                boolean isPositive = true;
                for (int run = 0; run < runs; run++) {
                    String number = numbers[numbers.length == 1 ? 0 : run];
                    requests[run] = Long.parseLong(number.strip());
                    isPositive &= requests[run] > 0;
                }
                if (isPositive) {
                    return requests;
                }
            } catch (NumberFormatException e) {
                // Told below, with what was expected.
            }
        }
        throw new CommandFailure(
                ExitCode.WRONG_USAGE,
                "--requests: expected numbers above 0 like 10000,12500, or one for each run like"
                        + " 9000+9100,12000+12500, found '"
                        + text
                        + "'",
                "count the requests each run served, before and after",
                Trouble.WRONG_USAGE);
    }
}
