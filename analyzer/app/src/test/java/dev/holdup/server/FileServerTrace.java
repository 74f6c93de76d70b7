package dev.holdup.server;

import dev.holdup.model.CaptureInfo;
import dev.holdup.model.Confidence;
import dev.holdup.model.Operation;
import dev.holdup.model.Outcome;
import dev.holdup.model.PauseTable;
import dev.holdup.model.RecordingInfo;
import dev.holdup.model.ResourceTable;
import dev.holdup.model.StackTable;
import dev.holdup.model.ThreadState;
import dev.holdup.model.Trace;
import dev.holdup.model.TraceBuilder;
import dev.holdup.model.WakeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/**
 * A trace as a file server would leave it: workers that need an index guarded by a lock, one of
 * which reads a slow file while it holds the lock. The culprit is known: {@code file.read} of
 * {@value #SLOW_FILE} by {@code worker-1}.
 */
final class FileServerTrace {
    static final String SLOW_FILE = "/srv/data/index.db";
    static final int WORKERS = 6;

    private static final long MILLI = 1_000_000;
    private static final long DURATION = 4_000 * MILLI;
    private static final int IDLE_THREADS = 12;

    private final TraceBuilder trace = new TraceBuilder();
    private final Random random = new Random(42);
    private final int[] workers = new int[WORKERS];
    private final int lock;
    private final int file;
    private final int readStack;
    private final int lockStack;
    private final int unlockStack;
    private final int takeStack;
    private final int socketStack;

    private FileServerTrace() {
        lock =
                trace.resource(
                        ResourceTable.Kind.LOCK,
                        "java.util.concurrent.locks.ReentrantLock$NonfairSync",
                        0x3f);
        file = trace.resource(ResourceTable.Kind.FILE, SLOW_FILE, 0);
        readStack =
                stack(
                        "java.io.FileInputStream.readBytes",
                        "java.io.FileInputStream.read:287",
                        "com.acme.files.SharedIndex.reload:88",
                        "com.acme.files.SharedIndex.lookup:61");
        lockStack =
                stack(
                        "jdk.internal.misc.Unsafe.park",
                        "java.util.concurrent.locks.LockSupport.park:221",
                        "java.util.concurrent.locks.AbstractQueuedSynchronizer.acquire:754",
                        "java.util.concurrent.locks.ReentrantLock.lock:322",
                        "com.acme.files.SharedIndex.lookup:58");
        unlockStack =
                stack(
                        "java.util.concurrent.locks.LockSupport.unpark:177",
                        "java.util.concurrent.locks.ReentrantLock.unlock:494",
                        "com.acme.files.SharedIndex.lookup:66");
        takeStack =
                stack(
                        "jdk.internal.misc.Unsafe.park",
                        "java.util.concurrent.locks.LockSupport.park:371",
                        "java.util.concurrent.LinkedBlockingQueue.take:435",
                        "java.util.concurrent.ThreadPoolExecutor.getTask:1070",
                        "java.util.concurrent.ThreadPoolExecutor.runWorker:1130");
        socketStack =
                stack(
                        "sun.nio.ch.NioSocketImpl.read:346",
                        "java.net.Socket$SocketInputStream.read:1099",
                        "com.acme.files.RequestReader.read:40");
    }

    /** Builds it; always the same one. */
    static Trace build() {
        return new FileServerTrace().trace();
    }

    private int stack(String... inner) {
        List<String> frames = new ArrayList<>(List.of(inner));
        if (frames.get(frames.size() - 1).startsWith("com.acme")) {
            frames.add("com.acme.files.Worker.serve:31");
            frames.add("com.acme.files.Worker.run:19");
        }
        frames.add("java.lang.Thread.run:1583");
        return trace.stack(frames);
    }

    private Trace trace() {
        int main = thread("main");
        for (int i = 0; i < WORKERS; i++) {
            workers[i] = thread("worker-" + (i + 1));
            trace.threadCreator(workers[i], main, StackTable.NONE);
        }
        int acceptor = thread("acceptor");
        wait(acceptor, 0, DURATION, Operation.SOCKET_ACCEPT, ResourceTable.NONE, socketStack);
        int join = trace.resource(ResourceTable.Kind.THREAD, "worker-1", 0);
        int joined = wait(main, 40 * MILLI, DURATION, Operation.THREAD_JOIN, join, StackTable.NONE);
        trace.waitOutcome(joined, Outcome.UNFINISHED);
        for (int round = 0; round < 9; round++) {
            round((120 + round * 420L) * MILLI);
        }
        pool();
        pinned();
        pauses();
        return trace.build(
                new RecordingInfo(
                        List.of("file-server.jfr"),
                        1_764_000_000_000_000_000L,
                        DURATION,
                        4711,
                        "OpenJDK 64-Bit Server VM 25",
                        "com.acme.files.FileServer --threads 6"),
                new CaptureInfo(
                        CaptureInfo.Tier.AGENT,
                        62,
                        List.of(),
                        "none",
                        new TreeMap<>(),
                        List.of(),
                        0));
    }

    private int thread(String name) {
        return trace.addThread(name, 20 + random.nextInt(1000), 0, "");
    }

    private int wait(int thread, long from, long to, Operation operation, int resource, int stack) {
        return trace.addWait(thread, from, to, operation, resource, stack);
    }

    /**
     * The culprit reads under the lock; the others come one after the other and queue behind it.
     */
    private void round(long start) {
        long end = start + (240 + random.nextInt(60)) * MILLI;
        int culprit = workers[0];
        int read = wait(culprit, start + 2 * MILLI, end, Operation.FILE_READ, file, readStack);
        trace.waitBytes(read, 8_388_608);
        trace.addHold(lock, culprit, start, end + MILLI, Confidence.EXACT);
        int owner = culprit;
        long free = end + MILLI;
        for (int i = 1; i < WORKERS; i++) {
            long came = start + (10 + random.nextInt(60)) * MILLI;
            request(workers[i], came - 8 * MILLI, came - MILLI);
            int waited = wait(workers[i], came, free, Operation.LOCK_ACQUIRE, lock, lockStack);
            trace.waitOwner(waited, culprit);
            trace.addWake(
                    waited, owner, free - 40_000, WakeKind.UNPARK, Confidence.EXACT, unlockStack);
            trace.addHold(lock, workers[i], free, free + 2 * MILLI, Confidence.EXACT);
            owner = workers[i];
            free += 2 * MILLI + random.nextInt(1_000_000);
            small(workers[i], free + MILLI, start + 415 * MILLI);
        }
        small(culprit, end + 20 * MILLI, start + 400 * MILLI);
    }

    private void request(int thread, long from, long to) {
        wait(thread, from, to, Operation.SOCKET_READ, socket(), socketStack);
    }

    private int socket() {
        return trace.resource(
                ResourceTable.Kind.SOCKET, "10.0.0." + random.nextInt(9) + ":8080", 0);
    }

    /** Many short socket reads and times without a CPU: what is too small to draw one by one. */
    private void small(int thread, long from, long to) {
        long now = from;
        while (now < to - 3 * MILLI) {
            long length = 20_000L + random.nextInt(1_500_000);
            if (random.nextInt(3) == 0) {
                trace.addState(thread, now, now + length, ThreadState.RUNNABLE_CPU);
            } else {
                request(thread, now, now + length);
            }
            now += length + random.nextInt(1_000_000);
        }
    }

    private void pool() {
        for (int i = 0; i < IDLE_THREADS; i++) {
            int thread = thread("pool-2-thread-" + (i + 1));
            wait(thread, 0, DURATION, Operation.QUEUE_TAKE, ResourceTable.NONE, takeStack);
        }
        int compiler = thread("C2 CompilerThread0");
        trace.threadFlags(compiler, false, false, true);
    }

    /** One carrier: a virtual thread keeps it in a native wait while another is ready to run. */
    private void pinned() {
        int carrier = thread("ForkJoinPool-1-worker-1");
        trace.threadFlags(carrier, false, true, false);
        int keeper = thread("virtual-keeper");
        int ready = thread("virtual-ready");
        trace.threadFlags(keeper, true, false, false);
        trace.threadFlags(ready, true, false, false);
        for (long start = 300 * MILLI; start < DURATION - 400 * MILLI; start += 900 * MILLI) {
            trace.addMount(keeper, carrier, start, start + 150 * MILLI);
            wait(
                    keeper,
                    start + 10 * MILLI,
                    start + 140 * MILLI,
                    Operation.SOCKET_READ,
                    socket(),
                    socketStack);
            trace.addState(
                    ready, start + 20 * MILLI, start + 150 * MILLI, ThreadState.RUNNABLE_CARRIER);
            trace.addMount(ready, carrier, start + 150 * MILLI, start + 160 * MILLI);
        }
    }

    private void pauses() {
        for (int i = 0; i < 4; i++) {
            long start = (700 + i * 900L) * MILLI;
            trace.addPause(PauseTable.Kind.SAFEPOINT_SYNC, "G1", start - MILLI, start);
            trace.addPause(PauseTable.Kind.GC, "G1 Evacuation Pause", start, start + 18 * MILLI);
            for (int worker : workers) {
                trace.addState(worker, start, start + 18 * MILLI, ThreadState.STOPPED_VM);
            }
        }
    }
}
