package dev.holdup.cli;

import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Lists the JVMs of this machine. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = {
            "Lists the JVMs of this user: process id, JDK, whether it can be attached to and why",
            "not, whether the agent is in it, and the main class."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  holdup list"})
final class ListCommand implements Callable<Integer> {
    private final Console console;

    ListCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        // A JVM that does not answer must not hold up the list; the default is ten seconds.
        System.setProperty("sun.tools.attach.attachTimeout", "3000");
        List<JvmTarget> targets = JvmTarget.all();
        if (targets.isEmpty()) {
            console.hint("no other JVM of this user is running");
            return ExitCode.FINE;
        }
        console.out().println("    PID  JDK           ATTACH  AGENT      MAIN CLASS");
        for (JvmTarget target : targets) {
            print(target);
        }
        return ExitCode.FINE;
    }

    private void print(JvmTarget target) {
        try {
            Properties properties = target.properties();
            String agent = properties.getProperty(JvmTarget.PRESENT, "");
            line(
                    target,
                    properties.getProperty("java.version", "?"),
                    "yes",
                    agent.isEmpty() ? "no" : agent.contains("recording") ? "recording" : "yes");
        } catch (CommandFailure e) {
            line(target, "?", "no", "?");
            console.out().println("         " + e.getMessage());
        }
    }

    private void line(JvmTarget target, String jdk, String attach, String agent) {
        console.out()
                .println(
                        String.format(
                                Locale.ROOT,
                                "%7d  %-12s  %-6s  %-9s  %s",
                                target.pid(),
                                jdk,
                                attach,
                                agent,
                                target.program()));
    }
}
