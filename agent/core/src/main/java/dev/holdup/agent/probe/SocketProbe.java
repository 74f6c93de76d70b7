package dev.holdup.agent.probe;

import static dev.holdup.agent.probe.Source.RESULT;
import static dev.holdup.agent.probe.Source.SELF;
import static dev.holdup.agent.probe.Source.START;
import static dev.holdup.agent.probe.Source.THROWN;
import static dev.holdup.agent.probe.Source.number;
import static dev.holdup.agent.probe.Source.object;

import dev.holdup.boot.Families;
import java.util.List;

/** Sockets and socket channels: connect, accept, read, write. */
final class SocketProbe {
    private static final String SOCKET = "sun/nio/ch/NioSocketImpl";
    private static final String CHANNEL = "sun/nio/ch/SocketChannelImpl";
    private static final String SERVER = "sun/nio/ch/ServerSocketChannelImpl";
    private static final String HOOKS = "SocketHooks";

    private SocketProbe() {}

    static List<Hook> hooks() {
        return List.of(
                hook(SOCKET, "connect", "(Ljava/net/SocketAddress;I)V")
                        .exit(HOOKS, "connectExit", START, SELF, object(0), number(1), THROWN),
                hook(SOCKET, "accept", "(Ljava/net/SocketImpl;)V")
                        .exit(HOOKS, "acceptExit", START, SELF, THROWN),
                hook(SOCKET, "read", "([BII)I")
                        .exit(HOOKS, "readExit", START, SELF, RESULT, THROWN),
                hook(SOCKET, "write", "([BII)V")
                        .exit(HOOKS, "writeExit", START, SELF, number(2), THROWN),
                hook(CHANNEL, "connect", "(Ljava/net/SocketAddress;)Z")
                        .exit(HOOKS, "channelConnectExit", START, SELF, object(0), THROWN),
                hook(CHANNEL, "finishConnect", "()Z")
                        .exit(HOOKS, "finishConnectExit", START, SELF, THROWN),
                hook(CHANNEL, "blockingConnect", "(Ljava/net/SocketAddress;J)V")
                        .exit(
                                HOOKS,
                                "channelConnectExit",
                                START,
                                SELF,
                                object(0),
                                number(1),
                                THROWN),
                hook(CHANNEL, "read", "(Ljava/nio/ByteBuffer;)I")
                        .exit(HOOKS, "channelReadExit", START, SELF, RESULT, THROWN),
                hook(CHANNEL, "read", "([Ljava/nio/ByteBuffer;II)J")
                        .exit(HOOKS, "channelReadExit", START, SELF, RESULT, THROWN),
                hook(CHANNEL, "blockingRead", "([BIIJ)I")
                        .exit(HOOKS, "channelReadExit", START, SELF, RESULT, number(3), THROWN),
                hook(CHANNEL, "write", "(Ljava/nio/ByteBuffer;)I")
                        .exit(HOOKS, "channelWriteExit", START, SELF, RESULT, THROWN),
                hook(CHANNEL, "write", "([Ljava/nio/ByteBuffer;II)J")
                        .exit(HOOKS, "channelWriteExit", START, SELF, RESULT, THROWN),
                hook(CHANNEL, "blockingWriteFully", "([BII)V")
                        .exit(HOOKS, "channelWriteExit", START, SELF, number(2), THROWN),
                hook(SERVER, "accept", "()Ljava/nio/channels/SocketChannel;")
                        .exit(HOOKS, "channelAcceptExit", START, SELF, THROWN),
                hook(SERVER, "blockingAccept", "(J)Ljava/nio/channels/SocketChannel;")
                        .exit(HOOKS, "channelAcceptExit", START, SELF, number(0), THROWN),
                hook("java/net/InetAddress", "isReachable", "(Ljava/net/NetworkInterface;II)Z")
                        .exit(
                                "TimedHooks",
                                "reachableExit",
                                START,
                                SELF,
                                number(2),
                                RESULT,
                                THROWN));
    }

    private static Hook.Builder hook(String owner, String method, String descriptor) {
        return Hook.on(Families.SOCKET, owner, method, descriptor).entry("Calls", "enter");
    }
}
