package dev.holdup.query;

import dev.holdup.base.JsonWriter;
import dev.holdup.base.SortByKey;
import dev.holdup.model.CaptureInfo;
import dev.holdup.model.Notice;
import dev.holdup.model.PauseTable;
import dev.holdup.model.RecordingInfo;
import dev.holdup.model.ThreadState;
import dev.holdup.report.BlameRow;
import dev.holdup.report.FindingRow;
import dev.holdup.report.Report;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The first answer a viewer asks for: where the recording comes from and what it could see, totals,
 * pauses as columns, the ranked stalls as sentences. Its size does not depend on the number of
 * threads; these are in {@link ThreadDirectory}.
 */
final class OverviewAnswer {
    /** Names of threads in a row or a finding; how many there are is told. */
    private static final int NAME_LIMIT = 20;

    /** Objects that can be lanes; all of them are in a table of their own. */
    private static final int RESOURCE_LANES = 60;

    private static final long NANOS_PER_MILLI = 1_000_000;

    /** More pauses than this are not drawn one by one; the longest are kept. */
    private static final int PAUSE_LIMIT = 20_000;

    private final Session session;
    private final Report report;

    OverviewAnswer(Session session) {
        this.session = session;
        report = session.report();
    }

    void write(JsonWriter json) {
        json.beginObject().member("title", session.title());
        json.member("headline", report.headline());
        recording(json);
        capture(json);
        json.name("notices").beginArray();
        for (Notice notice : session.trace().notices()) {
            json.beginObject();
            json.member("kind", notice.kind()).member("text", notice.text()).endObject();
        }
        json.endArray();
        json.name("window")
                .beginObject()
                .member("from", report.fromNanos())
                .member("to", report.toNanos())
                .member("idleRules", report.idleRulesVersion())
                .endObject();
        totals(json);
        json.name("states").beginArray();
        for (ThreadState state : ThreadState.values()) {
            json.string(state.name());
        }
        json.endArray();
        new ResourcesAnswer(session).writeLanes(RESOURCE_LANES, json);
        json.member("pinnedWaits", session.pinned().size())
                .member("pinnedNanos", session.pinned().totalNanos());
        pauses(json);
        stalls(json);
        first(json);
        findings(json);
        json.endObject();
    }

    private void recording(JsonWriter json) {
        RecordingInfo recording = session.trace().recording();
        json.name("recording").beginObject().name("files").beginArray();
        for (String file : recording.files()) {
            json.string(file);
        }
        json.endArray();
        // Milliseconds: nanoseconds since 1970 do not fit a double.
        json.member("startEpochMillis", recording.startEpochNanos() / NANOS_PER_MILLI)
                .member("durationNanos", recording.durationNanos())
                .member("pid", recording.pid())
                .member("jvmVersion", recording.jvmVersion())
                .member("command", recording.command())
                .endObject();
    }

    private void capture(JsonWriter json) {
        CaptureInfo capture = session.trace().capture();
        json.name("capture").beginObject();
        json.member("tier", capture.tier().text()).member("hooksLive", capture.hooksLive());
        json.name("hooksMissing").beginArray();
        for (String hook : capture.hooksMissing()) {
            json.string(hook);
        }
        json.endArray().member("kernelLane", capture.kernelLane());
        json.name("thresholdsNanos").beginObject();
        for (Map.Entry<String, Long> threshold : capture.thresholdsNanos().entrySet()) {
            json.member(threshold.getKey(), threshold.getValue());
        }
        json.endObject().name("throttled").beginArray();
        for (String type : capture.throttled()) {
            json.string(type);
        }
        json.endArray().member("lostEvents", capture.lostEvents()).endObject();
    }

    private void totals(JsonWriter json) {
        Report.Totals totals = report.totals();
        json.name("totals")
                .beginObject()
                .member("threads", totals.threads())
                .member("virtualThreads", totals.virtualThreads())
                .member("suffered", totals.sufferedNanos())
                .member("idle", totals.idleNanos())
                .member("ambiguousIdle", totals.ambiguous().idleNanos())
                .member("ambiguousStall", totals.ambiguous().stallNanos())
                .member("unknown", totals.unknownNanos())
                .member("inferred", totals.inferredNanos())
                .name("states")
                .beginObject();
        for (Map.Entry<ThreadState, Long> state : totals.states().entrySet()) {
            json.member(state.getKey().name(), state.getValue());
        }
        json.endObject().endObject();
    }

    private void pauses(JsonWriter json) {
        PauseTable pauses = session.trace().pauses();
        int[] shown = shownPauses(pauses);
        json.name("pauses").beginObject().member("count", pauses.size());
        json.name("from").beginArray();
        for (int pause : shown) {
            json.number(pauses.startNanos(pause));
        }
        json.endArray().name("to").beginArray();
        for (int pause : shown) {
            json.number(pauses.endNanos(pause));
        }
        json.endArray().name("kind").beginArray();
        for (int pause : shown) {
            json.string(pauses.kind(pause).name());
        }
        json.endArray().name("name").beginArray();
        for (int pause : shown) {
            json.string(pauses.name(pause));
        }
        json.endArray().endObject();
    }

    /** The longest ones if there are too many, in order of their starts. */
    private static int[] shownPauses(PauseTable pauses) {
        int[] rows = new int[pauses.size()];
        long[] keys = new long[rows.length];
        for (int pause = 0; pause < rows.length; pause++) {
            rows[pause] = pause;
            keys[pause] = pauses.startNanos(pause) - pauses.endNanos(pause);
        }
        if (rows.length > PAUSE_LIMIT) {
            SortByKey.sort(rows, keys);
            rows = Arrays.copyOf(rows, PAUSE_LIMIT);
        }
        for (int pause = 0; pause < pauses.size(); pause++) {
            keys[pause] = pauses.startNanos(pause);
        }
        SortByKey.sort(rows, keys);
        return rows;
    }

    private void stalls(JsonWriter json) {
        json.name("stalls").beginArray();
        for (BlameRow row : report.blame()) {
            json.beginObject()
                    .member("id", row.id())
                    .member("kind", row.kind().name())
                    .member("operation", row.operation())
                    .member("target", row.target())
                    .member("detail", row.detail())
                    .member("sentence", row.sentence())
                    .member("total", row.totalNanos())
                    .member("self", row.selfNanos())
                    .member("others", row.othersNanos())
                    .member("overseers", row.overseerNanos())
                    .member("wall", row.wallNanos())
                    .member("own", row.ownNanos())
                    .member("incidents", row.incidents())
                    .member("longest", row.longestNanos())
                    .member("inferred", row.inferredNanos())
                    .member("victims", row.victims().size());
            names("threads", row.threads(), json);
            json.name("site").beginArray();
            for (String frame : row.site()) {
                json.string(frame);
            }
            json.endArray().endObject();
        }
        json.endArray();
    }

    /**
     * Where a viewer looks first, so that it can ask for all of it at once; null if nothing
     * stalled.
     */
    private void first(JsonWriter json) {
        json.name("first");
        Optional<StallAnswer.Worst> worst =
                report.blame().isEmpty() ? Optional.empty() : session.worst(report.blame().get(0));
        if (worst.isEmpty()) {
            json.absent();
            return;
        }
        json.beginObject()
                .member("stall", report.blame().get(0).id())
                .member("thread", worst.get().victim())
                .member("at", worst.get().atNanos())
                .endObject();
    }

    private void findings(JsonWriter json) {
        json.name("findings").beginArray();
        for (FindingRow finding : report.findings()) {
            json.beginObject()
                    .member("kind", finding.kind())
                    .member("severity", finding.severityNanos())
                    .member("summary", finding.summary());
            names("threads", finding.threads(), json);
            names("resources", finding.resources(), json);
            json.name("stalls").beginArray();
            for (int row : finding.blame()) {
                json.number(row);
            }
            json.endArray().endObject();
        }
        json.endArray();
    }

    private static void names(String member, List<String> names, JsonWriter json) {
        json.member(member + "Count", names.size()).name(member).beginArray();
        for (String name : names.subList(0, Math.min(names.size(), NAME_LIMIT))) {
            json.string(name);
        }
        json.endArray();
    }
}
