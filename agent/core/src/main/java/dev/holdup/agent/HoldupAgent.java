package dev.holdup.agent;

import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.net.URISyntaxException;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * Entry of the agent, and with {@link AgentClassLoader} the only class of it that the application's
 * class loader can see. A Throwable out of {@code premain} would kill the JVM, so none leaves here.
 */
public final class HoldupAgent {

    /**
     * The only options with which nothing happens but that the JVM knows from its start that
     * classes may be changed: up to Java 22 it forgets all its compiled code when it learns that
     * later.
     */
    private static final String PRIME = "action=prime";

    /** Tells an attaching program that the JVM has learned it. */
    private static final String PRIMED = "dev.holdup.agent.primed";

    /** Loader of the agent's classes while the agent is in the JVM. */
    private static @Nullable AgentClassLoader loader;

    private static boolean isOnBootClassPath;

    private HoldupAgent() {}

    /** Called by the JVM before the application's {@code main}. */
    public static void premain(@Nullable String options, Instrumentation instrumentation) {
        start(options, instrumentation, false);
    }

    /** Called by the JVM when the agent is attached while the application runs. */
    public static void agentmain(@Nullable String options, Instrumentation instrumentation) {
        start(options, instrumentation, true);
    }

    private static synchronized void start(
            @Nullable String options, Instrumentation instrumentation, boolean attached) {
        try {
            System.setProperty(PRIMED, "true");
            if (PRIME.equals(options)) {
                return;
            }
            AgentClassLoader agent = loader;
            if (agent == null) {
                agent = load(instrumentation);
                loader = agent;
            }
            Object isIn =
                    Class.forName("dev.holdup.agent.AgentMain", true, agent)
                            .getMethod("start", String.class, Instrumentation.class, boolean.class)
                            .invoke(
                                    null,
                                    options == null ? "" : options,
                                    instrumentation,
                                    attached);
            if (!Boolean.TRUE.equals(isIn)) {
                // So that the JVM can unload the agent's classes.
                loader = null;
                agent.close();
            }
        } catch (InvocationTargetException failure) {
            report(failure.getTargetException());
        } catch (Throwable failure) {
            report(failure);
        }
    }

    private static AgentClassLoader load(Instrumentation instrumentation)
            throws IOException, URISyntaxException {
        File jar =
                new File(
                        HoldupAgent.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI());
        if (!isOnBootClassPath) {
            // Before anything can load a class of the boot part elsewhere.
            instrumentation.appendToBootstrapClassLoaderSearch(new JarFile(jar, false));
            isOnBootClassPath = true;
        }
        return new AgentClassLoader(new JarFile(jar, false));
    }

    @PrintsToConsole
    private static void report(@Nullable Throwable failure) {
        try {
            System.err.println(
                    "holdup: the agent is off, the application runs without it: " + failure);
        } catch (Throwable ignored) {
            // Not even standard error works; the application comes first.
        }
    }
}
