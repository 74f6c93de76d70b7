package dev.holdup.query;

import dev.holdup.blame.BlameEngine;
import dev.holdup.blame.BlameOptions;
import dev.holdup.model.CaptureInfo;
import dev.holdup.model.Confidence;
import dev.holdup.model.Operation;
import dev.holdup.model.RecordingInfo;
import dev.holdup.model.ResourceTable;
import dev.holdup.model.TraceBuilder;
import dev.holdup.model.WakeKind;
import java.util.List;
import java.util.TreeMap;

/**
 * Times in ns: {@code holder} reads a file 100 … 600 while it holds a lock that {@code waiter}
 * wants from 200 on; it unlocks at 650, which wakes the waiter. The waiter runs a task that {@code
 * holder} submitted at 10. The virtual thread {@code v} is mounted on {@code carrier} 0 … 300.
 */
final class ReadUnderLock {
    static final int HOLDER = 0;
    static final int WAITER = 1;
    static final int VIRTUAL = 2;
    static final int CARRIER = 3;

    private ReadUnderLock() {}

    static Session session() {
        TraceBuilder trace = new TraceBuilder();
        trace.addThread("holder", 1, 11, "");
        trace.addThread("waiter", 2, 12, "");
        trace.addThread("v", 3, 0, "");
        trace.addThread("carrier", 4, 14, "");
        trace.threadFlags(VIRTUAL, true, false, false);
        trace.threadFlags(CARRIER, false, true, false);
        int lock = trace.resource(ResourceTable.Kind.LOCK, "com.acme.Lock", 7);
        int file = trace.resource(ResourceTable.Kind.FILE, "/data/f", 0);
        int pool = trace.resource(ResourceTable.Kind.OTHER, "com.acme.Pool", 9);
        int reads = trace.stack(List.of("java.io.FileInputStream.read", "com.acme.Index.load:5"));
        int locks = trace.stack(List.of("java.util.Lock.lock", "com.acme.Index.get:9"));
        int unlocks = trace.stack(List.of("java.util.Lock.unlock", "com.acme.Index.load:6"));
        trace.addWait(HOLDER, 100, 600, Operation.FILE_READ, file, reads);
        int wait = trace.addWait(WAITER, 200, 650, Operation.LOCK_ACQUIRE, lock, locks);
        trace.waitOwner(wait, HOLDER);
        trace.addHold(lock, HOLDER, 50, 650, Confidence.EXACT);
        trace.addWake(wait, HOLDER, 650, WakeKind.UNPARK, Confidence.EXACT, unlocks);
        trace.addTask(HOLDER, 10, WAITER, 30, 900, pool, 4, "com.acme.Job");
        trace.addMount(VIRTUAL, CARRIER, 0, 300);
        return Session.of(
                "read-under-lock",
                BlameEngine.analyze(
                        trace.build(
                                new RecordingInfo(List.of("x.jfr"), 0, 1_000, 1, "", ""),
                                new CaptureInfo(
                                        CaptureInfo.Tier.AGENT,
                                        1,
                                        List.of(),
                                        "none",
                                        new TreeMap<>(),
                                        List.of(),
                                        0)),
                        BlameOptions.wholeRecording()));
    }
}
