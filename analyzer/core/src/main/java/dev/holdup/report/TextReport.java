package dev.holdup.report;

import dev.holdup.blame.RootKind;
import dev.holdup.model.ThreadState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The report for a terminal: 100 columns, readable without colour. Shows the first ten rows unless
 * told otherwise.
 */
public final class TextReport {
    /** Columns of a line. */
    static final int WIDTH = 100;

    private static final int DEFAULT_TOP = 10;
    private static final int VICTIMS_SHOWN = 5;
    private static final int THREADS_SHOWN = 10;
    private static final int TARGETS_SHOWN = 3;
    private static final int MOST_OF_A_TARGET = 64;
    private static final int MOST_OF_A_NAME = 32;

    /** What stands before a victim's name, and before its frame. */
    private static final int VICTIM_INDENT = 24;

    private static final Pattern HOTSPOT = Pattern.compile(".*? VM \\(([^)]+)\\) for ");

    private final Report report;
    private final StringBuilder out = new StringBuilder();

    private TextReport(Report report) {
        this.report = report;
    }

    /** The whole report. */
    public static String of(Report report) {
        TextReport text = new TextReport(report);
        text.header();
        text.coverage();
        text.blame();
        text.threads();
        text.findings();
        text.ledgers();
        return text.out.toString();
    }

    /** Headline, sums and coverage only: what {@code holdup run} says at a program's end. */
    public static String headline(Report report) {
        TextReport text = new TextReport(report);
        text.paragraph("", report.headline());
        text.sums();
        return text.out.toString();
    }

    private void header() {
        line(cut(String.join(", ", report.recording().files()), WIDTH));
        StringBuilder facts = new StringBuilder();
        facts.append(DurationText.of(report.recording().durationNanos()));
        if (!isWholeRecording()) {
            facts.append(", of which ")
                    .append(DurationText.of(report.fromNanos()))
                    .append(" to ")
                    .append(DurationText.of(report.toNanos()));
        }
        facts.append(", ").append(Limits.count(report.totals().threads(), "thread"));
        if (report.totals().virtualThreads() > 0) {
            facts.append(" (").append(report.totals().virtualThreads()).append(" virtual)");
        }
        if (!report.options().isEveryone()) {
            facts.append(" matching '").append(report.options().threads()).append('\'');
        }
        if (!report.recording().jvmVersion().isEmpty()) {
            facts.append(", ").append(javaVersion(report.recording().jvmVersion()));
        }
        if (report.recording().pid() != 0) {
            facts.append(", pid ").append(report.recording().pid());
        }
        paragraph("", facts.toString());
        line("");
        paragraph("  ", report.headline());
        line("");
    }

    /** HotSpot tells its version, its build and its compiler in one line; the first is enough. */
    private static String javaVersion(String text) {
        Matcher matcher = HOTSPOT.matcher(text);
        return matcher.lookingAt() ? "Java " + matcher.group(1) : text;
    }

    private boolean isWholeRecording() {
        return report.fromNanos() == 0 && report.toNanos() == report.recording().durationNanos();
    }

    private void sums() {
        Report.Totals totals = report.totals();
        paragraph(
                "",
                "suffered "
                        + DurationText.of(totals.sufferedNanos())
                        + ", of it unknown "
                        + DurationText.percent(totals.unknownNanos(), totals.sufferedNanos())
                        + ", inferred "
                        + DurationText.percent(totals.inferredNanos(), totals.sufferedNanos())
                        + "; idle "
                        + DurationText.of(totals.idleNanos())
                        + ambiguous(totals.ambiguous()));
    }

    /** What of idle or suffered might be the other; empty if nothing. */
    static String ambiguous(Ambiguous ambiguous) {
        if (ambiguous.idleNanos() > 0) {
            return ", of it "
                    + DurationText.of(ambiguous.idleNanos())
                    + " in waits that may be stalls (--idle=strict counts them)";
        }
        return ambiguous.stallNanos() > 0
                ? "; "
                        + DurationText.of(ambiguous.stallNanos())
                        + " counted as stalls may be waits for work"
                : "";
    }

    private void coverage() {
        sums();
        paragraph("", Limits.recorder(report.capture()));
        List<String> limits = Limits.of(report.capture(), report.notices());
        if (!limits.isEmpty()) {
            line("What it cannot show:");
            for (String limit : limits) {
                bullet(limit);
            }
        }
    }

    private void blame() {
        if (report.blame().isEmpty()) {
            return;
        }
        int top = report.options().top() == 0 ? DEFAULT_TOP : report.options().top();
        List<BlameRow> rows = report.shown(top);
        line("");
        long shownNanos = 0;
        for (BlameRow row : rows) {
            shownNanos += row.totalNanos();
        }
        line(
                "STALLS BY CAUSE  ("
                        + rows.size()
                        + " of "
                        + report.blame().size()
                        + ", "
                        + DurationText.percent(shownNanos, report.totals().sufferedNanos())
                        + " of what was suffered)");
        if (!order(report).isEmpty()) {
            paragraph("  ", order(report));
        }
        line("");
        line("  #    total     self   others   amp  stalls  longest  cause");
        for (BlameRow row : rows) {
            blameRow(row);
        }
    }

    /** Why the totals do not fall from row to row; empty if they do. */
    static String order(Report report) {
        for (BlameRow row : report.blame()) {
            if (row.overseerNanos() > 0) {
                return "In order of total, less the waits of threads that only wait for those they"
                        + " started.";
            }
        }
        return "";
    }

    /** Sites of other rows of the table that read the same in it. */
    private List<List<String>> sitesThatLookAlike(BlameRow row, String frame) {
        List<List<String>> sites = new ArrayList<>();
        for (BlameRow other : report.blame()) {
            if (other.id() != row.id()
                    && label(other).equals(label(row))
                    && Frames.headline(other.site()).equals(frame)) {
                sites.add(other.site());
            }
        }
        return sites;
    }

    private void blameRow(BlameRow row) {
        String numbers =
                String.format(
                        Locale.ROOT,
                        "%3d %8s %8s %8s %5s %7d %8s  ",
                        row.id(),
                        DurationText.of(row.totalNanos()),
                        zeroAsDash(row.selfNanos()),
                        zeroAsDash(row.othersNanos()),
                        row.amplification() == 0
                                ? "-"
                                : String.format(Locale.ROOT, "%.1f", row.amplification()),
                        row.incidents(),
                        DurationText.of(row.longestNanos()));
        line(numbers + TextWrap.cutEnd(label(row), WIDTH - numbers.length()));
        paragraph("      ", row.sentence());
        String frame = Frames.headline(row.site());
        if (!frame.isEmpty()) {
            line("      at " + cut(frame, WIDTH - 9));
            String caller = Frames.tellingApart(row.site(), sitesThatLookAlike(row, frame));
            if (!caller.isEmpty()) {
                line("      from " + cut(caller, WIDTH - 11));
            }
        }
        if (row.targets().size() > 1) {
            paragraph("      ", targets(row));
        }
        Map<String, Long> victims = victimsByLook(row);
        int shown = 0;
        for (Map.Entry<String, Long> victim : victims.entrySet()) {
            if (shown++ == VICTIMS_SHOWN) {
                line(
                        "      ... and "
                                + Limits.count(victims.size() - VICTIMS_SHOWN, "victim")
                                + " more");
                break;
            }
            String nanos = String.format(Locale.ROOT, "%8s", DurationText.of(victim.getValue()));
            line("      <- " + nanos + "  " + victim.getKey());
        }
    }

    /** For instance {@code 3 targets: db1:5432 20 ms, db2:5432 10 ms, ...}. */
    static String targets(BlameRow row) {
        StringBuilder text = new StringBuilder();
        text.append(row.targets().size()).append(" targets:");
        int shown = 0;
        for (BlameRow.Target target : row.targets()) {
            text.append(shown == 0 ? " " : ", ");
            if (shown++ == TARGETS_SHOWN) {
                return text.append("...").toString();
            }
            text.append(cut(target.name(), MOST_OF_A_TARGET))
                    .append(' ')
                    .append(DurationText.of(target.nanos()));
        }
        return text.toString();
    }

    /** Victims without the root's own threads; two rows that would look the same are one. */
    private static Map<String, Long> victimsByLook(BlameRow row) {
        Map<String, Long> victims = new LinkedHashMap<>();
        for (VictimRow victim : row.victims()) {
            if (victim.self()) {
                continue;
            }
            StringBuilder look = new StringBuilder(cut(victim.name(), MOST_OF_A_NAME));
            look.append("  ").append(victim.operation());
            String frame = Frames.headline(victim.site());
            if (!frame.isEmpty()) {
                look.append("  at ").append(cut(frame, WIDTH - VICTIM_INDENT - look.length()));
            }
            victims.merge(look.toString(), victim.nanos(), Long::sum);
        }
        Map<String, Long> sorted = new LinkedHashMap<>();
        victims.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .forEachOrdered(victim -> sorted.put(victim.getKey(), victim.getValue()));
        return sorted;
    }

    /** The cause in a few words: kind, or for a call its operation, and the target. */
    static String label(BlameRow row) {
        String what =
                row.kind() == RootKind.CALL && !row.operation().isEmpty()
                        ? row.operation()
                        : row.kind().name().toLowerCase(Locale.ROOT);
        if (row.kind() == RootKind.UNKNOWN && !row.operation().isEmpty()) {
            what += " " + row.operation();
        }
        String target = row.target().isEmpty() ? row.detail() : ResourceNames.brief(row.target());
        return target.isEmpty() ? what : what + " " + target;
    }

    private void threads() {
        if (report.threads().isEmpty()) {
            return;
        }
        line("");
        line("THREADS  (most suffering first)");
        line("");
        line("    suffered  on others       life running blocked    idle   maybe  other  thread");
        int shown = 0;
        for (ThreadRow thread : report.threads()) {
            if (shown++ == THREADS_SHOWN) {
                line(
                        "  ... and "
                                + Limits.count(report.threads().size() - THREADS_SHOWN, "thread")
                                + " more");
                break;
            }
            threadRow(thread);
        }
    }

    private void threadRow(ThreadRow thread) {
        long running = 0;
        long blocked = 0;
        long idle = 0;
        for (Map.Entry<ThreadState, Long> state : thread.states().entrySet()) {
            if (state.getKey() == ThreadState.RUNNING) {
                running += state.getValue();
            } else if (state.getKey() == ThreadState.IDLE) {
                idle += state.getValue();
            } else if (state.getKey().isBlocked()) {
                blocked += state.getValue();
            }
        }
        long other = thread.lifeNanos() - running - blocked - idle;
        String numbers =
                String.format(
                        Locale.ROOT,
                        "  %10s %10s %10s %7s %7s %7s %7s %6s  ",
                        zeroAsDash(thread.sufferedNanos()),
                        zeroAsDash(thread.inflictedOthersNanos()),
                        DurationText.of(thread.lifeNanos()),
                        share(running, thread),
                        share(blocked, thread),
                        share(idle, thread),
                        share(thread.ambiguous().nanos(), thread),
                        share(other, thread));
        line(numbers + cut(threadName(thread), WIDTH - numbers.length()));
    }

    private static String threadName(ThreadRow thread) {
        String name = thread.name().isEmpty() ? "(no name)" : thread.name();
        if (thread.virtual()) {
            name += " (virtual)";
        }
        return thread.carrier() ? name + " (carrier)" : name;
    }

    private static String share(long nanos, ThreadRow thread) {
        return nanos == 0 ? "-" : DurationText.percent(nanos, thread.lifeNanos());
    }

    private void findings() {
        if (report.findings().isEmpty()) {
            return;
        }
        line("");
        line("FINDINGS");
        for (FindingRow finding : report.findings()) {
            line("");
            line("  " + finding.kind() + "  " + DurationText.of(finding.severityNanos()));
            paragraph("      ", finding.summary());
        }
    }

    private void ledgers() {
        for (LedgerTable table : LedgerTable.of(report.ledgers())) {
            line("");
            line(table.title().toUpperCase(Locale.ROOT));
            paragraph("  ", table.note());
            line("");
            line(ledgerLine(table.columns()));
            for (List<String> row : table.rows()) {
                line(ledgerLine(row));
            }
            if (table.more() > 0) {
                line("  ... and " + table.more() + " more");
            }
        }
    }

    private static String ledgerLine(List<String> cells) {
        StringBuilder line = new StringBuilder(" ");
        for (String cell : cells.subList(0, cells.size() - 1)) {
            line.append(String.format(Locale.ROOT, " %8s", cell));
        }
        line.append("  ");
        return line + TextWrap.cutEnd(cells.get(cells.size() - 1), WIDTH - line.length());
    }

    private static String zeroAsDash(long nanos) {
        return nanos == 0 ? "-" : DurationText.of(nanos);
    }

    private void bullet(String text) {
        TextWrap.wrap(out, "  - ", "    ", text, WIDTH);
    }

    private void paragraph(String indent, String text) {
        TextWrap.wrap(out, indent, indent, text, WIDTH);
    }

    private void line(String text) {
        out.append(text.stripTrailing()).append('\n');
    }

    private static String cut(String text, int width) {
        return TextWrap.cut(text, width);
    }
}
