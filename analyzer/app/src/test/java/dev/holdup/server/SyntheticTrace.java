package dev.holdup.server;

import dev.holdup.model.CaptureInfo;
import dev.holdup.model.Confidence;
import dev.holdup.model.Operation;
import dev.holdup.model.RecordingInfo;
import dev.holdup.model.ResourceTable;
import dev.holdup.model.StackTable;
import dev.holdup.model.ThreadState;
import dev.holdup.model.Trace;
import dev.holdup.model.TraceBuilder;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * A trace of any size, for tests and measurements of scale: a server with {@value #PLATFORM}
 * platform threads that live all the time and any number of virtual threads that come and go. Each
 * thread runs and waits, again and again, with lengths spread over three powers of ten: three times
 * of four for work, as threads of a server do, else for the network, a lock or a signal, after
 * which it is ready for some time. The same sizes give the same trace.
 */
final class SyntheticTrace {
    static final int PLATFORM = 64;

    /** Holds a lock while it reads a file, every two seconds: the culprit. */
    static final String SLOW_FILE = "/var/lib/app/ledger.dat";

    private static final int CARRIERS = 16;
    private static final int LOCKS = 40;
    private static final long MICRO = 1_000;
    private static final long MILLI = 1_000 * MICRO;
    private static final long SECOND = 1_000 * MILLI;
    private static final long DURATION = 600 * SECOND;
    private static final long LIFE_OF_VIRTUAL = 120 * SECOND;

    /** Kinds of waits; those from {@link #WORK} on are for work. */
    private static final int KINDS = 16;

    private static final int WORK = 4;

    /** One of those for the network. */
    private static final int NETWORK = 2;

    /** Segments of one round: running, waiting, and ready after a wait that was not for work. */
    private static final double SEGMENTS_PER_ROUND = 2 + (double) WORK / KINDS;

    /** Share of the segments that virtual threads have, in percent. */
    private static final int VIRTUAL_SHARE = 80;

    private final TraceBuilder trace = new TraceBuilder();
    private final SplittableRandom random = new SplittableRandom(7);
    private final int[] locks = new int[LOCKS];
    private final int socket;
    private final int lockStack;
    private final int socketStack;
    private final int signalStack;
    private final int readStack;
    private final int workStack;

    private SyntheticTrace() {
        for (int i = 0; i < LOCKS; i++) {
            locks[i] =
                    trace.resource(
                            ResourceTable.Kind.LOCK,
                            "java.util.concurrent.locks.ReentrantLock$NonfairSync",
                            i + 1);
        }
        socket = trace.resource(ResourceTable.Kind.SOCKET, "db.internal:5432", 0);
        lockStack =
                stack("java.util.concurrent.locks.ReentrantLock.lock:322", "app.Ledger.post:41");
        socketStack = stack("java.net.Socket$SocketInputStream.read:1099", "app.Query.run:77");
        signalStack = stack("java.util.concurrent.CountDownLatch.await:230", "app.Batch.join:18");
        workStack =
                trace.stack(
                        List.of(
                                "jdk.internal.misc.Unsafe.park",
                                "java.util.concurrent.LinkedBlockingQueue.take:435",
                                "java.util.concurrent.ThreadPoolExecutor.getTask:1070",
                                "java.util.concurrent.ThreadPoolExecutor.runWorker:1130"));
        readStack = stack("java.io.FileInputStream.read:287", "app.Ledger.reload:95");
    }

    private int stack(String... frames) {
        return trace.stack(List.of(frames[0], frames[1], "app.Request.handle:12"));
    }

    /**
     * Builds it.
     *
     * @param virtualThreads number of virtual threads, 1 or more
     * @param segments about how many segments all threads have together
     */
    static Trace build(int virtualThreads, long segments) {
        return new SyntheticTrace().trace(virtualThreads, segments);
    }

    private Trace trace(int virtualThreads, long segments) {
        int main = trace.addThread("main", 1, 100, "");
        trace.addThread("C2 CompilerThread0", 0, 101, "");
        int culprit = trace.addThread("ledger-keeper", 30, 102, "");
        long virtualRounds = rounds(segments * VIRTUAL_SHARE / 100, Math.max(1, virtualThreads));
        long platformRounds = rounds(segments * (100 - VIRTUAL_SHARE) / 100, PLATFORM);
        for (int i = 0; i < CARRIERS; i++) {
            int carrier = trace.addThread("ForkJoinPool-1-worker-" + (i + 1), 40 + i, 110 + i, "");
            trace.threadFlags(carrier, false, true, false);
        }
        for (int i = 0; i < PLATFORM; i++) {
            int worker = trace.addThread("worker-" + (i + 1), 60 + i, 130 + i, "");
            trace.threadCreator(worker, main, StackTable.NONE);
            live(worker, 0, DURATION, platformRounds, culprit, ThreadState.RUNNABLE_CPU);
        }
        for (int i = 0; i < virtualThreads; i++) {
            int thread = trace.addThread("request-" + (i + 1), 1_000L + i, 0, "");
            trace.threadFlags(thread, true, false, false);
            trace.threadCreator(thread, main, StackTable.NONE);
            long start = (long) ((double) (DURATION - LIFE_OF_VIRTUAL) * i / virtualThreads);
            trace.threadStart(thread, start);
            trace.threadEnd(thread, start + LIFE_OF_VIRTUAL);
            live(
                    thread,
                    start,
                    start + LIFE_OF_VIRTUAL,
                    virtualRounds,
                    culprit,
                    ThreadState.RUNNABLE_CARRIER);
        }
        culprit(culprit);
        return trace.build(recording(), capture());
    }

    private static long rounds(long segments, int threads) {
        return (long) (segments / SEGMENTS_PER_ROUND / threads);
    }

    private void culprit(int thread) {
        int file = trace.resource(ResourceTable.Kind.FILE, SLOW_FILE, 0);
        for (long now = SECOND; now < DURATION - 2 * SECOND; now += 2 * SECOND) {
            trace.addWait(thread, now, now + SECOND, Operation.FILE_READ, file, readStack);
            trace.addHold(locks[0], thread, now, now + SECOND, Confidence.EXACT);
        }
    }

    private void live(
            int thread, long from, long to, long rounds, int culprit, ThreadState readyState) {
        long step = (to - from) / Math.max(1, rounds);
        long now = from;
        for (long round = 0; round < rounds; round++) {
            long next = from + (round + 1) * step;
            long waitFrom = now + share(step, 3);
            long waitTo = waitFrom + share(step, 3);
            // At least one wait is a stall, so that no thread is told to have had none.
            int wait = round == 0 ? NETWORK : random.nextInt(KINDS);
            if (wait >= WORK) {
                wait(thread, waitFrom, next, Operation.QUEUE_TAKE, ResourceTable.NONE);
            } else if (wait == 0) {
                int lock = random.nextInt(LOCKS);
                int row = wait(thread, waitFrom, waitTo, Operation.LOCK_ACQUIRE, locks[lock]);
                if (lock == 0) {
                    trace.waitOwner(row, culprit);
                }
            } else if (wait == 1) {
                wait(thread, waitFrom, waitTo, Operation.LATCH_AWAIT, ResourceTable.NONE);
            } else {
                wait(thread, waitFrom, waitTo, Operation.SOCKET_READ, socket);
            }
            if (wait < WORK) {
                trace.addState(thread, waitTo, waitTo + share(next - waitTo, 8), readyState);
            }
            now = next;
        }
    }

    /** A part of the length, at most 1/divisor of it, short ones much more often than long ones. */
    private long share(long length, int divisor) {
        double part = random.nextDouble();
        return Math.max(1, (long) (length * part * part * part / divisor));
    }

    private int wait(int thread, long from, long to, Operation operation, int resource) {
        int stack =
                switch (operation) {
                    case LOCK_ACQUIRE -> lockStack;
                    case LATCH_AWAIT -> signalStack;
                    case QUEUE_TAKE -> workStack;
                    default -> socketStack;
                };
        return trace.addWait(thread, from, to, operation, resource, stack);
    }

    private static RecordingInfo recording() {
        return new RecordingInfo(
                List.of("synthetic.jfr"),
                1_764_000_000_000_000_000L,
                DURATION,
                4711,
                "OpenJDK 64-Bit Server VM 25",
                "app.Server");
    }

    private static CaptureInfo capture() {
        return new CaptureInfo(
                CaptureInfo.Tier.AGENT, 62, List.of(), "none", new TreeMap<>(), List.of(), 0);
    }
}
