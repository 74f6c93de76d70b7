package dev.holdup.agent.probe;

import static dev.holdup.agent.probe.Source.NULL;
import static dev.holdup.agent.probe.Source.SELF;
import static dev.holdup.agent.probe.Source.START;
import static dev.holdup.agent.probe.Source.THROWN;
import static dev.holdup.agent.probe.Source.entry;
import static dev.holdup.agent.probe.Source.number;
import static dev.holdup.agent.probe.Source.object;

import dev.holdup.boot.Families;
import java.util.List;

/** Parks, who ends them, and the owner of the lock that is waited for. */
final class ParkProbe {
    private static final String LOCK_SUPPORT = "java/util/concurrent/locks/LockSupport";
    private static final String HOOKS = "ParkHooks";
    private static final String THREAD = "Ljava/lang/Thread;";

    private ParkProbe() {}

    static List<Hook> hooks() {
        return List.of(
                park("park", "()V").exit(HOOKS, "parkExit", START, entry(1), NULL),
                park("park", "(Ljava/lang/Object;)V", object(0))
                        .exit(HOOKS, "parkExit", START, entry(1), object(0)),
                park("parkNanos", "(J)V")
                        .exit(HOOKS, "parkNanosExit", START, entry(1), NULL, number(0)),
                park("parkNanos", "(Ljava/lang/Object;J)V", object(0))
                        .exit(HOOKS, "parkNanosExit", START, entry(1), object(0), number(1)),
                park("parkUntil", "(J)V").exit(HOOKS, "parkUntilExit", START, number(0)),
                park("parkUntil", "(Ljava/lang/Object;J)V", object(0))
                        .unlessCalls("parkUntil(J)V")
                        .exit(HOOKS, "parkUntilExit", START, entry(1), object(0), number(1)),
                Hook.on(Families.PARK, LOCK_SUPPORT, "unpark", "(Ljava/lang/Thread;)V")
                        .entry(HOOKS, "unparkEnter", object(0).as(THREAD))
                        .entry(HOOKS, "unparkClaim", START, object(0).as(THREAD))
                        .exit(HOOKS, "unparkExit", START, entry(1), object(0).as(THREAD)),
                interrupt(Hook.on(Families.PARK, "java/lang/Thread", "interrupt", "()V")),
                interrupt(
                        Hook.on(Families.PARK, "java/lang/VirtualThread", "interrupt", "()V")
                                .since(VirtualThreadProbe.SINCE)));
    }

    private static Hook interrupt(Hook.Builder method) {
        return method.entry(HOOKS, "interruptEnter", SELF.as(THREAD))
                .entry(HOOKS, "unparkClaim", START, SELF.as(THREAD))
                .exit(HOOKS, "interruptExit", START, entry(1), SELF.as(THREAD), THROWN);
    }

    private static Hook.Builder park(String method, String descriptor, Source... blocker) {
        return Hook.on(Families.PARK, LOCK_SUPPORT, method, descriptor)
                .entry(HOOKS, "parkEnter")
                .entry(HOOKS, "owner", blocker.length == 0 ? NULL : blocker[0]);
    }
}
