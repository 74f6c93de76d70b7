package dev.holdup.server;

import dev.holdup.blame.BlameEngine;
import dev.holdup.blame.BlameOptions;
import dev.holdup.blame.BlameResult;
import dev.holdup.load.LoadOptions;
import dev.holdup.load.RecordingLoader;
import dev.holdup.model.Trace;
import dev.holdup.query.Session;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * For working on the UI: serves recordings, or the made-up trace, on port 7070 until it is stopped.
 * Prints the address. {@code -Dholdup.virtual=100000 -Dholdup.segments=50000000} serves a synthetic
 * trace of that size, and says how long each step took and what the server's heap holds; {@code
 * -Dholdup.blameSeconds=20} then blames only so many seconds from its middle.
 */
final class TimelineDevMain {
    private static final int PORT = Integer.getInteger("holdup.port", 7070);

    private TimelineDevMain() {}

    public static void main(String[] args) throws Exception {
        List<Session> sessions = new ArrayList<>();
        for (String file : args) {
            sessions.add(open(Path.of(file)));
        }
        int virtual = Integer.getInteger("holdup.virtual", 0);
        if (virtual > 0) {
            sessions.add(synthetic(virtual, Long.getLong("holdup.segments", 1_000_000)));
        } else if (sessions.isEmpty()) {
            sessions.add(Session.of("file-server.jfr", analyze(FileServerTrace.build())));
        }
        try (HoldupServer server = HoldupServer.start(sessions, PORT, TimelineDevMain::open)) {
            System.out.println(server.url());
            server.join();
        }
    }

    private static Session synthetic(int virtual, long segments) {
        long began = System.nanoTime();
        Trace trace = SyntheticTrace.build(virtual, segments);
        began = said("segments built: " + trace.segments().size(), began);
        BlameResult blame = blameOf(trace);
        began = said("blame", began);
        Session session = Session.of("synthetic", blame);
        said("session (the index)", began);
        return session;
    }

    private static BlameResult blameOf(Trace trace) {
        long seconds = Long.getLong("holdup.blameSeconds", 0);
        if (seconds == 0) {
            return analyze(trace);
        }
        long from = trace.recording().durationNanos() / 2;
        BlameOptions whole = BlameOptions.wholeRecording();
        return BlameEngine.analyze(
                trace, new BlameOptions(from, from + seconds * 1_000_000_000, whole.idleRules()));
    }

    private static long said(String step, long beganNanos) {
        double seconds = (System.nanoTime() - beganNanos) / 1e9;
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        System.out.printf(
                Locale.ROOT,
                "%s: %.1f s, heap %d MB%n",
                step,
                seconds,
                (runtime.totalMemory() - runtime.freeMemory()) >> 20);
        return System.nanoTime();
    }

    private static Session open(Path path) throws Exception {
        Trace trace = RecordingLoader.load(List.of(path), LoadOptions.defaults()).trace();
        return Session.of(path.getFileName().toString(), analyze(trace), path);
    }

    private static BlameResult analyze(Trace trace) {
        return BlameEngine.analyze(trace, BlameOptions.wholeRecording());
    }
}
