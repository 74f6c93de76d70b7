package dev.holdup.agent;

import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/**
 * What the agent is told to do: start, end its recording, or leave the JVM. One call at a time.
 *
 * <p>The system properties are what an attaching program can read: {@value #PRESENT} is there while
 * the agent is in the JVM, {@value #SAID} holds what it said last.
 */
public final class AgentMain {
    private static final String PRESENT = "dev.holdup.agent";
    private static final String SAID = "dev.holdup.agent.said";

    private static @Nullable AgentSession session;

    private AgentMain() {}

    /**
     * Called by {@link HoldupAgent}, which catches whatever this throws.
     *
     * @return false if nothing of the agent but its boot part is left in the JVM
     */
    public static synchronized boolean start(
            String text, Instrumentation instrumentation, boolean attached) throws Exception {
        Options options;
        try {
            options = Options.parse(text);
        } catch (OptionException wrong) {
            off(wrong.getMessage());
            return session != null;
        }
        switch (options.action()) {
            case START -> begin(options, instrumentation, attached);
            case STOP -> stop(options);
            case DETACH -> detach(options);
        }
        return session != null;
    }

    private static void begin(Options options, Instrumentation instrumentation, boolean attached)
            throws Exception {
        AgentSession current = session;
        if (current != null && current.isRecording()) {
            say("the agent is in this JVM already; the second start does nothing");
            return;
        }
        if (ModuleLayer.boot().findModule("jdk.jfr").isEmpty()) {
            off("this JVM runs without the module jdk.jfr; add it with --add-modules jdk.jfr");
            return;
        }
        if (current != null) {
            // Thresholds and families may differ, so the hooks are put in afresh.
            current.leave(new PhaseTimes());
            session = null;
        } else if (System.getProperties().putIfAbsent(PRESENT, Version.TEXT) != null) {
            say("another copy of the agent is in this JVM already; this one does nothing");
            return;
        }
        AgentSession started = new AgentSession(options, instrumentation, attached);
        try {
            String trouble = started.start();
            if (trouble.isEmpty()) {
                session = started;
                System.setProperty(PRESENT, Version.TEXT + " recording " + started.file());
                return;
            }
            off(trouble);
        } catch (Throwable failure) {
            off(String.valueOf(failure));
        }
        started.leave(new PhaseTimes());
        System.clearProperty(PRESENT);
    }

    private static void stop(Options options) throws Exception {
        AgentSession current = session;
        if (current == null || !current.isRecording()) {
            say("nothing is being recorded in this JVM");
            return;
        }
        report(options, current.stop(new PhaseTimes()));
        System.setProperty(PRESENT, Version.TEXT + " stopped");
    }

    private static void detach(Options options) throws Exception {
        AgentSession current = session;
        if (current == null) {
            say("the agent is not in this JVM");
            return;
        }
        session = null;
        PhaseTimes times = new PhaseTimes();
        try {
            if (current.isRecording()) {
                report(options, current.stop(times));
            }
        } finally {
            current.leave(times);
            times.publish("end");
            System.clearProperty(PRESENT);
        }
    }

    private static void report(Options options, String line) {
        if (options.isQuiet()) {
            System.setProperty(SAID, line);
        } else {
            say(line);
        }
    }

    private static void off(@Nullable String why) {
        say("the agent is off, the application runs without it: " + why);
    }

    /** Tells the user, and whoever attached. */
    @PrintsToConsole
    static void say(String what) {
        System.setProperty(SAID, what);
        System.err.println("holdup: " + what);
    }
}
