package dev.holdup.server;

import dev.holdup.blame.BlameEngine;
import dev.holdup.blame.BlameOptions;
import dev.holdup.query.Session;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page over a synthetic trace of a hundred thousand virtual threads. */
final class TimelineScaleTest {
    private static final int VIRTUAL = 100_000;
    private static final long SEGMENTS = 1_000_000;

    @Test
    void scrollsThroughAHundredThousandLanesInARealBrowser() throws Exception {
        Session session =
                Session.of(
                        "synthetic",
                        BlameEngine.analyze(
                                SyntheticTrace.build(VIRTUAL, SEGMENTS),
                                BlameOptions.wholeRecording()));
        try (HoldupServer server = HoldupServer.start(List.of(session), HoldupServer.ANY_PORT)) {
            BrowserFlows.runScript(
                    "scale.mjs",
                    server.url(),
                    "hundred-thousand-lanes",
                    List.of(Integer.toString(VIRTUAL)));
        }
    }
}
