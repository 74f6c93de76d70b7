package dev.holdup.query;

import dev.holdup.base.JsonWriter;
import dev.holdup.report.Ledgers;
import java.util.List;

/**
 * What the report counts beside blame: waits that ended with the last of several parties, and
 * consumers that nobody fed. Queues of executors are in {@link ExecutorsAnswer}.
 */
final class LedgersAnswer {
    private static final int ROW_LIMIT = 200;
    private static final int CAUSE_LIMIT = 8;

    private final Session session;

    LedgersAnswer(Session session) {
        this.session = session;
    }

    void write(JsonWriter json) {
        Ledgers ledgers = session.ledgers();
        json.beginObject();
        headroom(ledgers.headroom(), json);
        starvation(ledgers.starvation(), json);
        json.endObject();
    }

    private static void headroom(List<Ledgers.Headroom> all, JsonWriter json) {
        json.member("headroomCount", all.size()).name("headroom").beginArray();
        for (Ledgers.Headroom row : all.subList(0, Math.min(all.size(), ROW_LIMIT))) {
            json.beginObject()
                    .member("thread", row.row())
                    .member("operation", row.operation())
                    .member("from", row.startNanos())
                    .member("waited", row.waitedNanos())
                    .member("headroom", row.headroomNanos())
                    .name("site")
                    .beginArray();
            for (String frame : row.site()) {
                json.string(frame);
            }
            json.endArray().endObject();
        }
        json.endArray();
    }

    private static void starvation(List<Ledgers.Starvation> all, JsonWriter json) {
        json.member("starvationCount", all.size()).name("starvation").beginArray();
        for (Ledgers.Starvation row : all.subList(0, Math.min(all.size(), ROW_LIMIT))) {
            json.beginObject().member("thread", row.row()).member("nanos", row.nanos());
            json.member("causeCount", row.causes().size()).name("causes").beginArray();
            for (Ledgers.Cause cause :
                    row.causes().subList(0, Math.min(row.causes().size(), CAUSE_LIMIT))) {
                json.beginObject()
                        .member("kind", cause.kind().name())
                        .member("thread", cause.thread())
                        .member("operation", cause.operation())
                        .member("target", cause.target())
                        .member("detail", cause.detail())
                        .member("nanos", cause.nanos())
                        .endObject();
            }
            json.endArray().endObject();
        }
        json.endArray();
    }
}
