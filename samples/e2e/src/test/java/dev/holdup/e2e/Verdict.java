package dev.holdup.e2e;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Holds a report against what a story expects; every difference is one sentence. */
final class Verdict {
    /** Roots that are the machine's doing and not the program's. */
    private static final Set<String> MACHINE = Set.of("CPU", "VM", "LATENCY");

    /** Findings that tell of them. */
    private static final Set<String> MACHINE_FINDINGS = Set.of("LONG_TTSP", "PRIORITY_INVERSION");

    /** Keys that speak of the first blame row: with none of them any table will do. */
    private static final Set<String> ROW =
            Set.of("kind", "operation", "detail", "site", "thread", "victims", "total");

    private final Story story;
    private final ReportDocument report;
    private final List<String> differences = new ArrayList<>();
    private final List<String> pending = new ArrayList<>();

    private Verdict(Story story, ReportDocument report) {
        this.story = story;
        this.report = report;
    }

    /** Holds the report against the story's expectation. */
    static Verdict of(Story story, ReportDocument report) {
        Verdict verdict = new Verdict(story, report);
        for (String violation : report.violations()) {
            verdict.differs("law", "to hold", violation);
        }
        if (story.has("headline") && !report.headline().matches(story.value("headline"))) {
            verdict.differs("headline", story.value("headline"), report.headline());
        }
        if (story.has("quiet")) {
            verdict.checkQuiet();
        } else if (ROW.stream().anyMatch(story::has)) {
            verdict.checkFirstRow();
        }
        verdict.checkFinding();
        verdict.checkState();
        return verdict;
    }

    /** Where the report differs from the expectation; empty if the verdict holds. */
    List<String> differences() {
        return differences;
    }

    /** The same for what the story says is pending. */
    List<String> pending() {
        return pending;
    }

    private void checkQuiet() {
        long boundNanos = nanos(story.value("quiet"));
        long blamedNanos = 0;
        for (JsonObject row : report.blame()) {
            String kind = row.getAsJsonObject("root").get("kind").getAsString();
            if (!MACHINE.contains(kind)) {
                blamedNanos += ReportDocument.number(row, "totalNanos");
            }
        }
        if (blamedNanos >= boundNanos) {
            differs(
                    "quiet",
                    "less than " + boundNanos + " ns",
                    blamedNanos + " ns; " + report.headline());
        }
        for (JsonObject finding : report.findings()) {
            boolean machine = MACHINE_FINDINGS.contains(finding.get("kind").getAsString());
            if (!machine || ReportDocument.number(finding, "severityNanos") >= boundNanos) {
                differs("finding", "none", finding.toString());
            }
        }
    }

    private void checkFirstRow() {
        if (report.blame().isEmpty()) {
            differs("kind", "a culprit", "an empty table");
            return;
        }
        JsonObject row = report.blame().get(0);
        JsonObject root = row.getAsJsonObject("root");
        checkText("kind", root.get("kind"));
        checkText("operation", root.get("operation"));
        checkText("detail", root.get("detail"));
        if (story.has("site") && !root.get("site").toString().contains(story.value("site"))) {
            differs("site", story.value("site"), root.get("site").toString());
        }
        if (story.has("thread")
                && !ReportDocument.strings(root.getAsJsonArray("threads"))
                        .contains(story.value("thread"))) {
            differs("thread", story.value("thread"), root.get("threads").toString());
        }
        if (story.has("total")) {
            checkTotal(row);
        }
    }

    private void checkTotal(JsonObject row) {
        long minNanos = nanos(story.value("total"));
        long totalNanos = ReportDocument.number(row, "totalNanos");
        if (totalNanos < minNanos) {
            differs("total", "at least " + minNanos + " ns", totalNanos + " ns");
        }
        int victims = Math.max(1, story.words("victims").size());
        for (String victim : story.words("victims")) {
            long sufferedNanos = ReportDocument.suffered(row, victim);
            if (sufferedNanos < minNanos / victims / 2) {
                differs(
                        "victims",
                        victim + " at least " + minNanos / victims / 2 + " ns",
                        sufferedNanos + " ns");
            }
        }
    }

    private void checkFinding() {
        if (!story.has("finding")) {
            return;
        }
        String says = story.has("finding-says") ? story.value("finding-says") : ".*";
        for (JsonObject finding : report.findings()) {
            if (finding.get("kind").getAsString().equals(story.value("finding"))
                    && finding.get("summary").getAsString().matches(says)
                    && ReportDocument.strings(finding.getAsJsonArray("threads"))
                            .containsAll(story.words("finding-threads"))) {
                return;
            }
        }
        differs(
                "finding",
                story.value("finding") + " of " + story.words("finding-threads") + " " + says,
                report.findings().toString());
    }

    private void checkState() {
        if (!story.has("state")) {
            return;
        }
        List<String> words = story.words("state");
        JsonElement nanos = report.thread(words.get(0)).getAsJsonObject("states").get(words.get(1));
        long foundNanos = nanos == null ? 0 : nanos.getAsLong();
        if (foundNanos < nanos(words.get(2))) {
            differs("state", story.value("state") + " s", foundNanos + " ns");
        }
    }

    private void checkText(String key, JsonElement found) {
        String text = found.isJsonNull() ? "nothing" : found.getAsString();
        if (story.has(key) && !story.value(key).equals(text)) {
            differs(key, story.value(key), text + "; " + report.headline());
        }
    }

    private void differs(String what, String expected, String found) {
        (story.isPending(what) ? pending : differences)
                .add(what + ": expected " + expected + ", found " + found);
    }

    private static long nanos(String seconds) {
        return Math.round(Double.parseDouble(seconds) * 1e9);
    }
}
