package dev.holdup.report;

import com.google.gson.stream.JsonWriter;
import dev.holdup.model.CaptureInfo;
import dev.holdup.model.Notice;
import dev.holdup.model.ThreadState;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;

/**
 * Writes {@code holdup.report/1}; its schema is {@code holdup.report-1.schema.json} next to this
 * class. Every time is an integer number of nanoseconds. What is not known is null or absent, never
 * zero.
 */
public final class JsonReport {
    /** Value of the member {@code schema}. */
    public static final String SCHEMA = "holdup.report/1";

    private final JsonWriter json;

    private JsonReport(JsonWriter json) {
        this.json = json;
    }

    /** Writes the whole report; {@code options.top} cuts the blame table and says so. */
    public static void write(Report report, Writer out) throws IOException {
        JsonWriter json = new JsonWriter(out);
        json.setIndent(" ");
        json.setHtmlSafe(false);
        new JsonReport(json).report(report);
        json.flush();
    }

    private void report(Report report) throws IOException {
        json.beginObject();
        json.name("schema").value(SCHEMA);
        recording(report);
        window(report);
        json.name("headline").value(report.headline());
        totals(report.totals());
        json.name("blame").beginArray();
        for (BlameRow row : report.shownBlame()) {
            blame(row);
        }
        json.endArray();
        json.name("threads").beginArray();
        for (ThreadRow thread : report.threads()) {
            thread(thread);
        }
        json.endArray();
        json.name("findings").beginArray();
        for (FindingRow finding : report.findings()) {
            finding(finding);
        }
        json.endArray();
        ledgers(report.ledgers());
        json.endObject();
    }

    private void recording(Report report) throws IOException {
        json.name("recording").beginObject();
        strings("files", report.recording().files());
        json.name("startEpochNanos").value(report.recording().startEpochNanos());
        json.name("durationNanos").value(report.recording().durationNanos());
        json.name("jvm").beginObject();
        numberOrNull("pid", report.recording().pid());
        stringOrNull("version", report.recording().jvmVersion());
        stringOrNull("command", report.recording().command());
        json.endObject();
        capture(report.capture());
        json.name("notices").beginArray();
        for (Notice notice : report.notices()) {
            json.beginObject();
            json.name("kind").value(notice.kind());
            json.name("text").value(notice.text());
            json.endObject();
        }
        json.endArray();
        json.endObject();
    }

    private void capture(CaptureInfo capture) throws IOException {
        json.name("capture").beginObject();
        json.name("tier").value(capture.tier().text());
        json.name("hooksLive").value(capture.hooksLive());
        strings("hooksMissing", capture.hooksMissing());
        json.name("kernelLane").value(capture.kernelLane());
        json.name("thresholdsNanos").beginObject();
        for (Map.Entry<String, Long> threshold : capture.thresholdsNanos().entrySet()) {
            json.name(threshold.getKey()).value(threshold.getValue());
        }
        json.endObject();
        strings("throttled", capture.throttled());
        json.name("lostEvents").value(capture.lostEvents());
        json.endObject();
    }

    private void window(Report report) throws IOException {
        json.name("window").beginObject();
        json.name("fromNanos").value(report.fromNanos());
        json.name("toNanos").value(report.toNanos());
        json.name("threads")
                .value(report.options().isEveryone() ? null : report.options().threads().pattern());
        json.name("idleRules").value(report.idleRulesVersion());
        int omitted = report.blame().size() - report.shownBlame().size();
        json.name("omittedBlameRows").value(omitted);
        json.endObject();
    }

    private void totals(Report.Totals totals) throws IOException {
        json.name("totals").beginObject();
        json.name("threads").value(totals.threads());
        json.name("virtualThreads").value(totals.virtualThreads());
        json.name("sufferedNanos").value(totals.sufferedNanos());
        json.name("idleNanos").value(totals.idleNanos());
        ambiguous(totals.ambiguous());
        json.name("unknownNanos").value(totals.unknownNanos());
        json.name("inferredNanos").value(totals.inferredNanos());
        states(totals.states());
        json.endObject();
    }

    private void blame(BlameRow row) throws IOException {
        json.beginObject();
        json.name("id").value(row.id());
        json.name("root").beginObject();
        json.name("kind").value(row.kind().name());
        stringOrNull("operation", row.operation());
        stringOrNull("target", row.target());
        json.name("targets").beginArray();
        for (BlameRow.Target target : row.targets()) {
            json.beginObject();
            json.name("target").value(target.name());
            json.name("nanos").value(target.nanos());
            json.endObject();
        }
        json.endArray();
        stringOrNull("detail", row.detail());
        strings("site", row.site());
        strings("threads", row.threads());
        json.endObject();
        json.name("summary").value(row.sentence());
        json.name("totalNanos").value(row.totalNanos());
        json.name("selfNanos").value(row.selfNanos());
        json.name("othersNanos").value(row.othersNanos());
        json.name("overseerNanos").value(row.overseerNanos());
        json.name("wallNanos").value(row.wallNanos());
        json.name("amplification").value(Math.round(row.amplification() * 1000) / 1000.0);
        json.name("incidents").value(row.incidents());
        json.name("longestNanos").value(row.longestNanos());
        json.name("exactNanos").value(row.exactNanos());
        json.name("inferredNanos").value(row.inferredNanos());
        json.name("victims").beginArray();
        for (VictimRow victim : row.victims()) {
            victim(victim);
        }
        json.endArray();
        json.endObject();
    }

    private void victim(VictimRow victim) throws IOException {
        json.beginObject();
        json.name("thread").value(victim.name());
        numberOrNull("javaThreadId", victim.javaThreadId());
        json.name("virtual").value(victim.virtual());
        json.name("self").value(victim.self());
        json.name("nanos").value(victim.nanos());
        json.name("operation").value(victim.operation());
        strings("through", victim.through());
        strings("site", victim.site());
        json.endObject();
    }

    private void thread(ThreadRow thread) throws IOException {
        json.beginObject();
        json.name("name").value(thread.name());
        numberOrNull("javaThreadId", thread.javaThreadId());
        numberOrNull("osThreadId", thread.osThreadId());
        json.name("virtual").value(thread.virtual());
        json.name("carrier").value(thread.carrier());
        stringOrNull("group", thread.group());
        json.name("lifeNanos").value(thread.lifeNanos());
        states(thread.states());
        ambiguous(thread.ambiguous());
        json.name("sufferedNanos").value(thread.sufferedNanos());
        json.name("inflictedOthersNanos").value(thread.inflictedOthersNanos());
        json.name("causes").beginArray();
        for (ThreadRow.Cause cause : thread.causes()) {
            json.beginObject();
            json.name("blame").value(cause.blame());
            json.name("nanos").value(cause.nanos());
            json.endObject();
        }
        json.endArray();
        json.endObject();
    }

    private void finding(FindingRow finding) throws IOException {
        json.beginObject();
        json.name("kind").value(finding.kind());
        json.name("severityNanos").value(finding.severityNanos());
        json.name("summary").value(finding.summary());
        strings("threads", finding.threads());
        strings("resources", finding.resources());
        json.name("blame").beginArray();
        for (int id : finding.blame()) {
            json.value(id);
        }
        json.endArray();
        json.endObject();
    }

    private void ledgers(Ledgers ledgers) throws IOException {
        json.name("queues").beginArray();
        for (Ledgers.Queue queue : ledgers.queues()) {
            queue(queue);
        }
        json.endArray();
        json.name("starvation").beginArray();
        for (Ledgers.Starvation row : ledgers.starvation()) {
            json.beginObject();
            json.name("thread").value(row.thread());
            numberOrNull("javaThreadId", row.javaThreadId());
            json.name("nanos").value(row.nanos());
            causes("causes", row.causes());
            json.endObject();
        }
        json.endArray();
        json.name("headroom").beginArray();
        for (Ledgers.Headroom row : ledgers.headroom()) {
            json.beginObject();
            json.name("thread").value(row.thread());
            json.name("operation").value(row.operation());
            strings("site", row.site());
            json.name("startNanos").value(row.startNanos());
            json.name("waitedNanos").value(row.waitedNanos());
            json.name("headroomNanos").value(row.headroomNanos());
            json.endObject();
        }
        json.endArray();
    }

    private void queue(Ledgers.Queue queue) throws IOException {
        json.beginObject();
        json.name("executor").value(queue.executor());
        json.name("tasks").value(queue.tasks());
        json.name("workers").value(queue.workers());
        json.name("queuedNanos").value(queue.queuedNanos());
        json.name("executedNanos").value(queue.executedNanos());
        json.name("queueNanos").value(queue.queueNanos());
        json.name("longestQueue").value(queue.longestQueue());
        json.name("starvedNanos").value(queue.starvedNanos());
        json.name("fullyStarvedNanos").value(queue.fullyStarvedNanos());
        json.name("idleNanos").value(queue.idleNanos());
        json.name("arrivalsPerSecond").value(rounded(queue.arrivalsPerSecond()));
        json.name("meanQueuedNanos").value(rounded(queue.meanQueuedNanos()));
        json.name("meanQueueLength").value(rounded(queue.meanQueueLength()));
        json.name("utilisation").value(rounded(queue.utilisation()));
        causes("behind", queue.behind());
        json.endObject();
    }

    private void causes(String name, List<Ledgers.Cause> causes) throws IOException {
        json.name(name).beginArray();
        for (Ledgers.Cause cause : causes) {
            json.beginObject();
            json.name("kind").value(cause.kind().name());
            stringOrNull("thread", cause.thread());
            stringOrNull("operation", cause.operation());
            stringOrNull("target", cause.target());
            stringOrNull("detail", cause.detail());
            json.name("nanos").value(cause.nanos());
            json.endObject();
        }
        json.endArray();
    }

    private static double rounded(double number) {
        return Math.round(number * 1_000_000) / 1_000_000.0;
    }

    private void ambiguous(Ambiguous ambiguous) throws IOException {
        json.name("ambiguousIdleNanos").value(ambiguous.idleNanos());
        json.name("ambiguousStallNanos").value(ambiguous.stallNanos());
    }

    private void states(Map<ThreadState, Long> states) throws IOException {
        json.name("states").beginObject();
        for (Map.Entry<ThreadState, Long> state : states.entrySet()) {
            json.name(state.getKey().name()).value(state.getValue());
        }
        json.endObject();
    }

    private void strings(String name, List<String> texts) throws IOException {
        json.name(name).beginArray();
        for (String text : texts) {
            json.value(text);
        }
        json.endArray();
    }

    private void stringOrNull(String name, String text) throws IOException {
        json.name(name).value(text.isEmpty() ? null : text);
    }

    private void numberOrNull(String name, long number) throws IOException {
        json.name(name);
        if (number == 0) {
            json.nullValue();
        } else {
            json.value(number);
        }
    }
}
