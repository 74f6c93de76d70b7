package dev.holdup.cli;

import dev.holdup.report.DurationText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
        TargetRecording recording = TargetRecording.begin(console, target, output, agentOptions);
        console.hint(
                "recording "
                        + target.pid()
                        + " ("
                        + target.program()
                        + ") for "
                        + DurationText.of(duration.value()));
        waitFor(target);
        RunHeadline.tell(console, recording.end());
        return ExitCode.FINE;
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
}
