package dev.holdup.cli;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Passes the signals this process gets on to the program it started, and survives them, so that the
 * program decides what they mean and its report can still be printed.
 *
 * <p>A terminal sends INT to the whole foreground group, the program included; a second INT would
 * be more than the user typed. So INT is passed on only if there is no terminal on stdin.
 *
 * <p>{@code sun.misc.Signal} is the one way to a signal in Java. It is reached by reflection
 * because the compiler's warning about it cannot be suppressed; where it is missing, signals simply
 * end this process as they do any other.
 */
final class ChildSignals {
    private final Process child;
    private final boolean stdinIsTerminal;
    private final AtomicInteger passedOn = new AtomicInteger();

    private ChildSignals(Process child, boolean stdinIsTerminal) {
        this.child = child;
        this.stdinIsTerminal = stdinIsTerminal;
    }

    static ChildSignals passOnTo(Process child, boolean stdinIsTerminal) {
        ChildSignals signals = new ChildSignals(child, stdinIsTerminal);
        for (String name : List.of("INT", "TERM", "HUP")) {
            signals.handle(name);
        }
        return signals;
    }

    /** Number of signals received so far. */
    int received() {
        return passedOn.get();
    }

    private void handle(String name) {
        try {
            Class<?> signalClass = Class.forName("sun.misc.Signal");
            Class<?> handlerClass = Class.forName("sun.misc.SignalHandler");
            Consumer<String> passOn = this::passOn;
            MethodHandle accept =
                    MethodHandles.publicLookup()
                            .bind(
                                    passOn,
                                    "accept",
                                    MethodType.methodType(void.class, Object.class));
            MethodHandle onSignal =
                    MethodHandles.dropArguments(
                            MethodHandles.insertArguments(accept, 0, name), 0, signalClass);
            Object handler = MethodHandleProxies.asInterfaceInstance(handlerClass, onSignal);
            Object signal = signalClass.getConstructor(String.class).newInstance(name);
            signalClass
                    .getMethod("handle", signalClass, handlerClass)
                    .invoke(null, signal, handler);
        } catch (ClassNotFoundException
                | NoSuchMethodException
                | InstantiationException
                | IllegalAccessException
                | InvocationTargetException e) {
            // The JVM keeps this signal for itself (-Xrs, HUP under nohup, Windows): the default
            // action stays.
        }
    }

    private void passOn(String name) {
        passedOn.incrementAndGet();
        if (name.equals("INT") && stdinIsTerminal) {
            return;
        }
        if (name.equals("TERM")) {
            child.destroy();
            return;
        }
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(child.pid())).start();
        } catch (IOException e) {
            child.destroy();
        }
    }
}
