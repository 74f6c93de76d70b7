package dev.holdup.agent.probe;

import static dev.holdup.agent.probe.Source.NULL;
import static dev.holdup.agent.probe.Source.START;
import static dev.holdup.agent.probe.Source.THROWN;
import static dev.holdup.agent.probe.Source.constant;
import static dev.holdup.agent.probe.Source.object;

import dev.holdup.boot.Families;
import dev.holdup.boot.Operations;
import java.util.List;

/**
 * Name services: from a host's name to its addresses and back. What the JDK's cache answers is not
 * seen.
 */
final class NameProbe {
    private static final String OWNER = "java/net/InetAddress";

    /** Last version whose methods have a second parameter. */
    private static final int LAST_WITH_TWO = 17;

    private NameProbe() {}

    static List<Hook> hooks() {
        String forward = "getAddressesFromNameService";
        String reverse = "getHostFromNameService";
        return List.of(
                hook(forward, "(Ljava/lang/String;Ljava/net/InetAddress;)[Ljava/net/InetAddress;")
                        .until(LAST_WITH_TWO)
                        .exit("PlainHooks", "namedExit", arguments()),
                hook(forward, "(Ljava/lang/String;)[Ljava/net/InetAddress;")
                        .since(LAST_WITH_TWO + 1)
                        .exit("PlainHooks", "namedExit", arguments()),
                hook(reverse, "(Ljava/net/InetAddress;Z)Ljava/lang/String;")
                        .until(LAST_WITH_TWO)
                        .exit("PlainHooks", "namedExit", arguments()),
                hook(reverse, "(Ljava/net/InetAddress;)Ljava/lang/String;")
                        .since(LAST_WITH_TWO + 1)
                        .exit("PlainHooks", "namedExit", arguments()));
    }

    private static Source[] arguments() {
        return new Source[] {
            START, NULL, object(0), THROWN, constant(Operations.DNS_RESOLVE), constant(Families.DNS)
        };
    }

    private static Hook.Builder hook(String method, String descriptor) {
        return Hook.on(Families.DNS, OWNER, method, descriptor).entry("Calls", "enter");
    }
}
