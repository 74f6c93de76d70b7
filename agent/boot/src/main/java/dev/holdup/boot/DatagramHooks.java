package dev.holdup.boot;

import java.net.DatagramPacket;
import org.jspecify.annotations.Nullable;

/** Hooks of datagram sockets and channels. A datagram socket is a channel underneath. */
public final class DatagramHooks {
    private static final @Nullable Class<?> CHANNEL =
            JdkFields.find("sun.nio.ch.DatagramChannelImpl");

    private static final long LOCAL = JdkFields.offset(CHANNEL, "localAddress");
    private static final long REMOTE = JdkFields.offset(CHANNEL, "remoteAddress");

    // The getters of a packet lock it.
    private static final long PACKET_ADDRESS = JdkFields.offset(DatagramPacket.class, "address");
    private static final long PACKET_PORT = JdkFields.offset(DatagramPacket.class, "port");
    private static final long PACKET_LENGTH = JdkFields.offset(DatagramPacket.class, "length");

    private DatagramHooks() {}

    /** End of a receive without a timeout. */
    public static void receiveExit(long start, Object channel, @Nullable Throwable thrown) {
        receiveExit(start, channel, 0, thrown);
    }

    /** End of a receive with a timeout in nanoseconds; the target is the local address. */
    public static void receiveExit(
            long start, Object channel, long timeoutNanos, @Nullable Throwable thrown) {
        int gate = Calls.admit(Families.DATAGRAM, Operations.DATAGRAM_RECEIVE, start);
        if (gate < 0) {
            return;
        }
        try {
            CallEvent event = Calls.event(start, Operations.DATAGRAM_RECEIVE, channel, -1, thrown);
            SocketHooks.address(event, JdkFields.reference(channel, LOCAL));
            event.timeoutNanos = Math.max(0, timeoutNanos);
            Calls.commit(gate, event, start);
        } catch (Throwable failure) {
            Gate.fail(gate, Kinds.CALL, failure);
        }
    }

    /** End of a send to this address. */
    public static void sendExit(
            long start,
            Object channel,
            @Nullable Object address,
            long bytes,
            @Nullable Throwable thrown) {
        int gate = Calls.admit(Families.DATAGRAM, Operations.DATAGRAM_SEND, start);
        if (gate < 0) {
            return;
        }
        try {
            long moved = thrown == null ? bytes : -1;
            CallEvent event = Calls.event(start, Operations.DATAGRAM_SEND, channel, moved, thrown);
            if (address instanceof DatagramPacket) {
                event.bytes = thrown == null ? JdkFields.integer(address, PACKET_LENGTH) : -1;
                event.port = JdkFields.integer(address, PACKET_PORT);
                event.target = Targets.of(JdkFields.reference(address, PACKET_ADDRESS));
            } else {
                SocketHooks.address(event, address);
            }
            Calls.commit(gate, event, start);
        } catch (Throwable failure) {
            Gate.fail(gate, Kinds.CALL, failure);
        }
    }

    /** End of a read or write of a connected channel. */
    public static void movedExit(
            long start, Object channel, long bytes, @Nullable Throwable thrown, int operation) {
        int gate = Calls.admit(Families.DATAGRAM, operation, start);
        if (gate < 0) {
            return;
        }
        try {
            long moved = thrown == null ? bytes : -1;
            CallEvent event = Calls.event(start, operation, channel, moved, thrown);
            SocketHooks.address(event, JdkFields.reference(channel, REMOTE));
            Calls.commit(gate, event, start);
        } catch (Throwable failure) {
            Gate.fail(gate, Kinds.CALL, failure);
        }
    }
}
