package dev.holdup.server;

import dev.holdup.blame.BlameEngine;
import dev.holdup.blame.BlameOptions;
import dev.holdup.query.Session;
import java.util.List;

/** For working on the UI: serves the made-up trace until it is stopped. Prints the address. */
final class TimelineDevMain {
    private TimelineDevMain() {}

    public static void main(String[] args) throws InterruptedException {
        Session session =
                Session.of(
                        "file-server.jfr",
                        BlameEngine.analyze(
                                FileServerTrace.build(), BlameOptions.wholeRecording()));
        int port = args.length > 0 ? Integer.parseInt(args[0]) : HoldupServer.ANY_PORT;
        try (HoldupServer server = HoldupServer.start(List.of(session), port)) {
            System.out.println(server.url());
            server.join();
        }
    }
}
