package dev.holdup.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code holdup run} needs to know about the command it is to start. */
final class JavaCommandLine {
    /** Options of the java launcher whose value is the next argument. */
    private static final Set<String> WITH_VALUE =
            Set.of(
                    "-cp",
                    "-classpath",
                    "--class-path",
                    "-p",
                    "--module-path",
                    "--upgrade-module-path",
                    "--add-modules",
                    "--limit-modules",
                    "--add-exports",
                    "--add-opens",
                    "--add-reads",
                    "--patch-module",
                    "--enable-native-access",
                    "--source");

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
     * A short name for the program, for the recording's file name: the main class without package,
     * the jar without ending, or the script.
     */
    static String programName(List<String> command) {
        String program = isJava(command.get(0)) ? mainOf(command) : command.get(0);
        String name = program.replace('\\', '/');
        name = name.substring(name.lastIndexOf('/') + 1);
        name = name.replaceFirst("\\.(jar|java|sh|bat|cmd|exe)$", "");
        name = name.substring(name.lastIndexOf('.') + 1).replaceAll("[^A-Za-z0-9_-]", "_");
        return name.isEmpty() ? "java" : name;
    }

    private static String mainOf(List<String> command) {
        for (int index = 1; index < command.size(); index++) {
            String argument = command.get(index);
            boolean namesMain =
                    argument.equals("-jar") || argument.equals("-m") || argument.equals("--module");
            if (namesMain) {
                return index + 1 < command.size() ? command.get(index + 1) : "java";
            }
            if (WITH_VALUE.contains(argument)) {
                index++;
            } else if (!argument.startsWith("-") && !argument.startsWith("@")) {
                return argument;
            }
        }
        return "java";
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
