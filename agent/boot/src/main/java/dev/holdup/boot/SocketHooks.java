package dev.holdup.boot;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketImpl;
import java.net.UnixDomainSocketAddress;
import org.jspecify.annotations.Nullable;

/** Hooks of sockets and socket channels: connect, accept, read, write. */
public final class SocketHooks {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private static final @Nullable Class<?> NIO_SOCKET = JdkFields.find("sun.nio.ch.NioSocketImpl");
    private static final @Nullable Class<?> CHANNEL =
            JdkFields.find("sun.nio.ch.SocketChannelImpl");
    private static final @Nullable Class<?> SERVER_CHANNEL =
            JdkFields.find("sun.nio.ch.ServerSocketChannelImpl");

    private static final long ADDRESS = JdkFields.offset(SocketImpl.class, "address");
    private static final long PORT = JdkFields.offset(SocketImpl.class, "port");
    private static final long LOCAL_PORT = JdkFields.offset(SocketImpl.class, "localport");
    private static final long TIMEOUT = JdkFields.offset(NIO_SOCKET, "timeout");
    private static final long REMOTE = JdkFields.offset(CHANNEL, "remoteAddress");
    private static final long LOCAL = JdkFields.offset(SERVER_CHANNEL, "localAddress");

    private SocketHooks() {}

    /** End of a connect of a socket; the timeout is in milliseconds. */
    public static void connectExit(
            long start,
            Object socket,
            @Nullable Object address,
            long timeoutMillis,
            @Nullable Throwable thrown) {
        connected(start, socket, address, timeoutMillis * NANOS_PER_MILLI, thrown);
    }

    /** End of a connect of a channel without a timeout. */
    public static void channelConnectExit(
            long start, Object channel, @Nullable Object address, @Nullable Throwable thrown) {
        connected(start, channel, address, 0, thrown);
    }

    /** End of a connect of a channel with a timeout in nanoseconds. */
    public static void channelConnectExit(
            long start,
            Object channel,
            @Nullable Object address,
            long timeoutNanos,
            @Nullable Throwable thrown) {
        connected(start, channel, address, timeoutNanos, thrown);
    }

    /** End of a connect of a channel that knows where it goes. */
    public static void finishConnectExit(long start, Object channel, @Nullable Throwable thrown) {
        if (start != 0 && CHANNEL != null && CHANNEL.isInstance(channel)) {
            connected(start, channel, JdkFields.reference(channel, REMOTE), 0, thrown);
        }
    }

    private static void connected(
            long start,
            Object socket,
            @Nullable Object address,
            long timeoutNanos,
            @Nullable Throwable thrown) {
        int gate = Calls.admit(Families.SOCKET, Operations.SOCKET_CONNECT, start);
        if (gate < 0) {
            return;
        }
        try {
            CallEvent event = Calls.event(start, Operations.SOCKET_CONNECT, socket, -1, thrown);
            address(event, address);
            event.timeoutNanos = Math.max(0, timeoutNanos);
            Calls.commit(gate, event, start);
        } catch (Throwable failure) {
            Gate.fail(gate, Kinds.CALL, failure);
        }
    }

    /** End of an accept of a server socket. */
    public static void acceptExit(long start, Object socket, @Nullable Throwable thrown) {
        int gate = Calls.admit(Families.SOCKET, Operations.SOCKET_ACCEPT, start);
        if (gate < 0) {
            return;
        }
        try {
            CallEvent event = Calls.event(start, Operations.SOCKET_ACCEPT, socket, -1, thrown);
            host(event, JdkFields.reference(socket, ADDRESS));
            event.port = JdkFields.integer(socket, LOCAL_PORT);
            event.timeoutNanos = JdkFields.integer(socket, TIMEOUT) * NANOS_PER_MILLI;
            Calls.commit(gate, event, start);
        } catch (Throwable failure) {
            Gate.fail(gate, Kinds.CALL, failure);
        }
    }

    /** End of an accept of a server channel without a timeout. */
    public static void channelAcceptExit(long start, Object channel, @Nullable Throwable thrown) {
        channelAcceptExit(start, channel, 0, thrown);
    }

    /** End of an accept of a server channel with a timeout in nanoseconds. */
    public static void channelAcceptExit(
            long start, Object channel, long timeoutNanos, @Nullable Throwable thrown) {
        int gate = Calls.admit(Families.SOCKET, Operations.SOCKET_ACCEPT, start);
        if (gate < 0) {
            return;
        }
        try {
            CallEvent event = Calls.event(start, Operations.SOCKET_ACCEPT, channel, -1, thrown);
            address(event, JdkFields.reference(channel, LOCAL));
            event.timeoutNanos = Math.max(0, timeoutNanos);
            Calls.commit(gate, event, start);
        } catch (Throwable failure) {
            Gate.fail(gate, Kinds.CALL, failure);
        }
    }

    /** End of a read of a socket. */
    public static void readExit(long start, Object socket, long bytes, @Nullable Throwable thrown) {
        moved(start, Operations.SOCKET_READ, socket, bytes, true, thrown);
    }

    /** End of a write of a socket. */
    public static void writeExit(
            long start, Object socket, long bytes, @Nullable Throwable thrown) {
        moved(start, Operations.SOCKET_WRITE, socket, bytes, false, thrown);
    }

    private static void moved(
            long start,
            int operation,
            Object socket,
            long bytes,
            boolean hasTimeout,
            @Nullable Throwable thrown) {
        int gate = Calls.admit(Families.SOCKET, operation, start);
        if (gate < 0) {
            return;
        }
        try {
            long moved = thrown == null ? bytes : -1;
            CallEvent event = Calls.event(start, operation, socket, moved, thrown);
            host(event, JdkFields.reference(socket, ADDRESS));
            event.port = JdkFields.integer(socket, PORT);
            if (hasTimeout) {
                event.timeoutNanos = JdkFields.integer(socket, TIMEOUT) * NANOS_PER_MILLI;
            }
            Calls.commit(gate, event, start);
        } catch (Throwable failure) {
            Gate.fail(gate, Kinds.CALL, failure);
        }
    }

    /** End of a read of a channel. */
    public static void channelReadExit(
            long start, Object channel, long bytes, @Nullable Throwable thrown) {
        channelMoved(start, Operations.SOCKET_READ, channel, bytes, 0, thrown);
    }

    /** End of a read of a channel with a timeout in nanoseconds. */
    public static void channelReadExit(
            long start, Object channel, long bytes, long timeoutNanos, @Nullable Throwable thrown) {
        channelMoved(start, Operations.SOCKET_READ, channel, bytes, timeoutNanos, thrown);
    }

    /** End of a write of a channel. */
    public static void channelWriteExit(
            long start, Object channel, long bytes, @Nullable Throwable thrown) {
        channelMoved(start, Operations.SOCKET_WRITE, channel, bytes, 0, thrown);
    }

    private static void channelMoved(
            long start,
            int operation,
            Object channel,
            long bytes,
            long timeoutNanos,
            @Nullable Throwable thrown) {
        int gate = Calls.admit(Families.SOCKET, operation, start);
        if (gate < 0) {
            return;
        }
        try {
            long moved = thrown == null ? bytes : -1;
            CallEvent event = Calls.event(start, operation, channel, moved, thrown);
            address(event, JdkFields.reference(channel, REMOTE));
            event.timeoutNanos = Math.max(0, timeoutNanos);
            Calls.commit(gate, event, start);
        } catch (Throwable failure) {
            Gate.fail(gate, Kinds.CALL, failure);
        }
    }

    /** Fills in an address without ever asking a name server. */
    static void address(CallEvent event, @Nullable Object address) {
        if (address instanceof InetSocketAddress inet) {
            event.target = inet.getHostString();
            event.port = inet.getPort();
        } else if (address instanceof UnixDomainSocketAddress local) {
            event.target = local.getPath().toString();
        }
    }

    static void host(CallEvent event, @Nullable Object address) {
        if (address instanceof InetAddress) {
            event.target = Targets.host(address);
        }
    }
}
