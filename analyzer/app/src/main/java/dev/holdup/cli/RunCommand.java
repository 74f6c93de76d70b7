package dev.holdup.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Starts a program with the agent in it. The program keeps its arguments, its three streams, its
 * signals and its exit status; what this command itself has to say goes to stderr.
 */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Runs a program with the agent, writes a recording.",
        customSynopsis = "holdup run [-o FILE] [-a KEY=VALUE]... -- java ...",
        footerHeading = "%nExamples:%n",
        footer = {
            "  holdup run -- java -jar app.jar --port 8080",
            "  holdup run -o orders.jfr -a threshold=200us -- java -cp build/libs/* com.acme.Orders",
            "  holdup run -- ./gradlew test      (the agent enters by JAVA_TOOL_OPTIONS)",
            "",
            "The exit status is the program's; 127 if there is no such program, 126 if it cannot",
            "be started."
        })
final class RunCommand implements Callable<Integer> {
    private final Console console;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description =
                    "The recording to write. %%p is replaced by the process id, %%t by the time."
                            + " Default: <name>-%%p-%%t.jfr in the current folder.")
    private @Nullable Path output;

    @Option(
            names = {"-a", "--agent"},
            paramLabel = "KEY=VALUE",
            description = "An option of the agent; may be repeated.")
    private List<String> agentOptions = new ArrayList<>();

    @Parameters(arity = "1..*", paramLabel = "COMMAND", description = "The program to run.")
    private List<String> command = new ArrayList<>();

    RunCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Path executable = JavaCommandLine.executable(command.get(0), System.getenv());
        boolean isJava = JavaCommandLine.isJava(command.get(0));
        if (isJava) {
            requireSupportedJava(executable);
        }
        Path pattern = recordingPattern();
        String agent = agentArgument(pattern);
        ProcessBuilder builder =
                new ProcessBuilder(isJava ? JavaCommandLine.withAgent(command, agent) : command);
        if (!isJava) {
            addToToolOptions(builder.environment(), agent);
            console.hint(
                    "'"
                            + command.get(0)
                            + "' is not the java launcher: every JVM it starts gets the agent by"
                            + " JAVA_TOOL_OPTIONS, and says so on its stderr");
        }
        Set<Path> before = recordings(pattern);
        int status = startAndWait(builder.inheritIO());
        Set<Path> written = recordings(pattern);
        written.removeAll(before);
        tellRecordings(written, status);
        return status;
    }

    private static void requireSupportedJava(Path java) {
        int version = JavaCommandLine.featureVersion(java);
        if (version != 0 && version < 17) {
            throw new CommandFailure(
                    ExitCode.NOT_STARTABLE,
                    java + ": expected Java 17 or newer, found Java " + version,
                    "run the program on a newer JDK; the agent needs Java 17",
                    Trouble.JAVA_TOO_OLD);
        }
    }

    /** The recording's path with %p and %t still in it; the agent replaces them. */
    private Path recordingPattern() {
        Path path =
                output != null
                        ? output
                        : Path.of(JavaCommandLine.programName(command) + "-%p-%t.jfr");
        Path absolute = path.toAbsolutePath().normalize();
        Path folder = absolute.getParent();
        if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw new CommandFailure(
                    ExitCode.WRONG_USAGE,
                    "recording "
                            + absolute
                            + ": expected a folder that can be written, found "
                            + (folder != null && Files.isDirectory(folder)
                                    ? "one without that permission"
                                    : "none"),
                    "create the folder, or choose another file with --output",
                    Trouble.CANNOT_WRITE);
        }
        if (absolute.toString().indexOf(',') >= 0) {
            throw new CommandFailure(
                    ExitCode.WRONG_USAGE,
                    "recording " + absolute + ": expected a path without a comma, found one",
                    "choose another file with --output; commas separate the agent's options",
                    Trouble.CANNOT_WRITE);
        }
        return absolute;
    }

    private String agentArgument(Path pattern) {
        StringBuilder argument = new StringBuilder("-javaagent:");
        argument.append(BundledJar.AGENT.unpack()).append("=out=").append(pattern);
        for (String option : agentOptions) {
            argument.append(',').append(option);
        }
        return argument.toString();
    }

    private static void addToToolOptions(Map<String, String> environment, String agent) {
        String quoted = agent.indexOf(' ') < 0 ? agent : '"' + agent + '"';
        environment.merge("JAVA_TOOL_OPTIONS", quoted, (old, added) -> old + " " + added);
    }

    private int startAndWait(ProcessBuilder builder) {
        Process child;
        try {
            child = builder.start();
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.NOT_STARTABLE,
                    "command '" + command.get(0) + "': cannot be started: " + e.getMessage(),
                    "start it once without holdup; it has to work there",
                    Trouble.COMMAND_NOT_FOUND,
                    e);
        }
        ChildSignals.passOnTo(child, console.inIsTerminal());
        return child.onExit().join().exitValue();
    }

    /** Files that match the pattern, whatever stands for %p and %t. */
    private static Set<Path> recordings(Path pattern) {
        String name = String.valueOf(pattern.getFileName());
        String glob =
                name.replaceAll("[\\\\*?{}\\[\\]]", "\\\\$0").replace("%p", "*").replace("%t", "*");
        Path folder = pattern.getParent();
        Set<Path> found = new TreeSet<>();
        if (folder == null) {
            return found;
        }
        try (Stream<Path> files = Files.list(folder)) {
            java.nio.file.PathMatcher matcher =
                    folder.getFileSystem().getPathMatcher("glob:" + glob);
            files.filter(file -> matcher.matches(file.getFileName())).forEach(found::add);
        } catch (IOException e) {
            return found;
        }
        return found;
    }

    private void tellRecordings(Set<Path> written, int status) {
        if (written.isEmpty()) {
            console.hint(
                    "no recording was written; the program ended with status "
                            + status
                            + ". More: "
                            + Trouble.NO_RECORDING_WRITTEN.page());
            return;
        }
        for (Path file : written) {
            console.hint("recording: " + file);
        }
    }
}
