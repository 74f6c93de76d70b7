package dev.holdup.agent;

import java.io.File;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * Entry of the agent, and with {@link AgentClassLoader} the only class of it that the application's
 * class loader can see. A Throwable out of {@code premain} would kill the JVM, so none leaves here.
 */
public final class HoldupAgent {

    private HoldupAgent() {}

    /** Called by the JVM before the application's {@code main}. */
    public static void premain(@Nullable String options, Instrumentation instrumentation) {
        start(options, instrumentation, false);
    }

    /** Called by the JVM when the agent is attached while the application runs. */
    public static void agentmain(@Nullable String options, Instrumentation instrumentation) {
        start(options, instrumentation, true);
    }

    @PrintsToConsole
    private static void start(
            @Nullable String options, Instrumentation instrumentation, boolean attached) {
        try {
            File jar =
                    new File(
                            HoldupAgent.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI());
            // Before anything can load a class of the boot part elsewhere.
            instrumentation.appendToBootstrapClassLoaderSearch(new JarFile(jar, false));
            AgentClassLoader loader = new AgentClassLoader(new JarFile(jar, false));
            Class.forName("dev.holdup.agent.AgentMain", true, loader)
                    .getMethod("start", String.class, Instrumentation.class, boolean.class)
                    .invoke(null, options == null ? "" : options, instrumentation, attached);
        } catch (InvocationTargetException failure) {
            report(failure.getTargetException());
        } catch (Throwable failure) {
            report(failure);
        }
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
