package dev.holdup.agent.probe;

import static dev.holdup.agent.probe.Source.RESULT;
import static dev.holdup.agent.probe.Source.SELF;
import static dev.holdup.agent.probe.Source.START;
import static dev.holdup.agent.probe.Source.THROWN;
import static dev.holdup.agent.probe.Source.constant;

import dev.holdup.boot.Families;
import dev.holdup.boot.Operations;
import java.util.List;

/** Pipes between threads, and the console. */
final class PipeProbe {
    private static final String HOOKS = "PlainHooks";
    private static final Source UNKNOWN = constant(-1).as("J");

    /** First version whose console lies in a class of its own. */
    private static final int FIRST_WITH_JDK_CONSOLE = 22;

    private PipeProbe() {}

    static List<Hook> hooks() {
        int read = Operations.PIPE_READ;
        int write = Operations.PIPE_WRITE;
        return List.of(
                counted("sun/nio/ch/SourceChannelImpl", "read", "(Ljava/nio/ByteBuffer;)I", read),
                counted(
                        "sun/nio/ch/SourceChannelImpl",
                        "read",
                        "([Ljava/nio/ByteBuffer;II)J",
                        read),
                counted("sun/nio/ch/SinkChannelImpl", "write", "(Ljava/nio/ByteBuffer;)I", write),
                counted(
                        "sun/nio/ch/SinkChannelImpl",
                        "write",
                        "([Ljava/nio/ByteBuffer;II)J",
                        write),
                // Every read of several bytes waits for its first one here.
                waiting("java/io/PipedInputStream", "read", "()I", read),
                waiting("java/io/PipedInputStream", "awaitSpace", "()V", write),
                console("java/io/Console")
                        .until(FIRST_WITH_JDK_CONSOLE - 1)
                        .exit(HOOKS, "movedExit", read()),
                console("jdk/internal/io/JdkConsoleImpl")
                        .since(FIRST_WITH_JDK_CONSOLE)
                        .exit(HOOKS, "movedExit", read()));
    }

    private static Source[] read() {
        return new Source[] {
            START,
            SELF,
            UNKNOWN,
            THROWN,
            constant(Operations.CONSOLE_READ),
            constant(Families.CONSOLE)
        };
    }

    private static Hook.Builder console(String owner) {
        return Hook.on(Families.CONSOLE, owner, "readline", "(Z)[C").entry("Calls", "enter");
    }

    private static Hook counted(String owner, String method, String descriptor, int operation) {
        return pipe(owner, method, descriptor, operation, RESULT);
    }

    private static Hook waiting(String owner, String method, String descriptor, int operation) {
        return pipe(owner, method, descriptor, operation, UNKNOWN);
    }

    private static Hook pipe(
            String owner, String method, String descriptor, int operation, Source bytes) {
        return Hook.on(Families.PIPE, owner, method, descriptor)
                .entry("Calls", "enter")
                .exit(
                        HOOKS,
                        "movedExit",
                        START,
                        SELF,
                        bytes,
                        THROWN,
                        constant(operation),
                        constant(Families.PIPE));
    }
}
