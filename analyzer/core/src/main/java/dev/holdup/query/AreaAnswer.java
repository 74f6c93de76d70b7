package dev.holdup.query;

import dev.holdup.base.JsonWriter;
import dev.holdup.blame.BlameQuery;
import dev.holdup.blame.BlameResult;
import dev.holdup.blame.Piece;
import dev.holdup.blame.RootKind;
import dev.holdup.model.SegmentTable;
import dev.holdup.model.ThreadState;
import dev.holdup.model.WaitTable;
import dev.holdup.report.BlameRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What happened in a stretch of time on some threads: time by state, who is to blame (the same
 * definition as the whole report, cut to the stretch), who ended the waits, the lengths of the
 * stalls, and one flame graph of it all. Every sum is cut at the stretch's ends, so the states add
 * up to the area exactly.
 */
final class AreaAnswer {
    private static final int LIST_LIMIT = 60;
    private static final int SPAN_LIMIT = 300;

    /** Stalls by length: bucket b holds lengths of 2^b ns and more, below 2^(b + 1). */
    private static final int LENGTH_BUCKETS = 48;

    private final Session session;
    private final int[] threads;
    private final long fromNanos;
    private final long toNanos;
    private final long[] states = new long[LaneIndex.STATES];
    private final Map<Integer, Long> nanosOfRow = new HashMap<>();
    private final Map<Integer, Long> nanosOfWaker = new HashMap<>();
    private final Map<Integer, Integer> countOfWaker = new HashMap<>();
    private final long[] lengthCounts = new long[LENGTH_BUCKETS];
    private final long[] lengthNanos = new long[LENGTH_BUCKETS];
    private final List<int[]> spans = new ArrayList<>();
    private final FlameGraph flame;
    private long unblamedNanos;

    AreaAnswer(Session session, int[] threads, long fromNanos, long toNanos) {
        this.session = session;
        this.threads = threads;
        this.fromNanos = fromNanos;
        this.toNanos = toNanos;
        flame = new FlameGraph(session.trace().stacks());
    }

    void write(long minLength, long maxLength, JsonWriter json) {
        for (int thread : threads) {
            session.lane(thread).addTimesBetween(fromNanos, toNanos, states);
            segments(thread, minLength, maxLength);
            blame(thread);
        }
        json.beginObject().member("from", fromNanos).member("to", toNanos);
        json.member("threads", threads.length).name("states").beginObject();
        for (int state = 0; state < states.length; state++) {
            if (states[state] > 0) {
                json.member(ThreadState.ofCode(state).name(), states[state]);
            }
        }
        json.endObject();
        writeBlame(json);
        writeWakers(json);
        writeLengths(json);
        writeSpans(json);
        flame.write(json.name("flame"));
        json.endObject();
    }

    /** Waits, wakers, lengths and stacks, segment by segment. */
    private void segments(int thread, long minLength, long maxLength) {
        SegmentTable segments = session.trace().segments();
        WaitTable waits = session.trace().waits();
        int first = Math.max(segments.first(thread), firstSegment(thread));
        for (int segment = first; segment < segments.end(thread); segment++) {
            long start = segments.startNanos(segment);
            if (start >= toNanos) {
                break;
            }
            long end = segments.endNanos(thread, segment);
            long inside = Math.min(end, toNanos) - Math.max(start, fromNanos);
            ThreadState state = session.blame().stateOf(segment);
            int wait = segments.wait(segment);
            flame.add(state, wait == WaitTable.NONE ? -1 : waits.stack(wait), inside);
            if (!state.isStall() || inside <= 0) {
                continue;
            }
            int bucket = Math.min(LENGTH_BUCKETS - 1, 63 - Long.numberOfLeadingZeros(end - start));
            lengthCounts[bucket]++;
            lengthNanos[bucket] += inside;
            if (end - start >= minLength && end - start < maxLength) {
                spans.add(new int[] {thread, segment});
            }
            if (wait != WaitTable.NONE) {
                int waker = session.relations().directBlocker(wait);
                nanosOfWaker.merge(waker, inside, Long::sum);
                countOfWaker.merge(waker, 1, Integer::sum);
            }
        }
    }

    private int firstSegment(int thread) {
        return session.trace().segments().at(thread, fromNanos);
    }

    private void blame(int thread) {
        BlameResult blame = session.blame();
        for (Piece piece : BlameQuery.pieces(blame, thread, fromNanos, toNanos)) {
            if (piece.root() < 0) {
                unblamedNanos += piece.sharedNanos();
            } else if (blame.rootKind(piece.root()) != RootKind.NO_WORK) {
                nanosOfRow.merge(
                        session.rowOfRoot().row(piece.root()), piece.sharedNanos(), Long::sum);
            }
        }
    }

    private void writeBlame(JsonWriter json) {
        List<Map.Entry<Integer, Long>> rows = descending(nanosOfRow);
        long blamed = 0;
        for (Map.Entry<Integer, Long> row : rows) {
            blamed += row.getValue();
        }
        json.member("suffered", blamed).member("unblamed", unblamedNanos);
        json.member("blameCount", rows.size()).name("blame").beginArray();
        for (Map.Entry<Integer, Long> row : rows.subList(0, Math.min(rows.size(), LIST_LIMIT))) {
            json.beginObject().member("stall", row.getKey()).member("nanos", row.getValue());
            if (row.getKey() != RowOfRoot.NONE) {
                BlameRow full = session.report().blame().get(row.getKey() - 1);
                json.member("sentence", full.sentence());
            }
            json.endObject();
        }
        json.endArray();
    }

    private void writeWakers(JsonWriter json) {
        Described described = new Described(session, json);
        json.name("activatedBy").beginArray();
        List<Map.Entry<Integer, Long>> rows = descending(nanosOfWaker);
        for (Map.Entry<Integer, Long> row : rows.subList(0, Math.min(rows.size(), LIST_LIMIT))) {
            json.beginObject();
            described.row("thread", row.getKey());
            json.member("nanos", row.getValue())
                    .member("count", countOfWaker.getOrDefault(row.getKey(), 0))
                    .endObject();
        }
        json.endArray();
    }

    private void writeLengths(JsonWriter json) {
        json.name("lengths").beginArray();
        for (int bucket = 0; bucket < LENGTH_BUCKETS; bucket++) {
            if (lengthCounts[bucket] > 0) {
                json.beginObject()
                        .member("atLeast", 1L << bucket)
                        .member("count", lengthCounts[bucket])
                        .member("nanos", lengthNanos[bucket])
                        .endObject();
            }
        }
        json.endArray();
    }

    private void writeSpans(JsonWriter json) {
        SegmentTable segments = session.trace().segments();
        spans.sort((a, b) -> Long.compare(length(b), length(a)));
        json.member("spanCount", spans.size()).name("spans").beginArray();
        for (int[] span : spans.subList(0, Math.min(spans.size(), SPAN_LIMIT))) {
            json.beginObject()
                    .member("thread", span[0])
                    .member("from", segments.startNanos(span[1]))
                    .member("to", segments.endNanos(span[0], span[1]))
                    .member("state", session.blame().stateOf(span[1]).name())
                    .endObject();
        }
        json.endArray();
    }

    private long length(int[] span) {
        SegmentTable segments = session.trace().segments();
        return segments.endNanos(span[0], span[1]) - segments.startNanos(span[1]);
    }

    private static List<Map.Entry<Integer, Long>> descending(Map<Integer, Long> sums) {
        List<Map.Entry<Integer, Long>> rows = new ArrayList<>(sums.entrySet());
        rows.sort((a, b) -> Long.compare(b.getValue(), a.getValue()));
        return rows;
    }
}
