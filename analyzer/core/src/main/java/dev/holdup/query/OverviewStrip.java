package dev.holdup.query;

import dev.holdup.base.JsonWriter;
import dev.holdup.model.SegmentTable;
import dev.holdup.model.ThreadState;

/**
 * Thread time by state in {@value #BUCKETS} equal parts of the recording, all threads together: the
 * strip above the lanes. One pass over all segments.
 */
final class OverviewStrip {
    static final int BUCKETS = 400;

    private final long[][] nanos = new long[LaneIndex.STATES][BUCKETS];
    private final long durationNanos;

    OverviewStrip(Session session) {
        durationNanos = Math.max(1, session.durationNanos());
        SegmentTable segments = session.trace().segments();
        for (int thread = 0; thread < session.threads(); thread++) {
            if (session.trace().threads().isCarrier(thread)) {
                // What a carrier does is what its virtual threads do; counted there.
                continue;
            }
            for (int row = segments.first(thread); row < segments.end(thread); row++) {
                long[] sums = nanos[session.blame().stateOf(row).code()];
                add(sums, segments.startNanos(row), segments.endNanos(thread, row));
            }
        }
    }

    private void add(long[] sums, long from, long to) {
        int bucket = bucketOf(from);
        long now = from;
        while (now < to && bucket < BUCKETS) {
            long until = Math.min(to, start(bucket + 1));
            sums[bucket++] += Math.max(0, until - now);
            now = Math.max(now, until);
        }
    }

    private int bucketOf(long nanos) {
        int bucket = (int) Math.min(BUCKETS - 1, (double) nanos * BUCKETS / durationNanos);
        while (bucket > 0 && start(bucket) > nanos) {
            bucket--;
        }
        while (bucket < BUCKETS - 1 && start(bucket + 1) <= nanos) {
            bucket++;
        }
        return bucket;
    }

    /** First instant of a bucket; a bucket ends where the next one begins. */
    private long start(int bucket) {
        return bucket == BUCKETS
                ? durationNanos
                : (long) ((double) durationNanos * bucket / BUCKETS);
    }

    /** An object with the states that occur, each with its buckets. */
    void write(JsonWriter json) {
        json.beginObject().member("buckets", BUCKETS).name("states").beginObject();
        for (int state = 0; state < nanos.length; state++) {
            long total = 0;
            for (long value : nanos[state]) {
                total += value;
            }
            if (total > 0) {
                json.name(ThreadState.ofCode(state).name()).beginArray();
                for (long value : nanos[state]) {
                    json.number(value);
                }
                json.endArray();
            }
        }
        json.endObject().endObject();
    }
}
