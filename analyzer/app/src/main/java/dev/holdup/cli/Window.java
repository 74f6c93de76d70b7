package dev.holdup.cli;

import dev.holdup.model.RecordingInfo;
import dev.holdup.report.DurationText;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that say what part of a recording is looked at; shared by commands. */
final class Window {
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

    /** A window whose ends came by other options. */
    static Window of(@Nullable String from, @Nullable String to) {
        Window window = new Window();
        window.from = from;
        window.to = to;
        return window;
    }

    /** Start of the window within the recording. */
    long fromNanos(RecordingInfo recording) {
        long fromNanos = from == null ? 0 : instant("--from", from, recording);
        if (fromNanos >= recording.durationNanos() && recording.durationNanos() > 0) {
            throw wrongWindow(
                    "--from: expected a time before the recording's end at "
                            + DurationText.of(recording.durationNanos())
                            + ", found "
                            + from);
        }
        return Math.max(0, fromNanos);
    }

    /** End of the window; may lie beyond the recording's. */
    long toNanos(RecordingInfo recording) {
        long toNanos = to == null ? Long.MAX_VALUE : instant("--to", to, recording);
        if (toNanos <= fromNanos(recording)) {
            throw wrongWindow(
                    "window: expected --from before --to, found "
                            + (from == null ? "the start" : from)
                            + " and "
                            + to);
        }
        return toNanos;
    }

    private static long instant(String option, String text, RecordingInfo recording) {
        if (text.indexOf('T') < 0) {
            try {
                return Nanos.parse(text).value();
            } catch (TypeConversionException e) {
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
}
