package dev.holdup.agent.probe;

import static dev.holdup.agent.probe.Source.SELF;

import dev.holdup.boot.Families;
import java.util.List;

/**
 * How virtual threads come to carriers and leave them. From Java 24 on: before, monitors pin the
 * carrier, so the JDK's own events are right, and some updates of 21 crash or hang when these
 * methods are changed.
 */
final class VirtualThreadProbe {
    static final int SINCE = 24;
    private static final String THREAD = "java/lang/VirtualThread";
    private static final String HOOKS = "VirtualHooks";

    private VirtualThreadProbe() {}

    static List<Hook> hooks() {
        return List.of(
                hook("mount", "()V")
                        .entry(HOOKS, "mount", SELF)
                        .entryOnlyWithStack(HOOKS, "mountWithStack"),
                hook("afterYield", "()V").entryOnly(HOOKS, "unmount"),
                hook("afterDone", "(Z)V").entryOnly(HOOKS, "done"),
                hook("externalSubmitRunContinuationOrThrow", "()V").entryOnly(HOOKS, "start"),
                hook("submitRunContinuation", "(Ljava/util/concurrent/Executor;Z)V")
                        .entryOnly(HOOKS, "ready"),
                hook("unblock", "()V").entryOnly(HOOKS, "unblock"),
                hook("lazySubmitRunContinuation", "()V").entryOnly(HOOKS, "ready"),
                hook("externalSubmitRunContinuation", "(Ljava/util/concurrent/ForkJoinPool;)V")
                        .entryOnly(HOOKS, "ready"));
    }

    private static Hook.Builder hook(String method, String descriptor) {
        return Hook.on(Families.VIRTUAL, THREAD, method, descriptor).since(SINCE);
    }
}
