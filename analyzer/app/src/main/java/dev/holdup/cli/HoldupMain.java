package dev.holdup.cli;

import java.util.Arrays;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Entry point of {@code holdup.jar}, and the one list of commands. */
public final class HoldupMain {
    private HoldupMain() {}

    public static void main(String[] args) {
        System.exit(run(Console.ofProcess(System.getenv()), args));
    }

    /** Runs one command line and returns its exit code. */
    static int run(Console console, String... args) {
        int exitCode = commandLine(console).execute(args);
        console.out().flush();
        console.err().flush();
        return exitCode;
    }

    /** The commands, in the order of the help: from first contact to hand-over. */
    static CommandLine commandLine(Console console) {
        CommandLine root = new CommandLine(new HoldupCommand());
        root.addSubcommand(new DemoCommand(console));
        root.addSubcommand(new ListCommand(console));
        root.addSubcommand(new RunCommand(console));
        root.addSubcommand(new RecordCommand(console));
        root.addSubcommand(new AttachCommand(console));
        root.addSubcommand(new DetachCommand(console));
        root.addSubcommand(new OpenCommand(console));
        root.addSubcommand(new ReportCommand(console));
        root.addSubcommand(new CheckCommand(console));
        root.addSubcommand(new DiffCommand(console));
        root.addSubcommand(new ExportCommand(console));
        // Must be hidden from the list of commands: it is for shells, not for people.
        CommandLine completion = new CommandLine(new AutoComplete.GenerateCompletion());
        completion.getCommandSpec().usageMessage().hidden(true);
        root.addSubcommand(completion);

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
