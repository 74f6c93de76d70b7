package dev.holdup.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.blame.BlameEngine;
import dev.holdup.blame.BlameOptions;
import dev.holdup.blame.BlameResult;
import dev.holdup.model.Trace;
import dev.holdup.query.Session;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page over made-up traces, whose culprit is known. */
final class TimelineBrowserTest {
    @Test
    void showsTheCulpritItsChainAndItsVictimsInARealBrowser() throws Exception {
        Session session = session("file-server.jfr", FileServerTrace.build());
        try (HoldupServer server = HoldupServer.start(List.of(session), HoldupServer.ANY_PORT)) {
            BrowserFlows.run(
                    server.url(),
                    "made-up-file-server",
                    "reading " + FileServerTrace.SLOW_FILE,
                    "worker-5");
        }
    }

    @Test
    void keepsNotesComparesRecordingsAndOpensADroppedOne(@TempDir Path folder) throws Exception {
        Trace trace = FileServerTrace.build();
        Session before = Session.of("before.jfr", analyze(trace), folder.resolve("before.jfr"));
        Session after = session("after.jfr", SyntheticTrace.build(30, 6_000));
        ScheduledExecutorService program = Executors.newSingleThreadScheduledExecutor();
        try (HoldupServer server =
                HoldupServer.start(
                        List.of(before, after),
                        HoldupServer.ANY_PORT,
                        file -> Session.of(file.getFileName().toString(), analyze(trace)))) {
            ScheduledFuture<?> goesOn =
                    program.scheduleAtFixedRate(
                            () -> server.replace(1, after), 3, 3, TimeUnit.SECONDS);
            BrowserFlows.runScript("sharing.mjs", server.url(), "sharing", List.of());
            assertThat(goesOn.isDone()).as("the recording stopped growing").isFalse();
        } finally {
            program.shutdownNow();
        }
    }

    private static Session session(String title, Trace trace) {
        return Session.of(title, analyze(trace));
    }

    private static BlameResult analyze(Trace trace) {
        return BlameEngine.analyze(trace, BlameOptions.wholeRecording());
    }
}
