package dev.holdup.query;

import dev.holdup.base.JsonWriter;
import dev.holdup.blame.Cause;
import dev.holdup.blame.PoolLedger;
import dev.holdup.blame.StarvationLedger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The ledgers of one executor: why its tasks queued, and what its workers waited for while they had
 * none. Both are kept apart from stall time.
 */
final class LedgerAnswer {
    private static final int CAUSE_LIMIT = 6;

    /**
     * Chains of so many workers are followed for why they had no work; how many there are is told.
     */
    private static final int WORKER_LIMIT = 256;

    private final Session session;
    private final JsonWriter json;
    private final Described described;

    LedgerAnswer(Session session, JsonWriter json) {
        this.session = session;
        this.json = json;
        described = new Described(session, json);
    }

    /** The member "ledger": null for tasks whose executor was not recorded. */
    void write(int executor, BitSet workers) {
        json.name("ledger");
        for (PoolLedger ledger : session.poolLedgers()) {
            if (ledger.executor() == executor) {
                write(ledger, workers);
                return;
            }
        }
        json.absent();
    }

    private void write(PoolLedger ledger, BitSet workers) {
        json.beginObject()
                .member("window", ledger.windowNanos())
                .member("queueTime", ledger.queueNanos())
                .member("meanQueued", Math.round(ledger.meanQueuedNanos()))
                .name("meanQueueLength")
                .fraction(ledger.meanQueueLength())
                .name("arrivalsPerSecond")
                .fraction(ledger.arrivalsPerSecond())
                .name("utilisation")
                .fraction(ledger.utilisation())
                .member("starved", ledger.starvedNanos())
                .member("fullyStarved", ledger.fullyStarvedNanos())
                .member("longestStarved", ledger.longestStarvedNanos())
                .member("idleWhileQueued", ledger.idleNanos())
                .member("busy", ledger.executedNanos());
        causes("queuedBehind", ledger.queuedBehind());
        Map<Cause, Long> idle = new HashMap<>();
        int followed = 0;
        for (int worker = workers.nextSetBit(0);
                worker >= 0 && followed < WORKER_LIMIT;
                worker = workers.nextSetBit(worker + 1)) {
            StarvationLedger.of(session.blame(), worker)
                    .forEach((cause, nanos) -> idle.merge(cause, nanos, Long::sum));
            followed++;
        }
        json.member("workersFollowed", followed);
        causes("idleBecause", idle);
        json.endObject();
    }

    /** The largest ones, and the sum of all. */
    private void causes(String name, Map<Cause, Long> sums) {
        List<Map.Entry<Cause, Long>> order = new ArrayList<>(sums.entrySet());
        order.sort(
                Map.Entry.<Cause, Long>comparingByValue()
                        .reversed()
                        .thenComparing(
                                entry -> entry.getKey().toString(), Comparator.naturalOrder()));
        long total = 0;
        for (long nanos : sums.values()) {
            total += nanos;
        }
        json.name(name).beginObject().member("total", total).member("count", order.size());
        json.name("largest").beginArray();
        for (Map.Entry<Cause, Long> entry : order.subList(0, Math.min(order.size(), CAUSE_LIMIT))) {
            cause(entry.getKey(), entry.getValue());
        }
        json.endArray().endObject();
    }

    private void cause(Cause cause, long nanos) {
        json.beginObject().member("nanos", nanos).member("kind", cause.kind().name());
        described.row("thread", cause.thread());
        json.name("operation");
        if (cause.hasOperation()) {
            json.string(cause.operation().text());
        } else {
            json.absent();
        }
        described.resource("resource", cause.resource());
        json.member("detail", cause.detail()).endObject();
    }
}
