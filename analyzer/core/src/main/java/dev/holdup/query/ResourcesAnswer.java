package dev.holdup.query;

import dev.holdup.base.JsonWriter;
import dev.holdup.model.ResourceTable;
import dev.holdup.model.ThreadTable;
import dev.holdup.model.WaitTable;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What threads waited for: one row for each lock, monitor, socket, file and so on, the most waited
 * for first. Idle waits are counted apart and never in the times.
 */
final class ResourcesAnswer {
    private static final int ROW_LIMIT = 500;
    private static final int WAIT_LIMIT = 2_000;

    private final Session session;
    private final WaitTable waits;

    ResourcesAnswer(Session session) {
        this.session = session;
        waits = session.trace().waits();
    }

    /** What is told of one resource in the table. */
    record Row(
            int resource,
            long nanos,
            long longest,
            int count,
            int idle,
            int threads,
            int blocker) {}

    void write(JsonWriter json) {
        List<Row> rows = session.resourceRows();
        Described described = new Described(session, json);
        json.beginObject().member("count", rows.size()).name("rows").beginArray();
        for (Row row : rows.subList(0, Math.min(rows.size(), ROW_LIMIT))) {
            json.beginObject();
            described.resource("resource", row.resource);
            json.member("nanos", row.nanos)
                    .member("longest", row.longest)
                    .member("count", row.count)
                    .member("idle", row.idle)
                    .member("threads", row.threads);
            described.row("blocker", row.blocker);
            json.endObject();
        }
        json.endArray().endObject();
    }

    /**
     * One row for each thing that was waited for, the most waited for first. One pass over all
     * waits.
     */
    List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (int resource = 0; resource < session.trace().resources().size(); resource++) {
            if (session.relations().resources().isFirst(resource)) {
                Row row = row(resource);
                if (row.count > 0) {
                    rows.add(row);
                }
            }
        }
        rows.sort((a, b) -> Long.compare(b.nanos, a.nanos));
        return List.copyOf(rows);
    }

    /** The ones most waited for, for lanes of their own. */
    void writeLanes(int limit, JsonWriter json) {
        List<Row> rows = session.resourceRows();
        Described described = new Described(session, json);
        json.member("resourcesCount", rows.size()).name("resources").beginArray();
        for (Row row : rows.subList(0, Math.min(rows.size(), limit))) {
            json.beginObject();
            described.resource("resource", row.resource);
            json.member("nanos", row.nanos).endObject();
        }
        json.endArray();
    }

    private Row row(int resource) {
        long nanos = 0;
        long longest = 0;
        int count = 0;
        int idle = 0;
        BitSet threads = new BitSet();
        Map<Integer, Long> behind = new HashMap<>();
        for (int wait : session.relations().waitsFor(resource)) {
            if (session.blame().isIdleWait(wait)) {
                idle++;
                continue;
            }
            long length = waits.endNanos(wait) - waits.startNanos(wait);
            nanos += length;
            longest = Math.max(longest, length);
            count++;
            threads.set(waits.thread(wait));
            int blocker = session.relations().directBlocker(wait);
            if (blocker != ThreadTable.NONE) {
                behind.merge(blocker, length, Long::sum);
            }
        }
        int worst = ThreadTable.NONE;
        for (Map.Entry<Integer, Long> entry : behind.entrySet()) {
            if (worst == ThreadTable.NONE || entry.getValue() > behind.getOrDefault(worst, 0L)) {
                worst = entry.getKey();
            }
        }
        return new Row(resource, nanos, longest, count, idle, threads.cardinality(), worst);
    }

    /** One resource: every wait for it, in time order, so that each lane can light up. */
    void writeOne(int resource, JsonWriter json) {
        ResourceTable resources = session.trace().resources();
        Described described = new Described(session, json);
        json.beginObject();
        described.resource("resource", resource);
        int[] all = session.relations().waitsFor(resource);
        json.member("kind", resources.kind(resource).name()).member("count", all.length);
        json.name("waits").beginArray();
        for (int i = 0; i < Math.min(all.length, WAIT_LIMIT); i++) {
            int wait = all[i];
            json.beginObject()
                    .member("thread", waits.thread(wait))
                    .member("from", waits.startNanos(wait))
                    .member("to", waits.endNanos(wait))
                    .member("operation", waits.operation(wait).text())
                    .member("idle", session.blame().isIdleWait(wait));
            described.row("blocker", session.relations().directBlocker(wait));
            json.endObject();
        }
        json.endArray();
        holds(resource, described, json);
        json.endObject();
    }

    private void holds(int resource, Described described, JsonWriter json) {
        json.name("holds").beginArray();
        int[] all = session.relations().holdsOf(resource);
        for (int i = 0; i < Math.min(all.length, WAIT_LIMIT); i++) {
            json.beginObject();
            described.row("thread", session.trace().holds().thread(all[i]));
            json.member("from", session.trace().holds().startNanos(all[i]))
                    .member("to", session.trace().holds().endNanos(all[i]))
                    .endObject();
        }
        json.endArray();
    }
}
