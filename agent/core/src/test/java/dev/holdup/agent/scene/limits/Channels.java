package dev.holdup.agent.scene.limits;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;

/** Channels of sockets, selectors, datagrams. */
final class Channels {
    private static final InetSocketAddress ANY =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private Channels() {}

    static void addTo(List<Situation> all) {
        connects(all);
        sockets(all);
        selectors(all);
        add(
                all,
                "DatagramChannel.receive",
                "DATAGRAM_RECEIVE",
                "SATISFIED",
                stage -> {
                    try (DatagramChannel channel = DatagramChannel.open().bind(ANY)) {
                        stage.later(() ->
                                channel.send(ByteBuffer.allocate(8), channel.getLocalAddress()));
                        stage.measure(() -> channel.receive(ByteBuffer.allocate(8)));
                    }
                });
        all.add(
                new Situation(
                        "AsynchronousSocketChannel.read and Future.get",
                        "FUTURE_GET",
                        "SATISFIED",
                        false,
                        Channels::asynchronous));
    }

    private static void add(
            List<Situation> all, String name, String expected, String outcome, Situation.Act act) {
        all.add(new Situation(name, expected, outcome, false, act));
    }

    /** Two connected channels. */
    private static final class Pair implements AutoCloseable {
        private final ServerSocketChannel server = ServerSocketChannel.open().bind(ANY);
        private final SocketChannel client = SocketChannel.open();
        private final SocketChannel peer;

        private Pair() throws IOException {
            client.setOption(StandardSocketOptions.SO_SNDBUF, 4_096);
            client.connect(server.getLocalAddress());
            peer = server.accept();
        }

        @Override
        public void close() throws IOException {
            client.close();
            peer.close();
            server.close();
        }
    }

    private static void connects(List<Situation> all) {
        add(
                all,
                "SocketChannel.connect, backlog full for a while",
                "SOCKET_CONNECT",
                "SATISFIED",
                stage -> {
                    try (ServerSocketChannel server = ServerSocketChannel.open().bind(ANY, 1);
                            SocketChannel channel = SocketChannel.open()) {
                        List<SocketChannel> waiting = new ArrayList<>();
                        waiting.add(SocketChannel.open(server.getLocalAddress()));
                        waiting.add(SocketChannel.open(server.getLocalAddress()));
                        stage.later(() -> {
                            server.accept().close();
                            server.accept().close();
                        });
                        stage.measure(() -> channel.connect(server.getLocalAddress()));
                        for (SocketChannel one : waiting) {
                            one.close();
                        }
                    }
                });
        add(
                all,
                "ServerSocketChannel.accept",
                "SOCKET_ACCEPT",
                "SATISFIED",
                stage -> {
                    try (ServerSocketChannel server = ServerSocketChannel.open().bind(ANY)) {
                        stage.later(() -> SocketChannel.open(server.getLocalAddress()).close());
                        stage.measure(() -> server.accept().close());
                    }
                });
    }

    private static void sockets(List<Situation> all) {
        add(
                all,
                "SocketChannel.read",
                "SOCKET_READ",
                "SATISFIED",
                stage -> {
                    try (Pair pair = new Pair()) {
                        stage.later(() -> pair.peer.write(ByteBuffer.allocate(1)));
                        stage.measure(() -> pair.client.read(ByteBuffer.allocate(1)));
                    }
                });
        all.add(
                new Situation(
                        "SocketChannel.read, interrupted",
                        "SOCKET_READ",
                        "INTERRUPTED",
                        true,
                        stage -> {
                            try (Pair pair = new Pair()) {
                                Thread thread = Thread.currentThread();
                                stage.later(thread::interrupt);
                                stage.measure(() -> pair.client.read(ByteBuffer.allocate(1)));
                            }
                        }));
        add(
                all,
                "adaptor of a SocketChannel read, timed out",
                "SOCKET_READ",
                "TIMED_OUT",
                stage -> {
                    try (Pair pair = new Pair()) {
                        pair.client.socket().setSoTimeout(40);
                        stage.measure(() -> pair.client.socket().getInputStream().read());
                    }
                });
        add(
                all,
                "SocketChannel.write, peer does not read",
                "SOCKET_WRITE",
                "SATISFIED",
                stage -> {
                    try (Pair pair = new Pair()) {
                        pair.client.configureBlocking(false);
                        while (pair.client.write(ByteBuffer.allocate(Fifo.CAPACITY)) > 0) {
                            Thread.onSpinWait();
                        }
                        pair.client.configureBlocking(true);
                        stage.later(() -> {
                            ByteBuffer buffer = ByteBuffer.allocate(16 << 20);
                            while (pair.peer.read(buffer) > 0) {
                                Thread.onSpinWait();
                            }
                        });
                        stage.measure(() -> pair.client.write(ByteBuffer.allocate(1)));
                        pair.client.shutdownOutput();
                        stage.clear();
                    }
                });
    }

    private static void selectors(List<Situation> all) {
        add(
                all,
                "Selector.select, a channel is ready",
                "SELECTOR_SELECT",
                "SATISFIED",
                stage -> {
                    Pipe pipe = Pipe.open();
                    try (Selector selector = Selector.open()) {
                        pipe.source().configureBlocking(false);
                        pipe.source().register(selector, SelectionKey.OP_READ);
                        stage.later(() -> pipe.sink().write(ByteBuffer.allocate(1)));
                        stage.measure(selector::select);
                    }
                    pipe.source().close();
                    pipe.sink().close();
                });
        add(
                all,
                "Selector.select, timed out",
                "SELECTOR_SELECT",
                "TIMED_OUT",
                stage -> {
                    try (Selector selector = Selector.open()) {
                        stage.measure(() -> selector.select(40));
                    }
                });
        all.add(
                new Situation(
                        "Selector.select, Selector.wakeup",
                        "SELECTOR_SELECT",
                        "SATISFIED",
                        true,
                        stage -> {
                            try (Selector selector = Selector.open()) {
                                stage.later(selector::wakeup);
                                stage.measure(selector::select);
                            }
                        }));
    }

    private static void asynchronous(Stage stage) throws Exception {
        try (AsynchronousServerSocketChannel server = AsynchronousServerSocketChannel.open();
                AsynchronousSocketChannel client = AsynchronousSocketChannel.open()) {
            server.bind(ANY);
            Future<AsynchronousSocketChannel> accepted = server.accept();
            client.connect(server.getLocalAddress()).get();
            try (AsynchronousSocketChannel peer = accepted.get()) {
                stage.later(() -> peer.write(ByteBuffer.allocate(1)).get());
                Future<Integer> read = client.read(ByteBuffer.allocate(1));
                stage.measure(read::get);
            }
        }
    }
}
