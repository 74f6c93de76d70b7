package dev.holdup.cli;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A recording by our agent in somebody else's JVM: begun by attaching, ended by taking the agent
 * out, also when this program is ended first.
 */
final class TargetRecording {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

    /** First version of Java that keeps its compiled code when an agent comes late. */
    private static final int REMEMBERS = 23;

    private final Console console;
    private final JvmTarget target;
    private final Path file;
    private final TargetOutput output;
    private final Properties properties;
    private final AtomicBoolean isOut = new AtomicBoolean();
    private final Thread hook;

    private TargetRecording(
            Console console,
            JvmTarget target,
            Path file,
            TargetOutput output,
            Properties properties) {
        this.output = output;
        this.console = console;
        this.target = target;
        this.file = file;
        this.properties = properties;
        hook = new Thread(this::endEarly, "holdup-record-stop");
    }

    /**
     * Puts the agent in and starts recording.
     *
     * @param output the recording to write, null for a name of our own in the current folder
     * @param agentOptions further options of the agent, {@code key=value}
     * @throws CommandFailure if the file cannot be written, an agent records there already, or the
     *     agent does not start; the target is then as it was
     */
    static TargetRecording begin(
            Console console, JvmTarget target, @Nullable Path output, List<String> agentOptions) {
        Path file = file(target, output);
        Properties before = target.properties();
        refuseIfPresent(target, before);
        String cost = costOfFirstAttach(before);
        if (!cost.isEmpty()) {
            console.hint(cost);
        }
        TargetOutput place = TargetOutput.of(new ProcessFacts(target.pid()), file);
        List<String> options = new ArrayList<>(List.of("out=" + place.seenByTarget(), "quiet=on"));
        options.addAll(agentOptions);
        TargetRecording recording = null;
        try {
            Properties after = target.tellAgent(String.join(",", options));
            refuseUnlessRecording(target, after);
            recording = new TargetRecording(console, target, file, place, after);
        } finally {
            if (recording == null) {
                place.bring();
            }
        }
        Runtime.getRuntime().addShutdownHook(recording.hook);
        return recording;
    }

    /**
     * What the first attach costs a JVM with these system properties beyond the recording; empty if
     * nothing.
     */
    static String costOfFirstAttach(Properties before) {
        String java = before.getProperty("java.specification.version", "");
        boolean forgets = java.matches("[0-9]+") && Integer.parseInt(java) < REMEMBERS;
        return !forgets || before.containsKey(JvmTarget.PRIMED)
                ? ""
                : "note: Java "
                        + java
                        + " throws its compiled code away at the first attach and is slower until"
                        + " it has compiled it again; '-javaagent:holdup-agent.jar=action=prime'"
                        + " at its start, which does nothing else, avoids that";
    }

    /** System properties of the target once the agent was in. */
    Properties properties() {
        return properties;
    }

    /**
     * Takes the agent out; the recording is then complete.
     *
     * @return the recording
     * @throws CommandFailure if there is none
     */
    Path end() {
        takeOut();
        Runtime.getRuntime().removeShutdownHook(hook);
        if (!isWritten()) {
            throw new CommandFailure(
                    ExitCode.NOT_ATTACHABLE,
                    "recording " + file + ": expected a file after recording, found none",
                    "look at the program's stderr; it may have ended by force",
                    Trouble.NO_RECORDING_WRITTEN);
        }
        return file;
    }

    /** A JVM that is killed leaves the empty file it began with. */
    private boolean isWritten() {
        return file.toFile().length() > 0;
    }

    private void endEarly() {
        takeOut();
        if (isWritten()) {
            console.hint("recording: " + file);
            console.hint("see it: holdup open " + file);
        }
    }

    private void takeOut() {
        if (isOut.getAndSet(true)) {
            return;
        }
        detach();
        try {
            output.bring();
        } catch (UncheckedIOException e) {
            console.hint("the recording could not be brought here: " + e.getMessage());
        }
    }

    private void detach() {
        if (ProcessHandle.of(target.pid()).isEmpty()) {
            return;
        }
        try {
            Properties after = target.tellAgent("action=detach,quiet=on");
            console.hint(after.getProperty(JvmTarget.SAID, "the agent is out"));
        } catch (CommandFailure e) {
            console.hint("the agent could not be taken out: " + e.getMessage());
        }
    }

    private static Path file(JvmTarget target, @Nullable Path output) {
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
    private static void refuseIfPresent(JvmTarget target, Properties before) {
        String present = before.getProperty(JvmTarget.PRESENT, "");
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

    private static void refuseUnlessRecording(JvmTarget target, Properties after) {
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
    }
}
