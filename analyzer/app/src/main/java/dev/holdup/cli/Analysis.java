package dev.holdup.cli;

import dev.holdup.blame.BlameEngine;
import dev.holdup.blame.BlameOptions;
import dev.holdup.blame.BlameResult;
import dev.holdup.blame.IdleRules;
import dev.holdup.model.RecordingInfo;
import dev.holdup.model.Trace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how a recording is analysed; shared by commands. */
final class Analysis {
    @Option(
            names = "--idle-rules",
            paramLabel = "FILE",
            description = "More rules that tell a wait for work from a stall.")
    private @Nullable Path idleRules;

    @Option(
            names = "--idle",
            defaultValue = "lenient",
            paramLabel = "MODE",
            description =
                    "How waits count that may be waits for work or stalls: lenient as idle, strict"
                            + " as stalls. Default: ${DEFAULT-VALUE}.")
    private IdleMode idle = IdleMode.lenient;

    /** How ambiguous waits count. */
    enum IdleMode {
        lenient,
        strict
    }

    /** Analyses the whole recording. */
    BlameResult analyze(Trace trace) {
        return BlameEngine.analyze(trace, new BlameOptions(0, Long.MAX_VALUE, rules(trace)));
    }

    /** Analyses a window of the recording. */
    BlameResult analyze(Trace trace, Window window) {
        RecordingInfo recording = trace.recording();
        return BlameEngine.analyze(
                trace,
                new BlameOptions(
                        window.fromNanos(recording), window.toNanos(recording), rules(trace)));
    }

    private IdleRules rules(Trace trace) {
        IdleRules rules = IdleRules.builtIn();
        if (!trace.capture().idleRules().isEmpty()) {
            try {
                rules = rules.extendedBy("the agent's option idle", trace.capture().idleRules());
            } catch (IllegalArgumentException e) {
                throw new CommandFailure(
                        ExitCode.WRONG_USAGE,
                        String.valueOf(e.getMessage()),
                        "record again with that rule corrected, or without it",
                        Trouble.WRONG_USAGE,
                        e);
            }
        }
        if (idleRules != null) {
            try {
                rules = rules.extendedBy(idleRules.toString(), lines(idleRules));
            } catch (IllegalArgumentException e) {
                throw new CommandFailure(
                        ExitCode.WRONG_USAGE,
                        String.valueOf(e.getMessage()),
                        "correct that line of the file given by --idle-rules",
                        Trouble.WRONG_USAGE,
                        e);
            }
        }
        return rules.withAmbiguousIdle(idle == IdleMode.lenient);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.UNREADABLE_INPUT,
                    "idle rules " + file + ": expected a text file, found " + e,
                    "check the path of --idle-rules",
                    Trouble.NO_SUCH_FILE,
                    e);
        }
    }
}
