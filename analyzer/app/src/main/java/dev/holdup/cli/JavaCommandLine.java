package dev.holdup.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code holdup run} needs to know about the command it is to start. */
final class JavaCommandLine {
    private static final Pattern RELEASE_VERSION =
            Pattern.compile("JAVA_VERSION=\"(?:1\\.)?([0-9]+)[^\"]*\"");

    private JavaCommandLine() {}

    /** True if the command is the java launcher itself, not a script that may start it. */
    static boolean isJava(String command) {
        Path path = Path.of(command).getFileName();
        String name = path == null ? "" : path.toString().toLowerCase(Locale.ROOT);
        return name.equals("java") || name.equals("java.exe") || name.equals("javaw.exe");
    }

    /** The command with the agent as its first option, so that nothing of the program moves. */
    static List<String> withAgent(List<String> command, String agentArgument) {
        List<String> changed = new ArrayList<>(command);
        changed.add(1, agentArgument);
        return changed;
    }

    /**
     * The feature version of the JDK a java launcher belongs to, read from the JDK's {@code
     * release} file; 0 if it cannot be told without starting it.
     */
    static int featureVersion(Path java) {
        try {
            Path bin = java.toRealPath().getParent();
            Path home = bin == null ? null : bin.getParent();
            if (home == null || !Files.isRegularFile(home.resolve("release"))) {
                return 0;
            }
            Matcher matcher = RELEASE_VERSION.matcher(Files.readString(home.resolve("release")));
            return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    /**
     * Finds the file a command would start, as the shell does.
     *
     * @throws CommandFailure if there is none, or if it cannot be executed
     */
    static Path executable(String command, Map<String, String> environment) {
        if (command.contains("/") || command.contains("\\")) {
            return requireExecutable(command, Path.of(command));
        }
        String searched = environment.getOrDefault("PATH", "");
        for (String folder : searched.split(java.io.File.pathSeparator, -1)) {
            for (String ending : List.of("", ".exe", ".cmd", ".bat")) {
                Path candidate = Path.of(folder.isEmpty() ? "." : folder, command + ending);
                if (Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
                    return candidate;
                }
            }
        }
        throw new CommandFailure(
                ExitCode.NOT_FOUND,
                "command '" + command + "': expected a program on the PATH, found none",
                "check the spelling, or give the program with its folder",
                Trouble.COMMAND_NOT_FOUND);
    }

    private static Path requireExecutable(String command, Path file) {
        if (!Files.exists(file)) {
            throw new CommandFailure(
                    ExitCode.NOT_FOUND,
                    "command '" + command + "': expected a file, found none",
                    "check the spelling; relative paths start at " + Path.of("").toAbsolutePath(),
                    Trouble.COMMAND_NOT_FOUND);
        }
        if (!Files.isRegularFile(file) || !Files.isExecutable(file)) {
            throw new CommandFailure(
                    ExitCode.NOT_STARTABLE,
                    "command '"
                            + command
                            + "': expected an executable file, found "
                            + (Files.isDirectory(file)
                                    ? "a folder"
                                    : "one without that permission"),
                    "give the java launcher or an executable script",
                    Trouble.COMMAND_NOT_FOUND);
        }
        return file;
    }
}
