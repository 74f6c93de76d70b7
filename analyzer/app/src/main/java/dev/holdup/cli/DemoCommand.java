package dev.holdup.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The first thing a newcomer types: runs the file-server sample under the agent with a bounded
 * load, then does with the recording what {@code holdup open} or {@code holdup report} would.
 */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Runs a small file server under load with the agent, and shows what held it up.",
            "Its clients live in another process on this machine; nothing leaves it."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  holdup demo                        open the timeline in the browser",
            "  holdup demo --no-serve             print the report instead",
            "  holdup demo --design workers-fixed the same without the fault",
            "  holdup demo --compare              all designs under the same load, side by side"
        })
final class DemoCommand implements Callable<Integer> {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

    private final Console console;

    @Option(
            names = "--design",
            paramLabel = "DESIGN",
            defaultValue = "workers",
            description =
                    "How the server organises its threads: ${COMPLETION-CANDIDATES}. Default:"
                            + " ${DEFAULT-VALUE}, whose index lock is held during slow I/O.")
    private DemoDesign design = DemoDesign.WORKERS;

    @Option(
            names = "--compare",
            description =
                    "Run every design, one after the other, and print a table of them before the"
                            + " timelines are served.")
    private boolean compare;

    @Option(
            names = "--no-serve",
            description = "Print the report to stdout and exit, instead of serving the timeline.")
    private boolean noServe;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "10",
            description = "How long the load goes on, 3 to 600. Default: ${DEFAULT-VALUE}.")
    private int seconds = 10;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description =
                    "The recording to write. Default: demo-<design>-<time>.jfr in the current"
                            + " folder, or in the temporary one if that cannot be written.")
    private @Nullable Path output;

    DemoCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        requireRunnable();
        return compare ? compareAll() : runOne();
    }

    private int runOne() {
        Path recording = recordingFile();
        console.hint(
                "file server ("
                        + design.description()
                        + ") under the agent, 9 clients for "
                        + seconds
                        + " s");
        DemoLoad load = new DemoRun(design, seconds, recording).run();
        console.hint(
                String.format(
                        Locale.ROOT,
                        "%d requests, %d failed, %.0f per second; a file on disk took %.1f ms at"
                                + " the median, %.1f ms at the 99th percentile",
                        load.requests(),
                        load.failed(),
                        load.perSecond(),
                        load.hotP50Nanos() / 1e6,
                        load.hotP99Nanos() / 1e6));
        console.hint("recording: " + recording + "  (see it again: holdup open " + recording + ")");
        return HoldupMain.run(console, noServe ? "report" : "open", recording.toString());
    }

    private int compareAll() {
        DemoComparison comparison = new DemoComparison(console);
        List<String> openAll = new ArrayList<>(List.of("open"));
        for (DemoDesign each : DemoDesign.values()) {
            if (!each.runsOnThisJdk()) {
                comparison.addAbsent(each);
                continue;
            }
            design = each;
            Path recording = recordingFile();
            console.hint(each + ": " + each.description() + "; " + seconds + " s");
            comparison.add(each, new DemoRun(each, seconds, recording).run(), recording);
            openAll.add(recording.toString());
        }
        console.out().print(comparison.text());
        console.out().flush();
        console.hint("recordings: " + String.join(" ", openAll.subList(1, openAll.size())));
        if (noServe) {
            return ExitCode.FINE;
        }
        return HoldupMain.run(console, openAll.toArray(new String[0]));
    }

    private void requireRunnable() {
        if (seconds < 3 || seconds > 600) {
            throw new CommandFailure(
                    ExitCode.WRONG_USAGE,
                    "--seconds: expected 3 to 600, found " + seconds,
                    "give a number in that range; the default is 10",
                    Trouble.WRONG_USAGE);
        }
        if (compare && output != null) {
            throw new CommandFailure(
                    ExitCode.WRONG_USAGE,
                    "--output: expected without --compare, which writes a recording for each design",
                    "leave one of them out",
                    Trouble.WRONG_USAGE);
        }
        if (!compare && !design.runsOnThisJdk()) {
            throw new CommandFailure(
                    ExitCode.WRONG_USAGE,
                    "--design "
                            + design
                            + ": expected JDK 21 or newer, found JDK "
                            + Runtime.version().feature(),
                    "start holdup with a newer JDK, or choose another design",
                    Trouble.JAVA_TOO_OLD);
        }
    }

    private Path recordingFile() {
        if (output != null) {
            return output.toAbsolutePath().normalize();
        }
        String name =
                "demo-"
                        + design
                        + "-"
                        + LocalDateTime.now(ZoneId.systemDefault()).format(TIME)
                        + ".jfr";
        Path here = Path.of("").toAbsolutePath();
        boolean usable = Files.isWritable(here) && here.toString().indexOf(',') < 0;
        return (usable ? here : Path.of(System.getProperty("java.io.tmpdir"))).resolve(name);
    }
}
