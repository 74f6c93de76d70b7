package dev.holdup.cli;

import java.util.Properties;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Takes out what an interrupted session left in a JVM. */
@Command(
        name = "detach",
        mixinStandardHelpOptions = true,
        description = {
            "Removes the hooks and the recording that an interrupted session left in a JVM; a",
            "recording that is under way is written."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  holdup detach 4711"})
final class DetachCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "PID|NAME", description = "Process id, or a part of the main class.")
    private String wanted = "";

    DetachCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        JvmTarget target = JvmTarget.find(wanted);
        if (target.properties().getProperty(JvmTarget.PRESENT, "").isEmpty()) {
            console.hint("nothing of ours is in JVM " + target.pid());
            return ExitCode.FINE;
        }
        Properties after = target.tellAgent("action=detach,quiet=on");
        if (!after.getProperty(JvmTarget.PRESENT, "").isEmpty()) {
            throw new CommandFailure(
                    ExitCode.NOT_ATTACHABLE,
                    "JVM "
                            + target.pid()
                            + ": expected the agent to leave, found it there: "
                            + after.getProperty(JvmTarget.SAID, "no word of it"),
                    "see the program's own stderr",
                    Trouble.NOT_ATTACHABLE);
        }
        console.hint(after.getProperty(JvmTarget.SAID, "the agent is out"));
        return ExitCode.FINE;
    }
}
