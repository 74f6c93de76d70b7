package dev.holdup.blame;

import dev.holdup.model.CaptureInfo;
import dev.holdup.model.Confidence;
import dev.holdup.model.Operation;
import dev.holdup.model.RecordingInfo;
import dev.holdup.model.ResourceTable;
import dev.holdup.model.Trace;
import dev.holdup.model.TraceBuilder;
import dev.holdup.model.WakeKind;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/** Large traces to measure with; the same numbers give the same trace. */
final class ScaleTraces {
    private ScaleTraces() {}

    /**
     * Threads that run, wait for one of a few hundred locks (owner seen, waker known), for each
     * other's signals, for a socket, or for work, all at random: almost every stall has a chain of
     * its own, which is the worst case.
     */
    static Trace random(int segments, int threads, long seed) {
        Random random = new Random(seed);
        TraceBuilder builder = new TraceBuilder();
        int stack = builder.stack(List.of("app.Service.call:10", "app.Worker.run:20"));
        int poolStack =
                builder.stack(
                        List.of(
                                "java.util.concurrent.LinkedBlockingQueue.take:435",
                                "java.util.concurrent.ThreadPoolExecutor.getTask:1070"));
        int[] locks = new int[300];
        for (int i = 0; i < locks.length; i++) {
            locks[i] = builder.resource(ResourceTable.Kind.LOCK, "Lock", i + 1L);
        }
        int queue = builder.resource(ResourceTable.Kind.SYNCHRONIZER, "Queue", 0);
        int socket = builder.resource(ResourceTable.Kind.SOCKET, "db:5432", 0);
        for (int thread = 0; thread < threads; thread++) {
            builder.addThread("worker-" + thread, thread + 1L, 0, "");
        }
        long end = 0;
        int waits = segments / 2 / threads;
        for (int thread = 0; thread < threads; thread++) {
            long now = 0;
            for (int i = 0; i < waits; i++) {
                long start = now + 1_000 + random.nextInt(2_000_000);
                now = start + 1_000 + random.nextInt(2_000_000);
                int other = random.nextInt(threads);
                int kind = random.nextInt(10);
                if (kind < 4) {
                    builder.addWait(thread, start, now, Operation.SOCKET_READ, socket, stack);
                } else if (kind < 6) {
                    builder.addWait(thread, start, now, Operation.QUEUE_TAKE, queue, poolStack);
                } else {
                    boolean lock = kind < 8;
                    int wait =
                            builder.addWait(
                                    thread,
                                    start,
                                    now,
                                    lock ? Operation.LOCK_ACQUIRE : Operation.FUTURE_GET,
                                    lock ? locks[random.nextInt(locks.length)] : queue,
                                    stack);
                    if (lock) {
                        builder.waitOwner(wait, other);
                    }
                    builder.addWake(wait, other, now, WakeKind.UNPARK, Confidence.EXACT, stack);
                }
            }
            end = Math.max(end, now);
        }
        return build(builder, end);
    }

    static Trace build(TraceBuilder builder, long end) {
        return builder.build(
                new RecordingInfo(List.of(), 0, end + 1, 0, "", ""),
                new CaptureInfo(
                        CaptureInfo.Tier.AGENT,
                        0,
                        List.of(),
                        "perf",
                        new TreeMap<>(),
                        List.of(),
                        0));
    }
}
