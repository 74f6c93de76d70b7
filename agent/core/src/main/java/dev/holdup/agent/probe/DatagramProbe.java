package dev.holdup.agent.probe;

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

/** Datagram channels, and datagram sockets, which are channels underneath. */
final class DatagramProbe {
    private static final String HOOKS = "DatagramHooks";
    private static final Source RECEIVE = constant(Operations.DATAGRAM_RECEIVE);
    private static final Source SEND = constant(Operations.DATAGRAM_SEND);
    private static final Source UNKNOWN = constant(-1).as("J");

    /** Last version in which the blocking methods take a buffer; later ones take a packet. */
    private static final int LAST_WITH_BUFFER = 17;

    private DatagramProbe() {}

    static List<Hook> hooks() {
        return List.of(
                hook("receive", "(Ljava/nio/ByteBuffer;)Ljava/net/SocketAddress;")
                        .exit(HOOKS, "receiveExit", START, SELF, THROWN),
                hook("blockingReceive", "(Ljava/nio/ByteBuffer;J)Ljava/net/SocketAddress;")
                        .until(LAST_WITH_BUFFER)
                        .exit(HOOKS, "receiveExit", START, SELF, number(1), THROWN),
                hook("blockingReceive", "(Ljava/net/DatagramPacket;J)V")
                        .since(LAST_WITH_BUFFER + 1)
                        .exit(HOOKS, "receiveExit", START, SELF, number(1), THROWN),
                hook("send", "(Ljava/nio/ByteBuffer;Ljava/net/SocketAddress;)I")
                        .exit(HOOKS, "sendExit", START, SELF, object(1), RESULT, THROWN),
                hook("blockingSend", "(Ljava/nio/ByteBuffer;Ljava/net/SocketAddress;)V")
                        .until(LAST_WITH_BUFFER)
                        .exit(HOOKS, "sendExit", START, SELF, object(1), UNKNOWN, THROWN),
                hook("blockingSend", "(Ljava/net/DatagramPacket;)V")
                        .since(LAST_WITH_BUFFER + 1)
                        .exit(HOOKS, "sendExit", START, SELF, object(0), UNKNOWN, THROWN),
                hook("read", "(Ljava/nio/ByteBuffer;)I")
                        .exit(HOOKS, "movedExit", START, SELF, RESULT, THROWN, RECEIVE),
                hook("read", "([Ljava/nio/ByteBuffer;II)J")
                        .exit(HOOKS, "movedExit", START, SELF, RESULT, THROWN, RECEIVE),
                hook("write", "(Ljava/nio/ByteBuffer;)I")
                        .exit(HOOKS, "movedExit", START, SELF, RESULT, THROWN, SEND),
                hook("write", "([Ljava/nio/ByteBuffer;II)J")
                        .exit(HOOKS, "movedExit", START, SELF, RESULT, THROWN, SEND));
    }

    private static Hook.Builder hook(String method, String descriptor) {
        return Hook.on(Families.DATAGRAM, "sun/nio/ch/DatagramChannelImpl", method, descriptor)
                .entry("Calls", "enter");
    }
}
