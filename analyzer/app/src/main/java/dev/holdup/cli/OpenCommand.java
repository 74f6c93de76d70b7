package dev.holdup.cli;

import dev.holdup.blame.BlameResult;
import dev.holdup.load.SideFiles;
import dev.holdup.model.Trace;
import dev.holdup.query.Session;
import dev.holdup.server.HoldupServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Serves the timeline of recordings until the user ends it. */
@Command(
        name = "open",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Serves the timeline of recordings on this machine, and opens a browser.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  holdup open orders.jfr",
            "  holdup open before.jfr after.jfr --apart --no-browser",
            "  holdup open recordings/ --port 8080"
        })
final class OpenCommand implements Callable<Integer> {
    private static final int LAST_PORT = 65_535;

    private final Console console;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Port on the loopback interface. Default: a free one.")
    private int port = HoldupServer.ANY_PORT;

    @Option(names = "--no-browser", description = "Print the address only.")
    private boolean noBrowser;

    @Option(
            names = "--apart",
            description = "Show each file as a recording of its own; else all are one timeline.")
    private boolean apart;

    @Option(
            names = "--no-side-file",
            description =
                    "Neither use nor write RECORDING.holdup. Such a file keeps what was read of a"
                            + " recording of 16 MB and more, so that opening it again is instant.")
    private boolean noSideFile;

    @Mixin private Window window = new Window();

    @Mixin private Analysis analysis = new Analysis();

    @Parameters(
            arity = "1..*",
            paramLabel = "RECORDING",
            description = "Files, or folders of recordings.")
    private List<Path> files = new ArrayList<>();

    OpenCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (port < 0 || port > LAST_PORT) {
            throw new CommandFailure(
                    ExitCode.WRONG_USAGE,
                    "--port: expected 0 to " + LAST_PORT + ", found " + port,
                    "leave --port out to get a free one",
                    Trouble.WRONG_USAGE);
        }
        try (HoldupServer server = serve(sessions())) {
            String url = server.url();
            console.out().println(url);
            console.out().flush();
            console.hint("serving the timeline; Ctrl-C ends it");
            if (!noBrowser) {
                Browser.open(url, System.getenv());
            }
            server.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return ExitCode.FINE;
    }

    private List<Session> sessions() {
        List<Session> sessions = new ArrayList<>();
        List<Path> found = Recordings.expand(files);
        if (!apart) {
            sessions.add(session(found));
            return sessions;
        }
        for (Path file : found) {
            sessions.add(session(List.of(file)));
        }
        return sessions;
    }

    private Session session(List<Path> recording) {
        BlameResult result = analysis.analyze(load(recording), window);
        String name = String.valueOf(recording.get(0).getFileName());
        String more = recording.size() == 1 ? "" : " and " + (recording.size() - 1) + " more";
        return Session.of(name + more, result, recording.get(0));
    }

    private Trace load(List<Path> recording) {
        SideFiles sideFiles = noSideFile ? SideFiles.none() : SideFiles.keep();
        return Recordings.load(console, recording, sideFiles).trace();
    }

    private HoldupServer serve(List<Session> sessions) {
        try {
            return HoldupServer.start(sessions, port, file -> session(List.of(file)));
        } catch (IllegalStateException e) {
            throw cannotServe(port, e);
        }
    }

    static CommandFailure cannotServe(int port, IllegalStateException cause) {
        return new CommandFailure(
                ExitCode.WRONG_USAGE,
                "port " + port + ": expected one that is free, found: " + cause.getMessage(),
                "leave --port out to get a free one",
                Trouble.PORT_IN_USE,
                cause);
    }
}
