package dev.holdup.cli;

import java.util.Arrays;
import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Entry point of {@code holdup.jar}, and the one list of commands. */
public final class HoldupMain {
    /** The commands, in the order of the help: from first contact to hand-over. */
    private static final List<String> NAMES =
            List.of(
                    "demo", "list", "run", "record", "attach", "detach", "open", "report", "check",
                    "diff", "export");

    private HoldupMain() {}

    public static void main(String[] args) {
        System.exit(run(Console.ofProcess(System.getenv()), args));
    }

    /** Runs one command line and returns its exit code. */
    static int run(Console console, String... args) {
        int exitCode = commandLine(console, namesFor(args)).execute(args);
        console.out().flush();
        console.err().flush();
        return exitCode;
    }

    private static Object command(String name, Console console) {
        return switch (name) {
            case "demo" -> new DemoCommand(console);
            case "list" -> new ListCommand(console);
            case "run" -> new RunCommand(console);
            case "record" -> new RecordCommand(console);
            case "attach" -> new AttachCommand(console);
            case "detach" -> new DetachCommand(console);
            case "open" -> new OpenCommand(console);
            case "report" -> new ReportCommand(console);
            case "check" -> new CheckCommand(console);
            case "diff" -> new DiffCommand(console);
            case "export" -> new ExportCommand(console);
            default -> throw new IllegalArgumentException("no command " + name);
        };
    }

    /**
     * Reading the annotations of all commands is a good part of a start: of a command line that
     * begins with one of them the others are not needed.
     */
    private static List<String> namesFor(String[] args) {
        return args.length > 0 && NAMES.contains(args[0]) ? List.of(args[0]) : NAMES;
    }

    /** With all commands. */
    static CommandLine commandLine(Console console) {
        return commandLine(console, NAMES);
    }

    private static CommandLine commandLine(Console console, List<String> names) {
        CommandLine root = new CommandLine(new HoldupCommand());
        for (String name : names) {
            root.addSubcommand(command(name, console));
        }
        // Must be hidden from the list of commands: it is for shells, not for people.
        if (names.size() > 1) {
            CommandLine completion = new CommandLine(new AutoComplete.GenerateCompletion());
            completion.getCommandSpec().usageMessage().hidden(true);
            root.addSubcommand(completion);
        }

        root.setOut(console.out());
        root.setErr(console.err());
        root.setColorScheme(
                Help.defaultColorScheme(console.colour() ? Help.Ansi.ON : Help.Ansi.OFF));
        root.setUsageHelpWidth(100);
        root.registerConverter(Nanos.class, Nanos::parse);
        root.setParameterExceptionHandler(
                (exception, args) -> explainUsage(console, exception, args));
        root.setExecutionExceptionHandler(
                (exception, commandLine, parsed) -> explainFailure(console, exception));
        return root;
    }

    private static int explainUsage(Console console, ParameterException failure, String[] args) {
        CommandLine command = failure.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        if (args.length == 0) {
            command.usage(console.err());
            return ExitCode.WRONG_USAGE;
        }
        console.err().println(name + ": wrong usage: " + failure.getMessage());
        if (failure instanceof UnmatchedArgumentException) {
            UnmatchedArgumentException.printSuggestions(failure, console.err());
        }
        console.err().println("  what to do: see '" + name + " --help'");
        console.err().println("  more: " + Trouble.WRONG_USAGE.page());
        return ExitCode.WRONG_USAGE;
    }

    private static int explainFailure(Console console, Exception exception) {
        if (exception instanceof CommandFailure failure) {
            console.err().println("holdup: " + failure.getMessage());
            console.err().println("  what to do: " + failure.advice());
            console.err().println("  more: " + failure.trouble().page());
            return failure.exitCode();
        }
        console.err().println("holdup: defect: " + exception);
        Arrays.stream(exception.getStackTrace())
                .limit(20)
                .forEach(frame -> console.err().println("    at " + frame));
        console.err().println("  what to do: please report these lines, they are a defect of ours");
        console.err().println("  more: " + Trouble.DEFECT.page());
        return ExitCode.DEFECT;
    }
}
