package dev.holdup.report;

import dev.holdup.blame.BlameEngine;
import dev.holdup.blame.BlameOptions;
import dev.holdup.blame.BlameResult;
import dev.holdup.blame.Detectors;
import dev.holdup.model.CaptureInfo;
import dev.holdup.model.Confidence;
import dev.holdup.model.Operation;
import dev.holdup.model.RecordingInfo;
import dev.holdup.model.ResourceTable;
import dev.holdup.model.Trace;
import dev.holdup.model.TraceBuilder;
import dev.holdup.model.WakeKind;
import java.util.List;
import java.util.TreeMap;

/** Small traces whose verdict is known, in milliseconds. */
final class Story {
    static final long MS = 1_000_000L;

    private Story() {}

    /**
     * {@code order-worker-2} reads from the database for 80 ms while it holds the lock on the
     * inventory; three workers want it, from 10, 20 and 60 ms on, and get it at 100 ms. One of them
     * then sleeps, and somebody waits for a thing nobody recorded.
     */
    static TraceBuilder readUnderLock() {
        TraceBuilder builder = new TraceBuilder();
        int holder = builder.addThread("order-worker-2", 22, 1022, "orders");
        int inventory = builder.resource(ResourceTable.Kind.MONITOR, "com.acme.Inventory", 0x3f);
        int db = builder.resource(ResourceTable.Kind.SOCKET, "db:5432", 0);
        int reserve =
                builder.stack(
                        List.of(
                                "com.acme.Inventory.reserve:88",
                                "com.acme.OrderWorker.run:31",
                                "java.lang.Thread.run:840"));
        int read =
                builder.stack(
                        List.of(
                                "java.net.SocketInputStream.read:66",
                                "com.acme.Db.query:12",
                                "com.acme.Inventory.reload:101",
                                "com.acme.OrderWorker.run:31",
                                "java.lang.Thread.run:840"));
        builder.addWait(holder, 10 * MS, 90 * MS, Operation.SOCKET_READ, db, read);
        builder.addHold(inventory, holder, 0, 100 * MS, Confidence.EXACT);
        int[] starts = {10, 20, 60};
        for (int i = 0; i < starts.length; i++) {
            int number = i == 0 ? 1 : i + 2;
            int worker = builder.addThread("order-worker-" + number, 20 + number, 0, "orders");
            int wait =
                    builder.addWait(
                            worker,
                            starts[i] * MS,
                            100 * MS,
                            Operation.MONITOR_ENTER,
                            inventory,
                            reserve);
            builder.waitOwner(wait, holder);
            builder.addWake(
                    wait, holder, 100 * MS, WakeKind.MONITOR_EXIT, Confidence.EXACT, reserve);
        }
        int sleeper = builder.addThread("poller", 40, 0, "");
        builder.addWait(
                sleeper,
                100 * MS,
                130 * MS,
                Operation.THREAD_SLEEP,
                ResourceTable.NONE,
                builder.stack(List.of("java.lang.Thread.sleep:1", "com.acme.Poller.run:9")));
        int puzzled = builder.addThread("puzzled", 41, 0, "");
        builder.addWait(
                puzzled,
                150 * MS,
                155 * MS,
                Operation.PARK,
                builder.resource(ResourceTable.Kind.OTHER, "com.acme.Gate", 7),
                builder.stack(List.of("java.util.concurrent.locks.LockSupport.park:1")));
        return builder;
    }

    static Trace build(TraceBuilder builder, long durationNanos) {
        TreeMap<String, Long> thresholds = new TreeMap<>();
        thresholds.put("dev.holdup.Park", MS);
        thresholds.put("dev.holdup.Call", MS);
        return builder.build(
                new RecordingInfo(
                        List.of("orders.jfr"),
                        1_700_000_000_000_000_000L,
                        durationNanos,
                        4711,
                        "OpenJDK 25.0.1",
                        "com.acme.Orders --port 8080"),
                new CaptureInfo(
                        CaptureInfo.Tier.AGENT,
                        14,
                        List.of("java.io.Console.read (not in this JDK)"),
                        "none",
                        thresholds,
                        List.of(),
                        3));
    }

    static BlameResult analyze(TraceBuilder builder, long durationNanos) {
        return BlameEngine.analyze(build(builder, durationNanos), BlameOptions.wholeRecording());
    }

    static Report report(TraceBuilder builder, long durationNanos, ReportOptions options) {
        BlameResult result = analyze(builder, durationNanos);
        return ReportBuilder.build(result, Detectors.find(result), options);
    }

    static Report readUnderLockReport() {
        return report(readUnderLock(), 200 * MS, ReportOptions.everything());
    }
}
