package dev.holdup.query;

import dev.holdup.model.CaptureInfo;
import dev.holdup.model.Operation;
import dev.holdup.model.RecordingInfo;
import dev.holdup.model.ResourceTable;
import dev.holdup.model.StackTable;
import dev.holdup.model.ThreadState;
import dev.holdup.model.Trace;
import dev.holdup.model.TraceBuilder;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/** Traces with random segments of very different lengths, repeatable by their seed. */
final class RandomLanes {
    private RandomLanes() {}

    static Trace trace(long seed, int threads, int segmentsPerThread) {
        Random random = new Random(seed);
        TraceBuilder builder = new TraceBuilder();
        long window = 0;
        for (int thread = 0; thread < threads; thread++) {
            builder.addThread("t" + thread, thread + 1, 0, "group-" + thread % 3);
            long now = random.nextInt(1000);
            builder.threadStart(thread, now);
            for (int i = 0; i < segmentsPerThread; i++) {
                long length = 1L + random.nextInt(1 << random.nextInt(12));
                if (random.nextInt(3) == 0) {
                    Operation operation =
                            Operation.values()[random.nextInt(Operation.values().length)];
                    builder.addWait(
                            thread,
                            now,
                            now + length,
                            operation,
                            ResourceTable.NONE,
                            StackTable.NONE);
                } else if (random.nextBoolean()) {
                    builder.addState(thread, now, now + length, ThreadState.RUNNABLE_CPU);
                }
                now += length;
            }
            builder.threadEnd(thread, now);
            window = Math.max(window, now);
        }
        return builder.build(
                new RecordingInfo(List.of("random"), 0, window, 1, "", ""),
                new CaptureInfo(
                        CaptureInfo.Tier.AGENT,
                        1,
                        List.of(),
                        "none",
                        new TreeMap<>(),
                        List.of(),
                        0));
    }
}
