package dev.holdup.query;

import dev.holdup.base.JsonWriter;
import dev.holdup.blame.BlameQuery;
import dev.holdup.blame.BlameResult;
import dev.holdup.blame.Piece;
import dev.holdup.model.ThreadTable;
import dev.holdup.report.BlameRow;
import dev.holdup.report.VictimRow;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One row of the ranked stalls in full: its victims, the threads that caused it, and its worst
 * moment, which is where a viewer looks first.
 */
final class StallAnswer {
    /** The worst moment is looked for among so many victims, the ones that lost the most. */
    private static final int VICTIMS_SEARCHED = 3;

    private static final int VICTIM_LIMIT = 500;
    private static final int TARGET_LIMIT = 20;

    private final Session session;

    StallAnswer(Session session) {
        this.session = session;
    }

    void write(BlameRow row, JsonWriter json) {
        Described described = new Described(session, json);
        json.beginObject().member("id", row.id());
        described.threads("culprits", session.culprits(row));
        targets(row, json);
        victims(row, json);
        worst(row, described, json);
        json.endObject();
    }

    /** Threads that are a root of this row, the one that stood in the way longest first. */
    static int[] findCulprits(Session session, BlameRow row) {
        BitSet roots = session.rowOfRoot().roots(row.id());
        Map<Integer, Long> wallOfThread = new HashMap<>();
        for (int root = roots.nextSetBit(0); root >= 0; root = roots.nextSetBit(root + 1)) {
            int thread = session.blame().rootThread(root);
            if (thread != ThreadTable.NONE) {
                wallOfThread.merge(thread, session.blame().rootWallNanos(root), Long::sum);
            }
        }
        List<Map.Entry<Integer, Long>> order = new ArrayList<>(wallOfThread.entrySet());
        order.sort(
                Map.Entry.<Integer, Long>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()));
        int[] threads = new int[Math.min(order.size(), VICTIM_LIMIT)];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = order.get(i).getKey();
        }
        return threads;
    }

    /** The things a row is about, if it is about several. */
    private static void targets(BlameRow row, JsonWriter json) {
        List<BlameRow.Target> all = row.targets();
        json.member("targetCount", all.size()).name("targets").beginArray();
        for (BlameRow.Target target : all.subList(0, Math.min(all.size(), TARGET_LIMIT))) {
            json.beginObject()
                    .member("name", target.name())
                    .member("nanos", target.nanos())
                    .endObject();
        }
        json.endArray();
    }

    private static void victims(BlameRow row, JsonWriter json) {
        List<VictimRow> all = row.victims();
        BitSet threads = new BitSet();
        for (VictimRow victim : all) {
            threads.set(victim.thread());
        }
        json.member("victimThreads", threads.cardinality()).name("victims").beginArray();
        for (VictimRow victim : all.subList(0, Math.min(all.size(), VICTIM_LIMIT))) {
            json.beginObject()
                    .member("thread", victim.thread())
                    .member("nanos", victim.nanos())
                    .member("operation", victim.operation());
            strings("through", victim.through(), json);
            strings("site", victim.site(), json);
            json.endObject();
        }
        json.endArray();
    }

    private static void strings(String name, List<String> texts, JsonWriter json) {
        json.name(name).beginArray();
        for (String text : texts) {
            json.string(text);
        }
        json.endArray();
    }

    /** The moment a viewer looks at first: a victim's stretch of stall. */
    record Worst(int victim, Piece piece) {
        /** An instant in its middle. */
        long atNanos() {
            return (piece.fromNanos() + piece.toNanos()) / 2;
        }
    }

    private void worst(BlameRow row, Described described, JsonWriter json) {
        json.name("worst");
        Optional<Worst> worst = session.worst(row);
        if (worst.isEmpty()) {
            json.absent();
            return;
        }
        Piece piece = worst.get().piece();
        json.beginObject()
                .member("thread", worst.get().victim())
                .member("from", piece.fromNanos())
                .member("to", piece.toNanos());
        described.root("root", piece.root());
        described.hops("hops", piece.hops());
        json.endObject();
    }

    /**
     * The longest piece of another thread's stall; of the culprit's own if nobody else suffered.
     */
    static Optional<Worst> findWorst(Session session, BlameRow row) {
        BlameResult blame = session.blame();
        BitSet roots = session.rowOfRoot().roots(row.id());
        Worst best = null;
        boolean bestIsOther = false;
        int searched = 0;
        for (VictimRow candidate : row.victims()) {
            if (searched == VICTIMS_SEARCHED && bestIsOther) {
                break;
            }
            searched++;
            int thread = candidate.thread();
            for (Piece piece :
                    BlameQuery.pieces(blame, thread, blame.fromNanos(), blame.toNanos())) {
                if (piece.root() < 0 || !roots.get(piece.root())) {
                    continue;
                }
                boolean isOther = blame.rootThread(piece.root()) != thread;
                boolean better =
                        best == null
                                || (isOther != bestIsOther
                                        ? isOther
                                        : piece.sharedNanos() > best.piece().sharedNanos());
                if (better) {
                    best = new Worst(thread, piece);
                    bestIsOther = isOther;
                }
            }
        }
        return Optional.ofNullable(best);
    }
}
