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
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what part of a recording is analysed and how; shared by commands. */
final class Analysis {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description =
                    "Start of the window: a duration since the recording's start, like 1.5s, or an"
                            + " instant like 2026-01-31T12:00:00Z.")
    private @Nullable String from;

    @Option(
            names = "--to",
            paramLabel = "TIME",
            description = "End of the window, in the same form.")
    private @Nullable String to;

    @Option(
            names = "--idle-rules",
            paramLabel = "FILE",
            description = "More rules that tell a wait for work from a stall.")
    private @Nullable Path idleRules;

    @Option(
            names = "--ambiguous-stalls",
            description = "Count waits that may be waits for work as stalls.")
    private boolean ambiguousStalls;

    BlameResult analyze(Trace trace) {
        return BlameEngine.analyze(trace, options(trace.recording()));
    }

    BlameOptions options(RecordingInfo recording) {
        long fromNanos = from == null ? 0 : instant("--from", from, recording);
        long toNanos = to == null ? Long.MAX_VALUE : instant("--to", to, recording);
        if (toNanos <= fromNanos) {
            throw wrongWindow("window: expected --from before --to, found " + from + " and " + to);
        }
        if (fromNanos >= recording.durationNanos() && recording.durationNanos() > 0) {
            throw wrongWindow(
                    "--from: expected a time before the recording's end at "
                            + dev.holdup.report.DurationText.of(recording.durationNanos())
                            + ", found "
                            + from);
        }
        return new BlameOptions(Math.max(0, fromNanos), Math.max(0, toNanos), rules());
    }

    private static long instant(String option, String text, RecordingInfo recording) {
        if (text.indexOf('T') < 0) {
            try {
                return Nanos.parse(text).value();
            } catch (picocli.CommandLine.TypeConversionException e) {
                throw wrongWindow(option + ": " + e.getMessage());
            }
        }
        try {
            Instant instant = Instant.parse(text);
            return Math.addExact(
                            Math.multiplyExact(instant.getEpochSecond(), NANOS_PER_SECOND),
                            instant.getNano())
                    - recording.startEpochNanos();
        } catch (DateTimeParseException | ArithmeticException e) {
            throw wrongWindow(
                    option
                            + ": expected a duration like 1.5s or an instant like"
                            + " 2026-01-31T12:00:00Z, found '"
                            + text
                            + "'");
        }
    }

    private static CommandFailure wrongWindow(String message) {
        return new CommandFailure(
                ExitCode.WRONG_USAGE,
                message,
                "give times since the recording's start, or instants with a zone",
                Trouble.WRONG_USAGE);
    }

    private IdleRules rules() {
        IdleRules rules = IdleRules.builtIn();
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
        return rules.withAmbiguousIdle(!ambiguousStalls);
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
