package dev.holdup.cli;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import com.sun.tools.attach.VirtualMachineDescriptor;
import java.io.IOException;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Predicate;

/**
 * A running JVM of this machine and user, and what the agent in it says.
 *
 * @param pid process id
 * @param name main class or jar with its arguments; empty if not known
 */
record JvmTarget(long pid, String name) {
    /** The property by which the agent tells that it is there. */
    static final String PRESENT = "dev.holdup.agent";

    /** The property that holds the agent's last words. */
    static final String SAID = "dev.holdup.agent.said";

    /** The property by which the agent tells that the JVM has met an agent before. */
    static final String PRIMED = "dev.holdup.agent.primed";

    /** Something done while attached. */
    interface Visit<T> {
        T to(VirtualMachine machine)
                throws IOException, AgentLoadException, AgentInitializationException;
    }

    /**
     * Every JVM that can be seen, this one left out.
     *
     * @throws CommandFailure if this tool runs on a JRE, which cannot look for JVMs
     */
    static List<JvmTarget> all() {
        try {
            List<JvmTarget> found = new ArrayList<>();
            for (VirtualMachineDescriptor machine : VirtualMachine.list()) {
                long pid = Long.parseLong(machine.id());
                if (pid != ProcessHandle.current().pid()) {
                    found.add(new JvmTarget(pid, machine.displayName()));
                }
            }
            return found;
        } catch (NoClassDefFoundError e) {
            throw new CommandFailure(
                    ExitCode.NOT_ATTACHABLE,
                    "module jdk.attach: expected in "
                            + System.getProperty("java.home")
                            + ", found none",
                    "start holdup with a JDK instead of a JRE",
                    Trouble.NOT_ATTACHABLE,
                    e);
        }
    }

    /**
     * The one JVM a user means by a process id or a part of the main class's name.
     *
     * @throws CommandFailure if there is none, or more than one
     */
    static JvmTarget find(String wanted) {
        boolean isPid = wanted.matches("[0-9]+");
        if (isPid && wanted.length() < 10) {
            JvmTarget target = new JvmTarget(Long.parseLong(wanted), "");
            if (target.isPlain()) {
                return target.named();
            }
        }
        List<JvmTarget> all = all();
        Predicate<JvmTarget> matches =
                isPid
                        ? target -> Long.toString(target.pid).equals(wanted)
                        : target -> target.program().contains(wanted);
        List<JvmTarget> found = all.stream().filter(matches).toList();
        if (found.size() == 1) {
            return found.get(0);
        }
        if (isPid && wanted.length() < 10) {
            return unlisted(new ProcessFacts(Long.parseLong(wanted)));
        }
        StringBuilder names = new StringBuilder();
        for (JvmTarget target : found.isEmpty() ? all : found) {
            names.append(names.length() == 0 ? "" : ", ");
            names.append(target.pid).append(' ').append(target.program());
        }
        throw new CommandFailure(
                ExitCode.NOT_ATTACHABLE,
                "target '"
                        + wanted
                        + "': expected one JVM of this user, found "
                        + (found.isEmpty() ? "none" : Integer.toString(found.size()))
                        + (names.length() == 0 ? "" : "; there are: " + names),
                "see 'holdup list', and give a process id or a longer part of the name",
                Trouble.NOT_ATTACHABLE);
    }

    /**
     * True if nothing speaks against attaching, as far as the system tells: then there is no need
     * to look through all JVMs, which takes as long as an attach.
     */
    private boolean isPlain() {
        ProcessFacts process = new ProcessFacts(pid);
        return process.sharesFiles()
                && process.machine().equals(Optional.of(ProcessFacts.Machine.HOTSPOT))
                && !process.forbidsAttaching();
    }

    private JvmTarget named() {
        return new JvmTarget(pid, properties().getProperty("sun.java.command", ""));
    }

    /**
     * A process that is not among the JVMs that make themselves known.
     *
     * @throws CommandFailure unless it is a JVM that merely hides ({@code -XX:-UsePerfData}): the
     *     signal by which attaching begins would end any other program
     */
    private static JvmTarget unlisted(ProcessFacts process) {
        String wrong = null;
        if (!process.isAlive()) {
            wrong = "expected a running program, found none";
        } else if (!process.isOurs() && process.machine().isEmpty()) {
            wrong =
                    "expected a JVM of this user, found a program of "
                            + process.owner().map(UserPrincipal::getName).orElse("another");
        } else if (process.machine().isEmpty()) {
            wrong = "expected a JVM, found " + process.command();
        } else if (process.machine().get() != ProcessFacts.Machine.HOTSPOT) {
            wrong = "expected a JVM of OpenJDK (HotSpot), found Eclipse OpenJ9";
        } else if (process.forbidsAttaching()) {
            wrong =
                    "expected a JVM that can be attached to, found one started with"
                            + " -XX:+DisableAttachMechanism";
        }
        if (wrong != null) {
            throw new CommandFailure(
                    ExitCode.NOT_ATTACHABLE,
                    "process " + process.pid() + ": " + wrong,
                    process.isAlive() && !process.isOurs()
                            ? "do it as that user or as root, or start the program with"
                                    + " 'holdup run'"
                            : "see 'holdup list' for what can be attached to, or start the program"
                                    + " with 'holdup run'",
                    Trouble.NOT_ATTACHABLE);
        }
        return new JvmTarget(process.pid(), "");
    }

    /** The main class or jar without its arguments. */
    String program() {
        int space = name.indexOf(' ');
        String program = space < 0 ? name : name.substring(0, space);
        return program.isEmpty() ? "(no name)" : program;
    }

    /**
     * Attaches, does something, detaches.
     *
     * @throws CommandFailure if the JVM cannot be attached to; the message says why
     */
    <T> T visit(Visit<T> visit) {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
            try {
                return visit.to(machine);
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException
                | IOException
                | AgentLoadException
                | AgentInitializationException e) {
            throw new CommandFailure(
                    ExitCode.NOT_ATTACHABLE,
                    "JVM " + pid + " (" + program() + "): cannot be attached to: " + reason(e),
                    "see the page below for what forbids it, or start the program with 'holdup run'",
                    Trouble.NOT_ATTACHABLE,
                    e);
        }
    }

    private static String reason(Exception failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }

    /** System properties of the JVM, the agent's among them. */
    Properties properties() {
        return visit(VirtualMachine::getSystemProperties);
    }

    /** Loads the agent with these options, and returns the properties it then has. */
    Properties tellAgent(String options) {
        String jar = AgentCopy.seenBy(new ProcessFacts(pid)).toString();
        return visit(machine -> {
            machine.loadAgent(jar, options);
            return machine.getSystemProperties();
        });
    }
}
