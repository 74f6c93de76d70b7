package dev.holdup.cli;

import dev.holdup.query.Session;
import dev.holdup.report.DurationText;
import dev.holdup.server.HoldupServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Puts the agent into a running JVM and serves its timeline while it is being recorded. What the
 * target writes is read from JFR's repository, so that looking costs the target nothing.
 */
@Command(
        name = "attach",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Attaches to a running JVM and serves its timeline while it runs.",
            "The interrupt key ends it: the agent leaves, the recording stays as a file."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  holdup attach 4711",
            "  holdup attach OrderService --refresh 10s -a threshold=5ms"
        })
final class AttachCommand implements Callable<Integer> {
    private static final long FIRST_DATA_NANOS = 30_000_000_000L;

    private final Console console;

    @Option(
            names = "--refresh",
            defaultValue = "5s",
            paramLabel = "TIME",
            description =
                    "How often the timeline is brought up to date. Default: ${DEFAULT-VALUE}.")
    private Nanos refresh = Nanos.parse("5s");

    @Option(
            names = "--last",
            defaultValue = "5m",
            paramLabel = "TIME",
            description =
                    "How far back the timeline and the recording reach. Default:"
                            + " ${DEFAULT-VALUE}.")
    private Nanos last = Nanos.parse("5m");

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description =
                    "The recording to write at the end. Default: <name>-<pid>-<time>.jfr in the"
                            + " current folder.")
    private @Nullable Path output;

    @Option(
            names = {"-a", "--agent"},
            paramLabel = "KEY=VALUE",
            description = "An option of the agent; may be repeated.")
    private List<String> agentOptions = new ArrayList<>();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Port on the loopback interface. Default: a free one.")
    private int port = HoldupServer.ANY_PORT;

    @Option(names = "--no-browser", description = "Print the address only.")
    private boolean noBrowser;

    @Mixin private Analysis analysis = new Analysis();

    @Parameters(paramLabel = "PID|NAME", description = "Process id, or a part of the main class.")
    private String wanted = "";

    AttachCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        JvmTarget target = JvmTarget.find(wanted);
        List<String> options = new ArrayList<>(agentOptions);
        options.add("maxage=" + TimeUnit.NANOSECONDS.toMillis(last.value()) + "ms");
        TargetRecording recording = TargetRecording.begin(console, target, output, options);
        try {
            serve(target, new LiveRepository(target, recording.properties(), analysis));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            RunHeadline.tell(console, recording.end());
        }
        return ExitCode.FINE;
    }

    private void serve(JvmTarget target, LiveRepository repository) throws InterruptedException {
        try (HoldupServer server = HoldupServer.start(List.of(first(repository)), port)) {
            console.out().println(server.url());
            console.out().flush();
            console.hint(
                    "the timeline is brought up to date every "
                            + DurationText.of(refresh.value())
                            + " and reaches back "
                            + DurationText.of(last.value())
                            + "; Ctrl-C ends it and takes the agent out");
            if (!noBrowser) {
                Browser.open(server.url(), System.getenv());
            }
            CompletableFuture<?> exit = exitOf(target);
            while (!exit.isDone()) {
                await(exit);
                repository.read().ifPresent(session -> server.replace(0, session));
            }
            console.hint("the program has ended; the timeline stays until Ctrl-C");
            server.join();
        } catch (IllegalStateException e) {
            throw OpenCommand.cannotServe(port, e);
        }
    }

    /** The first data is on disk within a second or two of the start. */
    private Session first(LiveRepository repository) throws InterruptedException {
        long deadline = System.nanoTime() + FIRST_DATA_NANOS;
        while (true) {
            Optional<Session> session = repository.read();
            if (session.isPresent()) {
                return session.get();
            }
            if (System.nanoTime() > deadline) {
                throw new CommandFailure(
                        ExitCode.NOT_ATTACHABLE,
                        "JVM: expected events in its JFR repository within 30 s, found none",
                        "use 'holdup record', which writes a file at the end",
                        Trouble.NOT_ATTACHABLE);
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private static CompletableFuture<?> exitOf(JvmTarget target) {
        return ProcessHandle.of(target.pid())
                .map(ProcessHandle::onExit)
                .orElseGet(() -> CompletableFuture.completedFuture(null));
    }

    private void await(CompletableFuture<?> exit) throws InterruptedException {
        try {
            exit.get(refresh.value(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            // The usual way: it is time to look again.
        } catch (ExecutionException e) {
            console.hint("cannot watch the program: " + e.getMessage());
        }
    }
}
