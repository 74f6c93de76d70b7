package dev.holdup.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts the agent into a running JVM, records for a while, and takes it out again. */
@Command(
        name = "record",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Records a running JVM for a while, and leaves it as it was.",
            "The interrupt key ends the recording early."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  holdup record 4711 -d 30s",
            "  holdup record OrderService -d 2m -o orders.jfr -a threshold=5ms"
        })
final class RecordCommand implements Callable<Integer> {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

    private final Console console;

    @Option(
            names = {"-d", "--duration"},
            defaultValue = "30s",
            paramLabel = "TIME",
            description = "How long to record. Default: ${DEFAULT-VALUE}.")
    private Nanos duration = Nanos.parse("30s");

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description =
                    "The recording to write. Default: <name>-<pid>-<time>.jfr in the current"
                            + " folder.")
    private @Nullable Path output;

    @Option(
            names = {"-a", "--agent"},
            paramLabel = "KEY=VALUE",
            description = "An option of the agent; may be repeated.")
    private List<String> agentOptions = new ArrayList<>();

    @Parameters(paramLabel = "PID|NAME", description = "Process id, or a part of the main class.")
    private String wanted = "";

    RecordCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        JvmTarget target = JvmTarget.find(wanted);
        Path file = file(target);
        refuseIfPresent(target);
        List<String> options = new ArrayList<>(List.of("out=" + file, "quiet=on"));
        options.addAll(agentOptions);
        Properties after = target.tellAgent(String.join(",", options));
        if (!after.getProperty(JvmTarget.PRESENT, "").contains("recording")) {
            throw new CommandFailure(
                    ExitCode.NOT_ATTACHABLE,
                    "JVM "
                            + target.pid()
                            + ": expected the agent to record, found: "
                            + after.getProperty(JvmTarget.SAID, "no word of it"),
                    "correct the agent's options, or see the program's own stderr",
                    Trouble.NOT_ATTACHABLE);
        }
        console.hint(
                "recording "
                        + target.pid()
                        + " ("
                        + target.program()
                        + ") for "
                        + dev.holdup.report.DurationText.of(duration.value()));
        AtomicBoolean isOut = new AtomicBoolean();
        Thread hook = new Thread(() -> takeOut(target, isOut), "holdup-record-stop");
        Runtime.getRuntime().addShutdownHook(hook);
        waitFor(target);
        takeOut(target, isOut);
        Runtime.getRuntime().removeShutdownHook(hook);
        if (!Files.isRegularFile(file)) {
            throw new CommandFailure(
                    ExitCode.NOT_ATTACHABLE,
                    "recording " + file + ": expected a file after recording, found none",
                    "look at the program's stderr; it may have ended by force",
                    Trouble.NO_RECORDING_WRITTEN);
        }
        RunHeadline.tell(console, file);
        return ExitCode.FINE;
    }

    private Path file(JvmTarget target) {
        String program = target.program().replaceFirst("\\.jar$", "");
        String simple =
                program.substring(Math.max(program.lastIndexOf('/'), program.lastIndexOf('.')) + 1);
        String name =
                simple.replaceAll("[^A-Za-z0-9_-]", "_")
                        + "-"
                        + target.pid()
                        + "-"
                        + LocalDateTime.now(ZoneId.systemDefault()).format(TIME)
                        + ".jfr";
        Path file = (output == null ? Path.of(name) : output).toAbsolutePath().normalize();
        Path folder = file.getParent();
        if (folder == null || !Files.isWritable(folder) || file.toString().indexOf(',') >= 0) {
            throw new CommandFailure(
                    ExitCode.WRONG_USAGE,
                    "recording "
                            + file
                            + ": expected a folder that can be written and no comma in the path",
                    "choose another file with --output",
                    Trouble.CANNOT_WRITE);
        }
        return file;
    }

    /** An agent that somebody else started is not ours to stop. */
    private static void refuseIfPresent(JvmTarget target) {
        String present = target.properties().getProperty(JvmTarget.PRESENT, "");
        if (present.contains("recording")) {
            throw new CommandFailure(
                    ExitCode.NOT_ATTACHABLE,
                    "JVM "
                            + target.pid()
                            + ": expected no recording of ours, found agent "
                            + present,
                    "wait for it to end, or end it with 'holdup detach " + target.pid() + "'",
                    Trouble.NOT_ATTACHABLE);
        }
    }

    private void waitFor(JvmTarget target) {
        ProcessHandle process = ProcessHandle.of(target.pid()).orElse(null);
        if (process == null) {
            return;
        }
        try {
            process.onExit().get(duration.value(), TimeUnit.NANOSECONDS);
            console.hint("the program ended before the time was up");
        } catch (TimeoutException e) {
            // The usual way: the time is up, the program goes on.
        } catch (ExecutionException e) {
            console.hint("cannot watch the program: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void takeOut(JvmTarget target, AtomicBoolean isOut) {
        if (isOut.getAndSet(true) || ProcessHandle.of(target.pid()).isEmpty()) {
            return;
        }
        try {
            Properties after = target.tellAgent("action=detach,quiet=on");
            console.hint(after.getProperty(JvmTarget.SAID, "the agent is out"));
        } catch (CommandFailure e) {
            console.hint("the agent could not be taken out: " + e.getMessage());
        }
    }
}
