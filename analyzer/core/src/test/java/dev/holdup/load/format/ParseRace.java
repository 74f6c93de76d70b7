package dev.holdup.load.format;

import dev.holdup.load.SampleRecording;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/**
 * Reads a recording by turns with our reader and with the JDK's, in one JVM, and prints CPU time of
 * the thread and the ratio. Both add up count, duration, thread id and stacks of all blocking
 * events; sums that differ end the race. Not a test: {@code docs/loading.md} says how to run it.
 */
final class ParseRace {
    private static final List<String> EVENTS = SampleRecording.BLOCKING;

    private ParseRace() {}

    public static void main(String[] arguments) throws IOException, DamageException {
        Path file = Path.of(arguments[0]);
        int rounds = Integer.parseInt(arguments[1]);
        for (int round = 0; round < rounds; round++) {
            long start = cpuNanos();
            long[] ours = byUs(file);
            long middle = cpuNanos();
            long[] theirs = byTheJdk(file);
            long end = cpuNanos();
            if (!Arrays.equals(ours, theirs)) {
                throw new IllegalStateException(
                        "ours " + Arrays.toString(ours) + ", theirs " + Arrays.toString(theirs));
            }
            System.out.printf(
                    Locale.ROOT,
                    "%d events  ours %d ms  RecordingFile %d ms  ratio %.1f%n",
                    ours[0],
                    (middle - start) / 1_000_000,
                    (end - middle) / 1_000_000,
                    (double) (end - middle) / (middle - start));
        }
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static long[] byUs(Path file) throws IOException, DamageException {
        long[] sums = new long[4];
        Dictionaries shared = Dictionaries.empty();
        List<EventRequest> requests = new ArrayList<>();
        for (String event : EVENTS) {
            requests.add(new EventRequest(event, List.of(), row -> add(row, shared, sums)));
        }
        try (FileBytes source = new FileBytes(file)) {
            ResolveTurns turns = new ResolveTurns();
            long position = 0;
            for (int chunk = 0; position < source.size(); chunk++) {
                ChunkHeader header = ChunkHeader.read(source, position);
                long end = position + header.sizeBytes();
                new ChunkScan(
                                new ChunkPlace(source, header, end),
                                List.of(),
                                new ChunkClock(header, 0),
                                shared,
                                0,
                                4 << 20)
                        .run(turns, chunk, requests, bytes -> {});
                position = end;
            }
        }
        return sums;
    }

    private static void add(EventRow row, Dictionaries shared, long[] sums) {
        sums[0]++;
        sums[1] += row.durationNanos();
        int thread = row.thread();
        sums[2] += thread < 0 ? 0 : shared.threads().javaId(thread);
        sums[3] += row.stack() >= 0 && row.startNanos() > 0 ? 1 : 0;
    }

    private static long[] byTheJdk(Path file) throws IOException {
        long[] sums = new long[4];
        try (RecordingFile recording = new RecordingFile(file)) {
            while (recording.hasMoreEvents()) {
                RecordedEvent event = recording.readEvent();
                if (EVENTS.contains(event.getEventType().getName())) {
                    sums[0]++;
                    sums[1] += event.getDuration().toNanos();
                    sums[2] +=
                            event.getThread() == null
                                    ? 0
                                    : Math.max(0, event.getThread().getJavaThreadId());
                    boolean stack = event.getStackTrace() != null;
                    sums[3] += stack && event.getStartTime().isAfter(Instant.EPOCH) ? 1 : 0;
                }
            }
        }
        return sums;
    }
}
