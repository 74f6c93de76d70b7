package dev.holdup.load.format;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/** Events of a file in the order of the file, read by us and by the JDK, in a form to compare. */
final class RawEvents {
    /**
     * An event.
     *
     * @param epochNanos start since 1970
     * @param topFrame {@code class.method:line}, empty without a stack
     */
    record Raw(
            String event,
            long epochNanos,
            long durationNanos,
            long javaThreadId,
            String topFrame,
            int depth) {}

    /** Events that hold the format together; the JDK's reader does not show them. */
    static final Set<String> OF_THE_FORMAT = Set.of("jdk.types.Metadata", "type 0", "type 1");

    private RawEvents() {}

    static List<Raw> byUs(Path file, List<String> events) throws IOException, DamageException {
        List<Raw> found = new ArrayList<>();
        Dictionaries shared = Dictionaries.empty();
        try (FileBytes source = new FileBytes(file)) {
            // As the loader does: all chunks of a JVM on the clock of the first.
            ChunkClock clock = new ChunkClock(ChunkHeader.read(source, 0), 0);
            long position = 0;
            while (position < source.size()) {
                ChunkHeader header = ChunkHeader.read(source, position);
                long end = position + header.sizeBytes();
                ChunkScan scan =
                        new ChunkScan(
                                new ChunkPlace(source, header, end),
                                List.of(),
                                clock,
                                shared,
                                0,
                                1 << 20);
                List<EventRequest> requests = new ArrayList<>();
                for (String event : events) {
                    requests.add(
                            new EventRequest(
                                    event, List.of(), row -> found.add(raw(event, row, shared))));
                }
                scan.run(new ResolveTurns(), 0, requests, bytes -> {});
                if (scan.damage().count() > 0) {
                    throw new IOException(scan.damage().texts().toString());
                }
                position = end;
            }
        }
        return found;
    }

    private static Raw raw(String event, EventRow row, Dictionaries shared) {
        int thread = row.thread();
        int stack = row.stack();
        String top = "";
        int depth = 0;
        if (stack >= 0) {
            int frame = shared.stacks().frame(stack);
            top =
                    shared.symbols().text(shared.stacks().classSymbol(frame)).replace('/', '.')
                            + '.'
                            + shared.symbols().text(shared.stacks().methodSymbol(frame))
                            + ':'
                            + shared.stacks().line(frame);
            for (int node = stack; node >= 0; node = shared.stacks().parent(node)) {
                depth++;
            }
        }
        return new Raw(
                event,
                row.startNanos(),
                row.durationNanos(),
                thread < 0 ? -1 : shared.threads().javaId(thread),
                top,
                depth);
    }

    /** Number of events by type. */
    static Map<String, Long> countsByTheJdk(Path file) throws IOException {
        Map<String, Long> counts = new TreeMap<>();
        try (RecordingFile recording = new RecordingFile(file)) {
            while (recording.hasMoreEvents()) {
                counts.merge(nameOf(recording.readEvent()), 1L, Long::sum);
            }
        }
        return counts;
    }

    /** JDK 9 had another prefix; the reader maps it and must be compared by the new one. */
    private static String nameOf(RecordedEvent event) {
        return event.getEventType().getName().replace("com.oracle.jdk.", "jdk.");
    }

    static List<Raw> byTheJdk(Path file, List<String> events) throws IOException {
        List<Raw> found = new ArrayList<>();
        try (RecordingFile recording = new RecordingFile(file)) {
            while (recording.hasMoreEvents()) {
                RecordedEvent event = recording.readEvent();
                if (events.contains(nameOf(event))) {
                    found.add(raw(event));
                }
            }
        }
        return found;
    }

    private static Raw raw(RecordedEvent event) {
        RecordedThread thread = event.getThread();
        RecordedStackTrace stack = event.getStackTrace();
        String top = "";
        int depth = 0;
        if (stack != null && !stack.getFrames().isEmpty()) {
            RecordedFrame frame = stack.getFrames().get(0);
            top =
                    frame.getMethod().getType().getName()
                            + '.'
                            + frame.getMethod().getName()
                            + ':'
                            + Math.max(0, frame.getLineNumber());
            depth = stack.getFrames().size();
        }
        return new Raw(
                nameOf(event),
                ChronoUnit.NANOS.between(Instant.EPOCH, event.getStartTime()),
                event.getDuration().toNanos(),
                thread == null ? -1 : Math.max(0, thread.getJavaThreadId()),
                top,
                depth);
    }
}
