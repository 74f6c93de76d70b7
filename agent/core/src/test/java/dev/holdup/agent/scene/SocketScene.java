package dev.holdup.agent.scene;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** Sockets and channels that block, time out and fail. Prints the port. */
public final class SocketScene {

    private SocketScene() {}

    public static void main(String[] arguments) throws Exception {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        ServerSocket server = new ServerSocket(0, 5, loopback);
        System.out.println("port=" + server.getLocalPort());
        Thread serving = new Thread(() -> serve(server), "server");
        serving.start();
        Thread.sleep(20);
        Thread client = new Thread(() -> call(loopback, server.getLocalPort()), "client");
        client.start();
        client.join();
        serving.join();
        server.close();
        Thread refused = new Thread(() -> connectTo(loopback, server.getLocalPort()), "refused");
        refused.start();
        refused.join();
        channels(loopback);
    }

    private static void serve(ServerSocket server) {
        try (Socket socket = server.accept()) {
            Thread.sleep(30);
            socket.getOutputStream().write(new byte[] {1, 2, 3});
            // Until the client has had its timeout and closed its side.
            socket.getInputStream().read();
        } catch (IOException | InterruptedException unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }

    private static void call(InetAddress host, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), 5_000);
            // Long, so that a busy machine cannot turn the answered read into a timeout.
            socket.setSoTimeout(60_000);
            int read = 0;
            while (read < 3) {
                read += socket.getInputStream().read(new byte[16]);
            }
            socket.setSoTimeout(40);
            try {
                socket.getInputStream().read();
            } catch (SocketTimeoutException expected) {
                System.out.println("timeout=seen");
            }
        } catch (IOException unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }

    private static void connectTo(InetAddress host, int port) {
        try {
            new Socket(host, port).close();
        } catch (IOException expected) {
            System.out.println("refused=" + expected.getClass().getName());
        }
    }

    private static void channels(InetAddress host) throws Exception {
        try (ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(host, 0));
            int port = ((InetSocketAddress) server.getLocalAddress()).getPort();
            System.out.println("channelPort=" + port);
            Thread serving = new Thread(() -> serve(server), "channel server");
            serving.start();
            Thread.sleep(20);
            Thread client = new Thread(() -> callChannel(host, port), "channel client");
            client.start();
            client.join();
            serving.join();
        }
    }

    private static void serve(ServerSocketChannel server) {
        try (SocketChannel channel = server.accept()) {
            Thread.sleep(30);
            channel.write(ByteBuffer.allocate(7));
        } catch (IOException | InterruptedException unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }

    private static void callChannel(InetAddress host, int port) {
        try (SocketChannel channel = SocketChannel.open(new InetSocketAddress(host, port))) {
            channel.read(ByteBuffer.allocate(64));
        } catch (IOException unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }
}
