package dev.holdup.bench.load;

import com.sun.management.OperatingSystemMXBean;
import dev.holdup.load.LoadOptions;
import dev.holdup.load.RecordingLoader;
import dev.holdup.load.format.ChunkClock;
import dev.holdup.load.format.ChunkHeader;
import dev.holdup.load.format.ChunkPlace;
import dev.holdup.load.format.ChunkScan;
import dev.holdup.load.format.DamageException;
import dev.holdup.load.format.Dictionaries;
import dev.holdup.load.format.EventRequest;
import dev.holdup.load.format.EventRow;
import dev.holdup.load.format.FileBytes;
import dev.holdup.load.format.ResolveTurns;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import one.jfr.JfrReader;
import one.jfr.event.ContendedLock;
import one.jfr.event.Event;

/**
 * Reads one recording with each reader by turns, in one JVM, and prints the CPU time of each round
 * and what was added up: number, duration, thread ids, stacks of the blocking events. Readers whose
 * sums differ did not do the same work; the output says so.
 */
public final class ReaderRace {
    private static final List<String> EVENTS =
            List.of(
                    "jdk.ThreadPark",
                    "jdk.JavaMonitorEnter",
                    "jdk.JavaMonitorWait",
                    "jdk.ThreadSleep",
                    "jdk.SocketRead",
                    "jdk.SocketWrite",
                    "jdk.FileRead",
                    "jdk.FileWrite",
                    "jdk.FileForce",
                    "jdk.VirtualThreadPinned");

    private static final int WINDOW = 4 << 20;

    private ReaderRace() {}

    private record Sums(long events, long nanos, long threadIds, long stacks) {}

    /** Reads the whole file. */
    @FunctionalInterface
    private interface Reader {
        Sums read(Path file) throws IOException, DamageException;
    }

    /** Arguments: a recording, and the number of rounds. */
    public static void main(String[] arguments) throws IOException, DamageException {
        Path file = Path.of(arguments[0]);
        int rounds = Integer.parseInt(arguments[1]);
        race("RecordingFile", ReaderRace::byTheJdk, file, rounds);
        race("JfrReader", ReaderRace::byAsyncProfiler, file, rounds);
        race("ours, parsing alone", ReaderRace::byUs, file, rounds);
        race("ours, the whole trace", ReaderRace::wholeTrace, file, rounds);
    }

    private static void race(String name, Reader reader, Path file, int rounds)
            throws IOException, DamageException {
        long best = Long.MAX_VALUE;
        Sums sums = new Sums(0, 0, 0, 0);
        for (int round = 0; round < rounds; round++) {
            long start = cpuNanos();
            sums = reader.read(file);
            best = Math.min(best, cpuNanos() - start);
        }
        System.out.printf(Locale.ROOT, "%-24s best %5d ms CPU  %s%n", name, best / 1_000_000, sums);
    }

    /** Of the whole process: compiler, collector and helper threads are part of the price. */
    private static long cpuNanos() {
        OperatingSystemMXBean system =
                (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return system.getProcessCpuTime();
    }

    private static Sums byUs(Path file) throws IOException, DamageException {
        long[] sums = new long[4];
        Dictionaries shared = Dictionaries.empty();
        List<EventRequest> requests =
                EVENTS.stream()
                        .map(e -> new EventRequest(e, List.of(), row -> add(row, shared, sums)))
                        .toList();
        try (FileBytes source = new FileBytes(file)) {
            ResolveTurns turns = new ResolveTurns();
            long position = 0;
            for (int chunk = 0; position < source.size(); chunk++) {
                ChunkHeader header = ChunkHeader.read(source, position);
                long end = position + header.sizeBytes();
                ChunkPlace place = new ChunkPlace(source, header, end);
                new ChunkScan(place, List.of(), new ChunkClock(header, 0), shared, 0, WINDOW)
                        .run(turns, chunk, requests, bytes -> {});
                position = end;
            }
        }
        return new Sums(sums[0], sums[1], sums[2], sums[3]);
    }

    private static void add(EventRow row, Dictionaries shared, long[] sums) {
        sums[0]++;
        sums[1] += row.durationNanos();
        int thread = row.thread();
        sums[2] += thread < 0 ? 0 : shared.threads().javaId(thread);
        sums[3] += row.stack() >= 0 && row.startNanos() > 0 ? 1 : 0;
    }

    private static Sums wholeTrace(Path file) throws IOException {
        int waits =
                RecordingLoader.load(List.of(file), LoadOptions.defaults().withThreads(1))
                        .trace()
                        .waits()
                        .size();
        return new Sums(waits, 0, 0, 0);
    }

    private static Sums byTheJdk(Path file) throws IOException {
        long[] sums = new long[4];
        try (RecordingFile recording = new RecordingFile(file)) {
            while (recording.hasMoreEvents()) {
                RecordedEvent event = recording.readEvent();
                if (EVENTS.contains(event.getEventType().getName())) {
                    sums[0]++;
                    sums[1] += event.getDuration().toNanos();
                    boolean known = event.getThread() != null;
                    sums[2] += known ? Math.max(0, event.getThread().getJavaThreadId()) : 0;
                    boolean stack = event.getStackTrace() != null;
                    sums[3] += stack && event.getStartTime().getEpochSecond() > 0 ? 1 : 0;
                }
            }
        }
        return new Sums(sums[0], sums[1], sums[2], sums[3]);
    }

    private static Sums byAsyncProfiler(Path file) throws IOException {
        long[] sums = new long[4];
        try (JfrReader reader = new JfrReader(file.toString())) {
            for (String event : EVENTS) {
                reader.registerEvent(event, BlockingEvent.class);
            }
            double ticksPerNano = reader.ticksPerSec / 1e9;
            Event event = reader.readEvent();
            while (event != null) {
                // Parks and monitors it reads by itself, whatever was registered for them.
                if (event instanceof ContendedLock lock) {
                    add(reader, event, (long) (lock.duration / ticksPerNano), sums);
                } else if (event instanceof BlockingEvent blocking) {
                    add(reader, event, (long) (blocking.durationTicks / ticksPerNano), sums);
                }
                event = reader.readEvent();
            }
        }
        return new Sums(sums[0], sums[1], sums[2], sums[3]);
    }

    private static void add(JfrReader reader, Event event, long nanos, long[] sums) {
        sums[0]++;
        sums[1] += nanos;
        Long thread = reader.javaThreads.get(event.tid);
        sums[2] += thread == null ? 0 : Math.max(0, thread);
        boolean stack = reader.stackTraces.get(event.stackTraceId) != null;
        sums[3] += stack && event.time > 0 ? 1 : 0;
    }
}
