package dev.holdup.query;

import dev.holdup.base.JsonWriter;
import dev.holdup.model.CaptureInfo;
import dev.holdup.model.Notice;
import dev.holdup.model.PauseTable;
import dev.holdup.model.RecordingInfo;
import dev.holdup.model.ThreadState;
import dev.holdup.model.ThreadTable;
import dev.holdup.report.BlameRow;
import dev.holdup.report.FindingRow;
import dev.holdup.report.Report;
import java.util.Map;
import java.util.function.IntToLongFunction;

/**
 * The first answer a viewer asks for: where the recording comes from and what it could see, totals,
 * threads as columns, pauses as columns, the ranked stalls as sentences.
 */
final class OverviewAnswer {
    private static final int VIRTUAL = 1;
    private static final int CARRIER = 2;
    private static final int SYSTEM = 4;
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
        totals(json);
        json.name("states").beginArray();
        for (ThreadState state : ThreadState.values()) {
            json.string(state.name());
        }
        json.endArray();
        threads(json);
        pauses(json);
        stalls(json);
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
                .member("ambiguousIdle", session.blame().ambiguousIdleNanos())
                .member("unknown", totals.unknownNanos())
                .member("inferred", totals.inferredNanos())
                .name("states")
                .beginObject();
        for (Map.Entry<ThreadState, Long> state : totals.states().entrySet()) {
            json.member(state.getKey().name(), state.getValue());
        }
        json.endObject().endObject();
    }

    private void threads(JsonWriter json) {
        ThreadTable threads = session.trace().threads();
        json.name("groups").beginArray();
        for (String name : session.groups().names()) {
            json.string(name);
        }
        json.endArray().name("threads").beginObject();
        json.name("names").beginArray();
        for (int thread = 0; thread < threads.size(); thread++) {
            json.string(threads.name(thread));
        }
        json.endArray();
        column("group", thread -> session.groups().of(thread), json);
        column("javaThreadId", threads::javaThreadId, json);
        column("osThreadId", threads::osThreadId, json);
        column("flags", thread -> flags(threads, thread), json);
        column("from", threads::startNanos, json);
        column("to", threads::endNanos, json);
        column("suffered", session.blame()::sufferedNanos, json);
        column("inflicted", session.blame()::inflictedOthersNanos, json);
        column("idle", thread -> session.blame().stateNanos(thread, ThreadState.IDLE), json);
        column("running", thread -> session.blame().stateNanos(thread, ThreadState.RUNNING), json);
        json.endObject();
    }

    private static int flags(ThreadTable threads, int thread) {
        return (threads.isVirtual(thread) ? VIRTUAL : 0)
                | (threads.isCarrier(thread) ? CARRIER : 0)
                | (threads.isSystem(thread) ? SYSTEM : 0);
    }

    private void column(String name, IntToLongFunction values, JsonWriter json) {
        json.name(name).beginArray();
        for (int thread = 0; thread < session.threads(); thread++) {
            json.number(values.applyAsLong(thread));
        }
        json.endArray();
    }

    private void pauses(JsonWriter json) {
        PauseTable pauses = session.trace().pauses();
        int shown = Math.min(pauses.size(), PAUSE_LIMIT);
        json.name("pauses").beginObject().member("count", pauses.size());
        json.name("from").beginArray();
        for (int pause = 0; pause < shown; pause++) {
            json.number(pauses.startNanos(pause));
        }
        json.endArray().name("to").beginArray();
        for (int pause = 0; pause < shown; pause++) {
            json.number(pauses.endNanos(pause));
        }
        json.endArray().name("kind").beginArray();
        for (int pause = 0; pause < shown; pause++) {
            json.string(pauses.kind(pause).name());
        }
        json.endArray().name("name").beginArray();
        for (int pause = 0; pause < shown; pause++) {
            json.string(pauses.name(pause));
        }
        json.endArray().endObject();
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
                    .member("wall", row.wallNanos())
                    .member("incidents", row.incidents())
                    .member("longest", row.longestNanos())
                    .member("inferred", row.inferredNanos())
                    .member("victims", row.victims().size());
            json.name("threads").beginArray();
            for (String name : row.threads()) {
                json.string(name);
            }
            json.endArray().name("site").beginArray();
            for (String frame : row.site()) {
                json.string(frame);
            }
            json.endArray().endObject();
        }
        json.endArray();
    }

    private void findings(JsonWriter json) {
        json.name("findings").beginArray();
        for (FindingRow finding : report.findings()) {
            json.beginObject()
                    .member("kind", finding.kind())
                    .member("severity", finding.severityNanos())
                    .member("summary", finding.summary());
            json.name("threads").beginArray();
            for (String name : finding.threads()) {
                json.string(name);
            }
            json.endArray().name("resources").beginArray();
            for (String name : finding.resources()) {
                json.string(name);
            }
            json.endArray().name("stalls").beginArray();
            for (int row : finding.blame()) {
                json.number(row);
            }
            json.endArray().endObject();
        }
        json.endArray();
    }
}
