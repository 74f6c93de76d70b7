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

/**
 * For working on the UI: serves recordings, or the made-up trace, on port 7070 until it is stopped.
 * Prints the address.
 */
final class TimelineDevMain {
    private static final int PORT = 7070;

    private TimelineDevMain() {}

    public static void main(String[] args) throws Exception {
        List<Session> sessions = new ArrayList<>();
        for (String file : args) {
            sessions.add(open(Path.of(file)));
        }
        if (sessions.isEmpty()) {
            sessions.add(Session.of("file-server.jfr", analyze(FileServerTrace.build())));
        }
        try (HoldupServer server = HoldupServer.start(sessions, PORT, TimelineDevMain::open)) {
            System.out.println(server.url());
            server.join();
        }
    }

    private static Session open(Path path) throws Exception {
        Trace trace = RecordingLoader.load(List.of(path), LoadOptions.defaults()).trace();
        return Session.of(path.getFileName().toString(), analyze(trace));
    }

    private static BlameResult analyze(Trace trace) {
        return BlameEngine.analyze(trace, BlameOptions.wholeRecording());
    }
}
