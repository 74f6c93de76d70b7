package dev.holdup.server;

import dev.holdup.blame.BlameEngine;
import dev.holdup.blame.BlameOptions;
import dev.holdup.query.Session;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page over a made-up trace, whose culprit is known. */
final class TimelineBrowserTest {
    @Test
    void showsTheCulpritItsChainAndItsVictimsInARealBrowser() throws Exception {
        Session session =
                Session.of(
                        "file-server.jfr",
                        BlameEngine.analyze(
                                FileServerTrace.build(), BlameOptions.wholeRecording()));
        try (HoldupServer server = HoldupServer.start(List.of(session), HoldupServer.ANY_PORT)) {
            BrowserFlows.run(
                    server.url(),
                    "made-up-file-server",
                    "reading " + FileServerTrace.SLOW_FILE,
                    "worker-5");
        }
    }
}
