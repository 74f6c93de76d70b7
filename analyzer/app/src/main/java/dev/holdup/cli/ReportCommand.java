package dev.holdup.cli;

import dev.holdup.blame.BlameResult;
import dev.holdup.blame.Detectors;
import dev.holdup.model.ThreadTable;
import dev.holdup.model.Trace;
import dev.holdup.report.ExplainText;
import dev.holdup.report.HtmlReport;
import dev.holdup.report.JsonReport;
import dev.holdup.report.LedgerBuilder;
import dev.holdup.report.MarkdownReport;
import dev.holdup.report.Report;
import dev.holdup.report.ReportBuilder;
import dev.holdup.report.ReportOptions;
import dev.holdup.report.TextReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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

/** The verdict without a browser. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Prints which blocking calls stalled which threads.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  holdup report orders.jfr",
            "  holdup report orders.jfr --from 10s --to 12.5s --threads 'http-.*' --top 3",
            "  holdup report orders.jfr --format json | jq '.blame[0].victims'",
            "  holdup report orders.jfr --format html -o orders.html",
            "  holdup report orders.jfr --explain order-worker-3@1.25s"
        })
final class ReportCommand implements Callable<Integer> {
    /** How a report is written. */
    enum Format {
        text,
        json,
        html,
        md
    }

    private final Console console;

    @Option(
            names = {"-f", "--format"},
            defaultValue = "text",
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
    private Format format = Format.text;

    @Mixin private Window window = new Window();

    @Mixin private Analysis analysis = new Analysis();

    @Option(
            names = "--threads",
            paramLabel = "REGEX",
            description = "Only stalls of threads whose name contains a match.")
    private Pattern threads = ReportOptions.everything().threads();

    @Option(
            names = "--top",
            paramLabel = "N",
            description = "Only the first N causes. Default: all; ten in text and Markdown.")
    private int top;

    @Option(
            names = "--explain",
            paramLabel = "THREAD@TIME",
            description = {
                "Instead of the report: the chain of what a thread waited for at a time, with the",
                "stacks of both sides. THREAD is a name, or # and the number of a Java thread."
            })
    private @Nullable String explained;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Write there instead of to stdout.")
    private @Nullable Path output;

    @Parameters(
            arity = "1..*",
            paramLabel = "RECORDING",
            description = "Files or folders; several files are read as one recording.")
    private List<Path> files = new ArrayList<>();

    ReportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (top < 0) {
            throw new CommandFailure(
                    ExitCode.WRONG_USAGE,
                    "--top: expected 0 or more, found " + top,
                    "leave it out to see every cause",
                    Trouble.WRONG_USAGE);
        }
        Trace trace = Recordings.load(console, Recordings.expand(files)).trace();
        BlameResult result = analysis.analyze(trace, window);
        if (explained != null) {
            String text = explain(result, explained);
            writeTo(out -> out.write(text));
            return ExitCode.FINE;
        }
        ReportOptions options = new ReportOptions(threads, top);
        Report report =
                ReportBuilder.build(result, Detectors.find(result), options)
                        .with(LedgerBuilder.of(result, options));
        writeTo(out -> write(report, out));
        return ExitCode.FINE;
    }

    private void write(Report report, Writer out) throws IOException {
        switch (format) {
            case text -> out.write(TextReport.of(report));
            case html -> out.write(HtmlReport.of(report));
            case md -> out.write(MarkdownReport.of(report));
            case json -> {
                JsonReport.write(report, out);
                out.write('\n');
            }
        }
    }

    /** Something that writes a report. */
    private interface Writing {
        void to(Writer out) throws IOException;
    }

    private void writeTo(Writing writing) {
        PrintWriter stdout = console.out();
        try {
            if (output == null) {
                writing.to(stdout);
                return;
            }
            try (Writer out = Files.newBufferedWriter(output, StandardCharsets.UTF_8)) {
                writing.to(out);
            }
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.WRONG_USAGE,
                    "report " + output + ": expected a file that can be written, found " + e,
                    "choose another file with --output",
                    Trouble.CANNOT_WRITE,
                    e);
        }
    }

    private static String explain(BlameResult result, String asked) {
        int at = asked.lastIndexOf('@');
        if (at <= 0) {
            throw wrongExplain("expected THREAD@TIME like worker-3@1.25s, found '" + asked + "'");
        }
        String name = asked.substring(0, at);
        long nanos;
        try {
            nanos = Nanos.parse(asked.substring(at + 1)).value();
        } catch (picocli.CommandLine.TypeConversionException e) {
            throw wrongExplain(String.valueOf(e.getMessage()));
        }
        StringBuilder text = new StringBuilder();
        for (int thread : threadsNamed(result.trace().threads(), name, nanos)) {
            text.append(text.length() == 0 ? "" : "\n");
            text.append(ExplainText.of(result, thread, nanos));
        }
        return text.toString();
    }

    /** Threads of that name or number; those that live at the instant if there are any. */
    private static List<Integer> threadsNamed(ThreadTable threads, String name, long nanos) {
        List<Integer> named = new ArrayList<>();
        List<Integer> living = new ArrayList<>();
        for (int thread = 0; thread < threads.size(); thread++) {
            boolean matches =
                    threads.displayName(thread).equals(name)
                            || name.equals("#" + threads.javaThreadId(thread));
            if (matches) {
                named.add(thread);
                if (nanos >= threads.startNanos(thread) && nanos < threads.endNanos(thread)) {
                    living.add(thread);
                }
            }
        }
        if (named.isEmpty()) {
            throw wrongExplain(
                    "expected the name of one of the "
                            + threads.size()
                            + " threads of the recording, found '"
                            + name
                            + "'");
        }
        return living.isEmpty() ? named : living;
    }

    private static CommandFailure wrongExplain(String message) {
        return new CommandFailure(
                ExitCode.WRONG_USAGE,
                "--explain: " + message,
                "the names are in 'holdup report'; a thread without a name goes by its number",
                Trouble.WRONG_USAGE);
    }
}
