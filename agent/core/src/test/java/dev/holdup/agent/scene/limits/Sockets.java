package dev.holdup.agent.scene.limits;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** Sockets of java.net, datagrams, names. */
final class Sockets {
    private static final int SHORT = 40;
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    private Sockets() {}

    static void addTo(List<Situation> all) {
        connects(all);
        accepts(all);
        reads(all);
        datagrams(all);
        names(all);
    }

    private static void add(
            List<Situation> all, String name, String expected, String outcome, Situation.Act act) {
        all.add(new Situation(name, expected, outcome, false, act));
    }

    /** Two connected sockets and what they came from. */
    static final class Pair implements AutoCloseable {
        final ServerSocket server = new ServerSocket();
        final Socket client = new Socket();
        final Socket peer;

        Pair() throws IOException {
            server.setReceiveBufferSize(4_096);
            server.bind(new InetSocketAddress(HERE, 0));
            client.setSendBufferSize(4_096);
            client.connect(server.getLocalSocketAddress());
            peer = server.accept();
        }

        @Override
        public void close() throws IOException {
            client.close();
            peer.close();
            server.close();
        }
    }

    /** Takes the places of those who may wait, so that nobody can connect until it accepts. */
    private static List<Socket> fill(ServerSocket server) throws IOException {
        List<Socket> waiting = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Socket socket = new Socket();
            socket.connect(server.getLocalSocketAddress(), 500);
            waiting.add(socket);
        }
        return waiting;
    }

    private static void close(List<Socket> sockets) throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private static void connects(List<Situation> all) {
        add(
                all,
                "Socket.connect, backlog full for a while",
                "SOCKET_CONNECT",
                "SATISFIED",
                stage -> {
                    try (ServerSocket server = new ServerSocket(0, 1, HERE);
                            Socket socket = new Socket()) {
                        List<Socket> waiting = fill(server);
                        stage.later(() -> {
                            server.accept().close();
                            server.accept().close();
                        });
                        stage.measure(() -> socket.connect(server.getLocalSocketAddress()));
                        close(waiting);
                    }
                });
        add(
                all,
                "Socket.connect, timed out",
                "SOCKET_CONNECT",
                "TIMED_OUT",
                stage -> {
                    try (ServerSocket server = new ServerSocket(0, 1, HERE);
                            Socket socket = new Socket()) {
                        List<Socket> waiting = fill(server);
                        stage.measure(() -> socket.connect(server.getLocalSocketAddress(), SHORT));
                        close(waiting);
                    }
                });
        add(
                all,
                "Socket.connect, refused",
                "SOCKET_CONNECT",
                "FAILED",
                stage -> {
                    ServerSocket server = new ServerSocket(0, 1, HERE);
                    server.close();
                    try (Socket socket = new Socket()) {
                        stage.measure(() -> socket.connect(server.getLocalSocketAddress()));
                    }
                });
    }

    private static void accepts(List<Situation> all) {
        add(
                all,
                "ServerSocket.accept",
                "SOCKET_ACCEPT",
                "SATISFIED",
                stage -> {
                    try (ServerSocket server = new ServerSocket(0, 1, HERE)) {
                        stage.later(() -> new Socket(HERE, server.getLocalPort()).close());
                        stage.measure(() -> server.accept().close());
                    }
                });
        add(
                all,
                "ServerSocket.accept, timed out",
                "SOCKET_ACCEPT",
                "TIMED_OUT",
                stage -> {
                    try (ServerSocket server = new ServerSocket(0, 1, HERE)) {
                        server.setSoTimeout(SHORT);
                        stage.measure(server::accept);
                    }
                });
        add(
                all,
                "ServerSocket.accept, closed meanwhile",
                "SOCKET_ACCEPT",
                "FAILED",
                stage -> {
                    ServerSocket server = new ServerSocket(0, 1, HERE);
                    stage.later(server::close);
                    stage.measure(server::accept);
                });
    }

    private static void reads(List<Situation> all) {
        add(
                all,
                "Socket read",
                "SOCKET_READ",
                "SATISFIED",
                stage -> {
                    try (Pair pair = new Pair()) {
                        stage.later(() -> pair.peer.getOutputStream().write(1));
                        stage.measure(() -> pair.client.getInputStream().read());
                    }
                });
        add(
                all,
                "Socket read, timed out",
                "SOCKET_READ",
                "TIMED_OUT",
                stage -> {
                    try (Pair pair = new Pair()) {
                        pair.client.setSoTimeout(SHORT);
                        stage.measure(() -> pair.client.getInputStream().read());
                    }
                });
        add(
                all,
                "Socket read, closed meanwhile",
                "SOCKET_READ",
                "FAILED",
                stage -> {
                    try (Pair pair = new Pair()) {
                        stage.later(pair.client::close);
                        stage.measure(() -> pair.client.getInputStream().read());
                    }
                });
        add(
                all,
                "Socket write, peer does not read",
                "SOCKET_WRITE",
                "SATISFIED",
                stage -> {
                    try (Pair pair = new Pair()) {
                        Thread reader =
                                stage.later(() -> pair.peer.getInputStream().readNBytes(4 << 20));
                        stage.measure(() -> pair.client.getOutputStream().write(new byte[4 << 20]));
                        reader.join();
                    }
                });
    }

    private static void datagrams(List<Situation> all) {
        add(
                all,
                "DatagramSocket.receive",
                "DATAGRAM_RECEIVE",
                "SATISFIED",
                stage -> {
                    try (DatagramSocket socket = new DatagramSocket(0, HERE)) {
                        stage.later(() -> socket.send(packet(socket.getLocalPort())));
                        stage.measure(() -> socket.receive(new DatagramPacket(new byte[8], 8)));
                    }
                });
        add(
                all,
                "DatagramSocket.receive, timed out",
                "DATAGRAM_RECEIVE",
                "TIMED_OUT",
                stage -> {
                    try (DatagramSocket socket = new DatagramSocket(0, HERE)) {
                        socket.setSoTimeout(SHORT);
                        stage.measure(() -> socket.receive(new DatagramPacket(new byte[8], 8)));
                    }
                });
        add(
                all,
                "DatagramSocket.send",
                "DATAGRAM_SEND",
                "SATISFIED",
                stage -> {
                    try (DatagramSocket socket = new DatagramSocket(0, HERE)) {
                        stage.measure(() -> socket.send(packet(socket.getLocalPort())));
                    }
                });
    }

    private static DatagramPacket packet(int port) {
        return new DatagramPacket(new byte[8], 8, HERE, port);
    }

    private static void names(List<Situation> all) {
        add(
                all,
                "InetAddress.getByName",
                "DNS_RESOLVE",
                "SATISFIED",
                stage -> stage.measure(() -> InetAddress.getAllByName("localhost")));
        add(
                all,
                "InetAddress.getByName, no such host",
                "DNS_RESOLVE",
                "FAILED",
                stage ->
                        stage.measure(() ->
                                InetAddress.getByName(
                                        "no-such-host-" + stage.attempt() + ".invalid")));
        add(
                all,
                "InetAddress.getHostName, reverse",
                "DNS_RESOLVE",
                "SATISFIED",
                stage -> {
                    InetAddress address = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
                    stage.measure(address::getCanonicalHostName);
                });
    }
}
