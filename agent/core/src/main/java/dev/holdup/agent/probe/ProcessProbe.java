package dev.holdup.agent.probe;

import static dev.holdup.agent.probe.Source.NULL;
import static dev.holdup.agent.probe.Source.RESULT;
import static dev.holdup.agent.probe.Source.SELF;
import static dev.holdup.agent.probe.Source.START;
import static dev.holdup.agent.probe.Source.THROWN;
import static dev.holdup.agent.probe.Source.constant;
import static dev.holdup.agent.probe.Source.number;
import static dev.holdup.agent.probe.Source.object;

import dev.holdup.boot.Families;
import dev.holdup.boot.Operations;
import java.util.List;

/** Starting processes, waiting for them, and waiting for threads to end. */
final class ProcessProbe {
    private static final String PROCESS = "java/lang/ProcessImpl";
    private static final String THREAD = "java/lang/Thread";
    private static final String HOOKS = "TimedHooks";

    private ProcessProbe() {}

    static List<Hook> hooks() {
        String start =
                "([Ljava/lang/String;Ljava/util/Map;Ljava/lang/String;"
                        + "[Ljava/lang/ProcessBuilder$Redirect;Z)Ljava/lang/Process;";
        return List.of(
                process("start", start)
                        .exit(
                                "PlainHooks",
                                "namedExit",
                                START,
                                NULL,
                                object(0),
                                THROWN,
                                constant(Operations.PROCESS_START),
                                constant(Families.PROCESS)),
                process("waitFor", "()I").exit(HOOKS, "processExit", START, SELF, THROWN),
                process("waitFor", "(JLjava/util/concurrent/TimeUnit;)Z")
                        .exit(
                                HOOKS,
                                "processExit",
                                START,
                                SELF,
                                number(0),
                                object(1),
                                RESULT,
                                THROWN),
                // join() and join(long, int) call it.
                Hook.on(Families.JOIN, THREAD, "join", "(J)V")
                        .entry("Calls", "enter")
                        .exit(HOOKS, "joinExit", START, SELF, number(0), THROWN));
    }

    private static Hook.Builder process(String method, String descriptor) {
        return Hook.on(Families.PROCESS, PROCESS, method, descriptor).entry("Calls", "enter");
    }
}
