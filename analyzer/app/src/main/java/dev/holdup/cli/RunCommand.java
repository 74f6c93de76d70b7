package dev.holdup.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
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
        description = "Runs a program with the agent, writes a recording, prints the headline.",
        customSynopsis = "holdup run [-o FILE] [-a KEY=VALUE]... [--no-report] -- java ...",
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
                    "The recording to write; if the command starts several JVMs, each adds its"
                            + " process id to the name. Default: <name>-<pid>-<time>.jfr in the"
                            + " current folder.")
    private @Nullable Path output;

    @Option(
            names = {"-a", "--agent"},
            paramLabel = "KEY=VALUE",
            description = "An option of the agent; may be repeated.")
    private List<String> agentOptions = new ArrayList<>();

    @Option(names = "--no-report", description = "Do not print the headline at the end.")
    private boolean noReport;

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
        String agent = agentArgument(isJava);
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
        Map<Path, FileTime> before = recordings();
        int status = startAndWait(builder.inheritIO());
        tellRecordings(isJava ? written(before) : named(written(before)), status);
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

    private String agentArgument(boolean isJava) {
        StringBuilder argument = new StringBuilder("-javaagent:");
        argument.append(BundledJar.AGENT.unpack());
        String separator = "=";
        Path file = recordingFile();
        if (output != null) {
            argument.append(separator).append("out=").append(isJava ? file : ofProcess(file, "%p"));
            separator = ",";
        }
        for (String option : agentOptions) {
            argument.append(separator).append(option);
            separator = ",";
        }
        return argument.toString();
    }

    /** The file given by --output; else the current folder, in which the agent names the file. */
    private Path recordingFile() {
        Path file = (output == null ? Path.of("") : output).toAbsolutePath().normalize();
        Path folder = output == null ? file : file.getParent();
        if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw new CommandFailure(
                    ExitCode.WRONG_USAGE,
                    "recording in "
                            + folder
                            + ": expected a folder that can be written, found "
                            + (folder != null && Files.isDirectory(folder)
                                    ? "one without that permission"
                                    : "none"),
                    "create the folder, or choose another file with --output",
                    Trouble.CANNOT_WRITE);
        }
        if (output != null && file.toString().indexOf(',') >= 0) {
            throw new CommandFailure(
                    ExitCode.WRONG_USAGE,
                    "recording " + file + ": expected a path without a comma, found one",
                    "choose another file with --output; commas separate the agent's options",
                    Trouble.CANNOT_WRITE);
        }
        return file;
    }

    /** A command that is not java may start many JVMs; each writes a file of its own. */
    private static Path ofProcess(Path file, String process) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        int end = dot > 0 ? dot : name.length();
        return file.resolveSibling(name.substring(0, end) + "-" + process + name.substring(end));
    }

    /** Gives a recording that is the only one the name that was asked for. */
    private List<Path> named(List<Path> written) {
        if (output == null || written.size() != 1) {
            return written;
        }
        Path file = recordingFile();
        try {
            return List.of(Files.move(written.get(0), file, StandardCopyOption.REPLACE_EXISTING));
        } catch (IOException e) {
            console.hint("the recording keeps its name: " + e);
            return written;
        }
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

    /** Recordings where the agent may write one, with the time of their last change. */
    private Map<Path, FileTime> recordings() {
        Map<Path, FileTime> found = new TreeMap<>();
        Path file = recordingFile();
        Path folder = output == null ? file : file.resolveSibling("");
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.toList()) {
                if (mayBeOurs(file, entry)) {
                    found.put(entry, Files.getLastModifiedTime(entry));
                }
            }
        } catch (IOException e) {
            console.hint("cannot look for the recording: " + e);
        }
        return found;
    }

    /** Without --output every .jfr may; with it the file, and those with a number of a process. */
    private boolean mayBeOurs(Path file, Path entry) {
        String name = String.valueOf(entry.getFileName());
        if (output == null) {
            return name.endsWith(".jfr");
        }
        String[] parts = String.valueOf(ofProcess(file, "%p").getFileName()).split("%p", 2);
        return entry.getFileName().equals(file.getFileName())
                || name.matches(Pattern.quote(parts[0]) + "[0-9]+" + Pattern.quote(parts[1]));
    }

    private List<Path> written(Map<Path, FileTime> before) {
        List<Path> written = new ArrayList<>();
        for (Map.Entry<Path, FileTime> entry : recordings().entrySet()) {
            if (!entry.getValue().equals(before.get(entry.getKey()))) {
                written.add(entry.getKey());
            }
        }
        return written;
    }

    private void tellRecordings(List<Path> written, int status) {
        if (written.isEmpty()) {
            console.hint(
                    "no recording was written; the program ended with status "
                            + status
                            + ". More: "
                            + Trouble.NO_RECORDING_WRITTEN.page());
            return;
        }
        for (Path file : written) {
            if (noReport) {
                console.hint("recording: " + file);
            } else {
                RunHeadline.tell(console, file);
            }
        }
    }
}
