package dev.holdup.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.holdup.base.JsonWriter;
import dev.holdup.blame.BlameEngine;
import dev.holdup.blame.BlameOptions;
import dev.holdup.model.CaptureInfo;
import dev.holdup.model.Confidence;
import dev.holdup.model.Operation;
import dev.holdup.model.RecordingInfo;
import dev.holdup.model.ResourceTable;
import dev.holdup.model.TraceBuilder;
import dev.holdup.model.WakeKind;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Times in ns: {@code main} gives two tasks away at 10 and waits for both from 20 on; one is done
 * at 300, the other at 700.
 */
final class LedgersAnswerTest {
    private static final int MAIN = 0;
    private static final int FAST = 1;
    private static final int SLOW = 2;

    @Test
    void aWaitForSeveralTellsHowMuchLaterTheLastOneWas() {
        Session session = session();
        JsonObject ledgers = ask(session::writeLedgers);
        assertThat(ledgers.get("headroomCount").getAsInt()).isEqualTo(1);
        JsonObject row = ledgers.getAsJsonArray("headroom").get(0).getAsJsonObject();
        assertThat(row.get("thread").getAsInt()).isEqualTo(MAIN);
        assertThat(row.get("from").getAsLong()).isEqualTo(20);
        assertThat(row.get("waited").getAsLong()).isEqualTo(680);
        assertThat(row.get("headroom").getAsLong()).isEqualTo(400);
        JsonObject span = ask(json -> session.writeSpan(MAIN, 100, json));
        assertThat(span.get("headroom").getAsLong()).isEqualTo(400);
    }

    @Test
    void headroomIsNullWhereOnePartyIsKnownAndMissingWhereItDoesNotApply() {
        TraceBuilder trace = new TraceBuilder();
        trace.addThread("main", 1, 11, "");
        int future = trace.resource(ResourceTable.Kind.OTHER, "com.acme.Future", 7);
        int file = trace.resource(ResourceTable.Kind.FILE, "/data/f", 0);
        int stack = trace.stack(List.of("com.acme.Main.main:5"));
        trace.addWait(MAIN, 20, 100, Operation.FUTURE_GET, future, stack);
        trace.addWait(MAIN, 200, 300, Operation.FILE_READ, file, stack);
        Session session = session(trace);
        JsonObject waited = ask(json -> session.writeSpan(MAIN, 50, json));
        assertThat(waited.get("headroom").isJsonNull()).isTrue();
        JsonObject read = ask(json -> session.writeSpan(MAIN, 250, json));
        assertThat(read.has("headroom")).isFalse();
        assertThat(ask(session::writeLedgers).get("headroomCount").getAsInt()).isZero();
    }

    private static Session session() {
        TraceBuilder trace = new TraceBuilder();
        trace.addThread("main", 1, 11, "");
        trace.addThread("fast", 2, 12, "");
        trace.addThread("slow", 3, 13, "");
        int future = trace.resource(ResourceTable.Kind.OTHER, "com.acme.Future", 7);
        int pool = trace.resource(ResourceTable.Kind.OTHER, "com.acme.Pool", 9);
        int stack = trace.stack(List.of("com.acme.Main.main:5"));
        int wait = trace.addWait(MAIN, 20, 700, Operation.FUTURE_GET, future, stack);
        trace.addWake(wait, SLOW, 700, WakeKind.UNPARK, Confidence.EXACT, stack);
        trace.addTask(MAIN, 10, FAST, 15, 300, pool, 0, "com.acme.Fast");
        trace.addTask(MAIN, 10, SLOW, 15, 700, pool, 1, "com.acme.Slow");
        return session(trace);
    }

    private static Session session(TraceBuilder trace) {
        return Session.of(
                "ledgers",
                BlameEngine.analyze(
                        trace.build(
                                new RecordingInfo(List.of("x.jfr"), 0, 1_000, 1, "", ""),
                                new CaptureInfo(
                                        CaptureInfo.Tier.AGENT,
                                        1,
                                        List.of(),
                                        "none",
                                        new TreeMap<>(),
                                        List.of(),
                                        0)),
                        BlameOptions.wholeRecording()));
    }

    private static JsonObject ask(Consumer<JsonWriter> question) {
        StringBuilder text = new StringBuilder();
        question.accept(new JsonWriter(text));
        return JsonParser.parseString(text.toString()).getAsJsonObject();
    }
}
