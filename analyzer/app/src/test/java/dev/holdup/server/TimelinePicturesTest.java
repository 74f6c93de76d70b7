package dev.holdup.server;

import dev.holdup.blame.BlameEngine;
import dev.holdup.blame.BlameOptions;
import dev.holdup.query.Session;
import java.util.List;
import org.junit.jupiter.api.Test;

/** WebGL and the 2-D canvas draw the same pictures. */
final class TimelinePicturesTest {
    @Test
    void drawsTheSameWithAndWithoutWebGl() throws Exception {
        Session session =
                Session.of(
                        "file-server.jfr",
                        BlameEngine.analyze(
                                FileServerTrace.build(), BlameOptions.wholeRecording()));
        try (HoldupServer server = HoldupServer.start(List.of(session), HoldupServer.ANY_PORT)) {
            BrowserFlows.runScript("pictures.mjs", server.url(), "pictures", List.of());
        }
    }
}
