package dev.holdup.report;

import dev.holdup.model.ThreadState;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The report as one HTML file: no script, no network, every row unless {@code options.top} is set.
 * Stacks open on click.
 */
public final class HtmlReport {
    private final Report report;
    private final StringBuilder out = new StringBuilder();

    private HtmlReport(Report report) {
        this.report = report;
    }

    /** The whole page. */
    public static String of(Report report) {
        HtmlReport html = new HtmlReport(report);
        html.head();
        html.summary();
        html.blame();
        html.findings();
        html.ledgers();
        html.threads();
        html.out.append("</main></body></html>\n");
        return html.out.toString();
    }

    private void head() {
        String title = escape(String.join(", ", report.recording().files()));
        out.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width\">")
                // The page asks for nothing; a name from the recording could not make it either.
                .append(
                        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';")
                .append(" style-src 'unsafe-inline'\">")
                .append("<title>Holdup: ")
                .append(title)
                .append("</title>\n<style>\n")
                .append(style())
                .append("</style></head>\n<body><main>\n<h1>Holdup <small>")
                .append(title)
                .append("</small></h1>\n");
    }

    private static String style() {
        try (InputStream in = HtmlReport.class.getResourceAsStream("report.css")) {
            if (in == null) {
                throw new IllegalStateException("report.css: expected in the jar, found none");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void summary() {
        Report.Totals totals = report.totals();
        element("p class=\"headline\"", "p", report.headline());
        out.append("<dl>");
        fact("suffered", DurationText.of(totals.sufferedNanos()));
        fact("unknown", DurationText.percent(totals.unknownNanos(), totals.sufferedNanos()));
        fact("inferred", DurationText.percent(totals.inferredNanos(), totals.sufferedNanos()));
        fact("idle", DurationText.of(totals.idleNanos()));
        if (totals.ambiguous().nanos() > 0) {
            fact(
                    totals.ambiguous().idleNanos() > 0
                            ? "of it, may be stalls"
                            : "stalls that may be idle",
                    DurationText.of(totals.ambiguous().nanos()));
        }
        fact("threads", Integer.toString(totals.threads()));
        fact("window", DurationText.of(report.toNanos() - report.fromNanos()));
        if (report.recording().pid() != 0) {
            fact("pid", Long.toString(report.recording().pid()));
        }
        if (!report.recording().jvmVersion().isEmpty()) {
            fact("JVM", report.recording().jvmVersion());
        }
        if (!report.recording().command().isEmpty()) {
            fact("command", report.recording().command());
        }
        out.append("</dl>\n");
        bar(totals.states());
        element("p", "p", Limits.recorder(report.capture()));
        List<String> limits = Limits.of(report.capture(), report.notices());
        if (!limits.isEmpty()) {
            out.append("<details><summary>What this recording cannot show (")
                    .append(limits.size())
                    .append(")</summary><ul>");
            for (String limit : limits) {
                element("li", "li", limit);
            }
            out.append("</ul></details>\n");
        }
    }

    private void fact(String name, String value) {
        out.append("<div>");
        element("dt", "dt", name);
        element("dd", "dd", value);
        out.append("</div>");
    }

    /** Shares of the states as a bar; the title of each part says what it is. */
    private void bar(Map<ThreadState, Long> states) {
        long sum = 0;
        for (long nanos : states.values()) {
            sum += nanos;
        }
        if (sum == 0) {
            return;
        }
        out.append("<div class=\"bar\">");
        for (Map.Entry<ThreadState, Long> state : states.entrySet()) {
            out.append("<i class=\"")
                    .append(family(state.getKey()))
                    .append("\" style=\"flex-grow:")
                    .append(String.format(Locale.ROOT, "%.4f", 100.0 * state.getValue() / sum))
                    .append("\" title=\"")
                    .append(state.getKey())
                    .append(' ')
                    .append(DurationText.of(state.getValue()))
                    .append(", ")
                    .append(DurationText.percent(state.getValue(), sum))
                    .append("\"></i>");
        }
        out.append("</div>\n");
    }

    private static String family(ThreadState state) {
        return switch (state) {
            case RUNNING -> "run";
            case IDLE -> "idle";
            case UNKNOWN -> "unknown";
            case SPIN, RUNNABLE_CPU, RUNNABLE_CARRIER -> "ready";
            case STOPPED_VM -> "vm";
            case BLOCKED_MONITOR, BLOCKED_LOCK -> "lock";
            case BLOCKED_NET, BLOCKED_FILE, BLOCKED_DNS, BLOCKED_PROCESS, BLOCKED_NATIVE -> "io";
            case BLOCKED_CONDITION,
                    BLOCKED_FUTURE,
                    BLOCKED_QUEUE,
                    BLOCKED_JOIN,
                    BLOCKED_SLEEP,
                    BLOCKED_PARK,
                    BLOCKED_CLASSINIT ->
                    "wait";
        };
    }

    private void blame() {
        List<BlameRow> rows = report.shownBlame();
        out.append("<h2>Stalls by cause</h2>\n");
        if (rows.isEmpty()) {
            element("p", "p", "None.");
            return;
        }
        if (rows.size() < report.blame().size()) {
            element("p", "p", "The first " + rows.size() + " of " + report.blame().size() + ".");
        }
        if (!TextReport.order(report).isEmpty()) {
            element("p", "p", TextReport.order(report));
        }
        out.append("<table><thead><tr><th>#<th>total<th>self<th>others<th>amp<th>stalls<th>longest")
                .append("<th class=\"text\">cause</tr></thead>\n<tbody>");
        for (BlameRow row : rows) {
            blameRow(row);
        }
        out.append("</tbody></table>\n");
    }

    private void blameRow(BlameRow row) {
        out.append("<tr id=\"b").append(row.id()).append("\">");
        number(Integer.toString(row.id()));
        number(DurationText.of(row.totalNanos()));
        number(DurationText.of(row.selfNanos()));
        number(DurationText.of(row.othersNanos()));
        number(String.format(Locale.ROOT, "%.1f", row.amplification()));
        number(Long.toString(row.incidents()));
        number(DurationText.of(row.longestNanos()));
        out.append("<td class=\"text\"><details><summary><b>")
                .append(escape(TextReport.label(row)))
                .append("</b> <code>")
                .append(escape(Frames.headline(row.site())))
                .append("</code><br>")
                .append(escape(row.sentence()))
                .append("</summary>");
        element("p", "p", "In " + String.join(", ", row.threads()));
        stack(row.site());
        if (row.targets().size() > 1) {
            out.append("<details><summary>")
                    .append(row.targets().size())
                    .append(" targets</summary><ul>");
            for (BlameRow.Target target : row.targets()) {
                element("li", "li", target.name() + " " + DurationText.of(target.nanos()));
            }
            out.append("</ul></details>");
        }
        out.append(
                        "<table><thead><tr><th>victim's time<th class=\"text\">victim<th class=\"text\">")
                .append("waited in<th class=\"text\">through</tr></thead><tbody>");
        for (VictimRow victim : row.victims()) {
            out.append("<tr>");
            number(DurationText.of(victim.nanos()));
            out.append("<td class=\"text\"><details><summary>")
                    .append(escape(victim.name()))
                    .append("</summary>");
            stack(victim.site());
            out.append("</details>");
            element("td class=\"text\"", "td", victim.operation());
            element("td class=\"text\"", "td", String.join(" < ", victim.through()));
            out.append("</tr>");
        }
        out.append("</tbody></table></details></td></tr>\n");
    }

    private void stack(List<String> site) {
        if (site.isEmpty()) {
            element("p class=\"dim\"", "p", "stack not recorded");
            return;
        }
        out.append("<pre>");
        for (String frame : site) {
            boolean plumbing = Frames.isPlumbing(frame);
            out.append(plumbing ? "<span class=\"dim\">" : "")
                    .append(escape(frame))
                    .append(plumbing ? "</span>\n" : "\n");
        }
        out.append("</pre>");
    }

    private void findings() {
        if (report.findings().isEmpty()) {
            return;
        }
        out.append("<h2>Findings</h2>\n<ul>");
        for (FindingRow finding : report.findings()) {
            out.append("<li><b>")
                    .append(escape(finding.kind()))
                    .append("</b> ")
                    .append(DurationText.of(finding.severityNanos()))
                    .append(": ")
                    .append(escape(finding.summary()));
            for (int id : finding.blame()) {
                out.append(" <a href=\"#b").append(id).append("\">#").append(id).append("</a>");
            }
            out.append("</li>\n");
        }
        out.append("</ul>\n");
    }

    private void threads() {
        out.append(
                        "<h2>Threads</h2>\n<table><thead><tr><th>suffered<th>on others<th>idle<th>ambiguous<th>life")
                .append("<th class=\"text\">states<th class=\"text\">thread")
                .append("<th class=\"text\">causes</tr></thead><tbody>\n");
        for (ThreadRow thread : report.threads()) {
            out.append("<tr>");
            number(DurationText.of(thread.sufferedNanos()));
            number(DurationText.of(thread.inflictedOthersNanos()));
            number(DurationText.of(thread.states().getOrDefault(ThreadState.IDLE, 0L)));
            number(DurationText.of(thread.ambiguous().nanos()));
            number(DurationText.of(thread.lifeNanos()));
            out.append("<td class=\"states\">");
            bar(thread.states());
            element("td class=\"text\"", "td", thread.name());
            out.append("<td class=\"text\">");
            int shown = 0;
            for (ThreadRow.Cause cause : thread.causes()) {
                if (shown++ == 3) {
                    break;
                }
                out.append("<a href=\"#b")
                        .append(cause.blame())
                        .append("\">#")
                        .append(cause.blame())
                        .append("</a> ")
                        .append(DurationText.of(cause.nanos()))
                        .append(' ');
            }
            out.append("</tr>\n");
        }
        out.append("</tbody></table>\n");
    }

    private void ledgers() {
        for (LedgerTable table : LedgerTable.of(report.ledgers())) {
            String title = table.title();
            element(
                    "h2",
                    "h2",
                    title.substring(0, 1).toUpperCase(Locale.ROOT) + title.substring(1));
            element("p", "p", table.note());
            int last = table.columns().size() - 1;
            out.append("<table><thead><tr>");
            for (int i = 0; i <= last; i++) {
                element(i == last ? "th class=\"text\"" : "th", "th", table.columns().get(i));
            }
            out.append("</tr></thead><tbody>\n");
            for (List<String> row : table.rows()) {
                out.append("<tr>");
                for (int i = 0; i <= last; i++) {
                    element(i == last ? "td class=\"text\"" : "td", "td", row.get(i));
                }
                out.append("</tr>\n");
            }
            out.append("</tbody></table>\n");
            if (table.more() > 0) {
                element("p", "p", "... and " + table.more() + " more.");
            }
        }
    }

    private void number(String text) {
        out.append("<td>").append(text).append("</td>");
    }

    private void element(String open, String name, String text) {
        out.append('<').append(open).append('>').append(escape(text));
        out.append("</").append(name).append('>');
    }

    private static String escape(String text) {
        return TextWrap.printable(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
