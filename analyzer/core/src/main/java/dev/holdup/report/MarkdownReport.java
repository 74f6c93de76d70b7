package dev.holdup.report;

import dev.holdup.model.ThreadState;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** The report as Markdown, for an issue or a pull request. Shows the first ten rows by default. */
public final class MarkdownReport {
    private static final int DEFAULT_TOP = 10;
    private static final int VICTIMS_NAMED = 3;
    private static final int FRAMES_SHOWN = 12;

    private final Report report;
    private final StringBuilder out = new StringBuilder();

    private MarkdownReport(Report report) {
        this.report = report;
    }

    /** The whole report. */
    public static String of(Report report) {
        MarkdownReport markdown = new MarkdownReport(report);
        markdown.header();
        markdown.blame();
        markdown.threads();
        markdown.findings();
        markdown.ledgers();
        return markdown.out.toString();
    }

    private void header() {
        Report.Totals totals = report.totals();
        line("## Holdup: " + cell(String.join(", ", report.recording().files())));
        line("");
        line("**" + text(report.headline()) + "**");
        line("");
        line(
                "Suffered "
                        + DurationText.of(totals.sufferedNanos())
                        + " by "
                        + Limits.count(totals.threads(), "thread")
                        + " in "
                        + DurationText.of(report.toNanos() - report.fromNanos())
                        + " (unknown "
                        + DurationText.percent(totals.unknownNanos(), totals.sufferedNanos())
                        + ", inferred "
                        + DurationText.percent(totals.inferredNanos(), totals.sufferedNanos())
                        + "), idle "
                        + DurationText.of(totals.idleNanos())
                        + TextReport.ambiguous(totals.ambiguous())
                        + ". "
                        + Limits.recorder(report.capture()));
        for (String limit : Limits.of(report.capture(), report.notices())) {
            line("- " + text(limit));
        }
    }

    private void blame() {
        if (report.blame().isEmpty()) {
            return;
        }
        int top = report.options().top() == 0 ? DEFAULT_TOP : report.options().top();
        List<BlameRow> rows = report.shown(top);
        line("");
        line("### Stalls by cause (" + rows.size() + " of " + report.blame().size() + ")");
        line("");
        if (!TextReport.order(report).isEmpty()) {
            line(TextReport.order(report));
            line("");
        }
        line("| # | total | self | others | amp | stalls | longest | cause | at | victims |");
        line("|--:|--:|--:|--:|--:|--:|--:|---|---|---|");
        for (BlameRow row : rows) {
            line(
                    String.format(
                            Locale.ROOT,
                            "| %d | %s | %s | %s | %.1f | %d | %s | %s | %s | %s |",
                            row.id(),
                            DurationText.of(row.totalNanos()),
                            DurationText.of(row.selfNanos()),
                            DurationText.of(row.othersNanos()),
                            row.amplification(),
                            row.incidents(),
                            DurationText.of(row.longestNanos()),
                            cell(TextReport.label(row)),
                            code(Frames.headline(row.site())),
                            victims(row)));
        }
        for (BlameRow row : rows) {
            details(row);
        }
    }

    private static String victims(BlameRow row) {
        TreeSet<String> names = new TreeSet<>();
        for (VictimRow victim : row.victims()) {
            if (!victim.self()) {
                names.add(victim.name());
            }
        }
        StringBuilder text = new StringBuilder();
        int named = 0;
        for (String name : names) {
            if (named++ == VICTIMS_NAMED) {
                text.append(" and ").append(names.size() - VICTIMS_NAMED).append(" more");
                break;
            }
            text.append(text.length() == 0 ? "" : ", ").append(code(name));
        }
        return text.toString();
    }

    private void details(BlameRow row) {
        if (row.site().isEmpty()) {
            return;
        }
        line("");
        line("<details><summary>" + row.id() + ". " + html(row.sentence()) + "</summary>");
        line("");
        if (row.targets().size() > 1) {
            line(text(TextReport.targets(row)));
            line("");
        }
        line("```");
        int shown = 0;
        for (String frame : row.site()) {
            if (shown++ == FRAMES_SHOWN) {
                line("...");
                break;
            }
            line(TextWrap.printable(frame).replace("```", "'''"));
        }
        line("```");
        line("</details>");
    }

    private void threads() {
        if (report.threads().isEmpty()) {
            return;
        }
        line("");
        line("### Threads");
        line("");
        line("| thread | suffered | inflicted on others | idle | ambiguous | life |");
        line("|---|--:|--:|--:|--:|--:|");
        int shown = 0;
        for (ThreadRow thread : report.threads()) {
            if (shown++ == DEFAULT_TOP) {
                line("");
                line("... and " + (report.threads().size() - DEFAULT_TOP) + " more.");
                break;
            }
            line(
                    "| "
                            + code(thread.name())
                            + " | "
                            + DurationText.of(thread.sufferedNanos())
                            + " | "
                            + DurationText.of(thread.inflictedOthersNanos())
                            + " | "
                            + DurationText.of(thread.states().getOrDefault(ThreadState.IDLE, 0L))
                            + " | "
                            + DurationText.of(thread.ambiguous().nanos())
                            + " | "
                            + DurationText.of(thread.lifeNanos())
                            + " |");
        }
    }

    private void findings() {
        if (report.findings().isEmpty()) {
            return;
        }
        line("");
        line("### Findings");
        line("");
        for (FindingRow finding : report.findings()) {
            line(
                    "- **"
                            + finding.kind()
                            + "** ("
                            + DurationText.of(finding.severityNanos())
                            + "): "
                            + text(finding.summary()));
        }
    }

    private void ledgers() {
        for (LedgerTable table : LedgerTable.of(report.ledgers())) {
            line("");
            line(
                    "### "
                            + table.title().substring(0, 1).toUpperCase(Locale.ROOT)
                            + table.title().substring(1));
            line("");
            line(table.note());
            line("");
            line("| " + String.join(" | ", table.columns()) + " |");
            line("|" + "--:|".repeat(table.columns().size() - 1) + "---|");
            for (List<String> row : table.rows()) {
                StringBuilder cells = new StringBuilder("|");
                for (String text : row) {
                    cells.append(' ').append(cell(text)).append(" |");
                }
                line(cells.toString());
            }
            if (table.more() > 0) {
                line("");
                line("... and " + table.more() + " more.");
            }
        }
    }

    private void line(String text) {
        out.append(text).append('\n');
    }

    /** Names come from the observed program: they must not end a cell or begin markup. */
    private static String cell(String text) {
        return text(text).replace("|", "\\|");
    }

    /** Escapes everything outside of code spans; unbalanced backticks begin no span. */
    private static String text(String text) {
        String[] parts = TextWrap.printable(text).split("`", -1);
        boolean balanced = parts.length % 2 == 1;
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < parts.length; i++) {
            boolean inSpan = balanced && i % 2 == 1;
            escaped.append(i == 0 ? "" : balanced ? "`" : "&#96;");
            escaped.append(
                    inSpan ? parts[i] : html(parts[i]).replace("*", "\\*").replace("_", "\\_"));
        }
        return escaped.toString();
    }

    private static String code(String text) {
        return text.isEmpty()
                ? ""
                : "`" + TextWrap.printable(text).replace('`', '\'').replace("|", "\\|") + "`";
    }

    private static String html(String text) {
        return TextWrap.printable(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }
}
