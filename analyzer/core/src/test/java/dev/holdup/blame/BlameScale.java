package dev.holdup.blame;

import dev.holdup.model.CaptureInfo;
import dev.holdup.model.Confidence;
import dev.holdup.model.Operation;
import dev.holdup.model.RecordingInfo;
import dev.holdup.model.ResourceTable;
import dev.holdup.model.Trace;
import dev.holdup.model.TraceBuilder;
import dev.holdup.model.WakeKind;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeMap;

/**
 * Time of the blame sweep by number of segments and threads: {@code BlameScale <segments> <threads>
 * [rounds]}. Prints CPU time of this thread, so that a busy machine changes little.
 */
public final class BlameScale {
    private BlameScale() {}

    public static void main(String[] args) {
        int segments = Integer.parseInt(args[0]);
        int threads = Integer.parseInt(args[1]);
        int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 3;
        Trace trace = trace(segments, threads, 1);
        StringBuilder report = new StringBuilder();
        for (int round = 0; round < rounds; round++) {
            long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            BlameResult result = BlameEngine.analyze(trace, BlameOptions.wholeRecording());
            long spent = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu;
            report.append(
                    String.format(
                            Locale.ROOT,
                            "%d segments, %d threads: %.2f s CPU, %d cells, %d roots, suffered %d"
                                    + " ns, heap %d MB%n",
                            trace.segments().size(),
                            threads,
                            spent / 1e9,
                            result.cellCount(),
                            result.rootCount(),
                            result.sufferedNanos(),
                            (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory())
                                    >> 20));
        }
        System.out.print(report);
    }

    /**
     * Threads that run, wait for one of a few hundred locks (owner seen, waker known), for each
     * other's signals, for a socket, or for work.
     */
    static Trace trace(int segments, int threads, long seed) {
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
