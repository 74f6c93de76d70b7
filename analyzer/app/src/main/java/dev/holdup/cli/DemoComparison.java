package dev.holdup.cli;

import dev.holdup.blame.BlameEngine;
import dev.holdup.blame.BlameOptions;
import dev.holdup.blame.BlameResult;
import dev.holdup.blame.Detectors;
import dev.holdup.blame.IdleRules;
import dev.holdup.blame.RootKind;
import dev.holdup.report.BlameRow;
import dev.holdup.report.DurationText;
import dev.holdup.report.Report;
import dev.holdup.report.ReportBuilder;
import dev.holdup.report.ReportOptions;
import dev.holdup.report.ThreadRow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table of {@code holdup demo --compare}: one row for each design under the same load. */
final class DemoComparison {
    private static final String SAMPLES = "dev.holdup.samples.fileserver.";
    private static final String HEAD = "%-20s %8s %9s %9s %8s %10s  %s%n";

    private final Console console;
    private final StringBuilder table = new StringBuilder();

    DemoComparison(Console console) {
        this.console = console;
        table.append(
                String.format(
                        Locale.ROOT,
                        HEAD,
                        "design",
                        "req/s",
                        "p50",
                        "p99",
                        "threads",
                        "suffered",
                        "first culprit, and what it cost"));
    }

    /** Analyses the recording of one run and adds its row. */
    void add(DemoDesign design, DemoLoad load, Path recording) {
        Report report = report(recording);
        table.append(
                String.format(
                        Locale.ROOT,
                        HEAD,
                        design,
                        String.format(Locale.ROOT, "%.0f", load.perSecond()),
                        DurationText.of(load.hotP50Nanos()),
                        DurationText.of(load.hotP99Nanos()),
                        threads(design, report),
                        DurationText.of(sufferedNanos(report)),
                        culprit(report)));
    }

    /** Says that a design was left out, instead of leaving it out silently. */
    void addAbsent(DemoDesign design) {
        table.append(
                String.format(
                        Locale.ROOT,
                        "%-20s not run: needs JDK 21 or newer, this is JDK %d%n",
                        design,
                        Runtime.version().feature()));
    }

    /** The table with a line on what its columns mean. */
    String text() {
        return table
                + System.lineSeparator()
                + "p50 and p99: time of a request for a file on disk, as its client saw it."
                + System.lineSeparator()
                + "threads: of the server, without the JVM's own. suffered: their stalls, idle time"
                + " not counted."
                + System.lineSeparator();
    }

    private Report report(Path recording) {
        BlameResult result =
                BlameEngine.analyze(
                        Recordings.load(console, List.of(recording)).trace(),
                        new BlameOptions(0, Long.MAX_VALUE, IdleRules.builtIn()));
        return ReportBuilder.build(result, Detectors.find(result), ReportOptions.everything());
    }

    private static String threads(DemoDesign design, Report report) {
        int platform = 0;
        for (ThreadRow thread : report.threads()) {
            if (isOfServer(thread) && !thread.virtual()) {
                platform++;
            }
        }
        return design == DemoDesign.VIRTUAL ? platform + "+virt" : Integer.toString(platform);
    }

    private static long sufferedNanos(Report report) {
        long sufferedNanos = 0;
        for (ThreadRow thread : report.threads()) {
            if (isOfServer(thread)) {
                sufferedNanos += thread.sufferedNanos();
            }
        }
        return sufferedNanos;
    }

    /** True for threads the sample made: the JVM, its recorder and the agent have threads too. */
    private static boolean isOfServer(ThreadRow thread) {
        boolean isHelper = thread.name().startsWith("JFR ") || thread.name().startsWith("holdup");
        return thread.virtual() || thread.carrier() || (thread.group().equals("main") && !isHelper);
    }

    private static String culprit(Report report) {
        if (report.blame().isEmpty()) {
            return "nobody";
        }
        BlameRow first = report.blame().get(0);
        String what = first.operation().isEmpty() ? first.kind().name() : first.operation();
        List<String> victims = new ArrayList<>();
        if (first.selfNanos() > 0) {
            victims.add("itself " + DurationText.of(first.selfNanos()));
        }
        if (first.othersNanos() > 0) {
            victims.add("others " + DurationText.of(first.othersNanos()));
        }
        String frame = frame(first);
        String where = frame.isEmpty() || first.kind() == RootKind.VM ? "" : " in " + frame;
        return what + where + ": " + String.join(", ", victims);
    }

    /** The innermost frame of the sample itself, as Class.method; empty if there is none. */
    private static String frame(BlameRow row) {
        for (String frame : row.site()) {
            if (frame.startsWith(SAMPLES)) {
                String name = frame.substring(SAMPLES.length());
                int colon = name.indexOf(':');
                return colon < 0 ? name : name.substring(0, colon);
            }
        }
        return "";
    }
}
