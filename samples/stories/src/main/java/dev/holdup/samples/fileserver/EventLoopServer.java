package dev.holdup.samples.fileserver;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * The textbook's finite-state machine: one thread serves all clients, keeps the state of each in a
 * table ({@link EventLoopConnection}) instead of on a stack, and never blocks but in {@code
 * select}. What may block – lock and files – is handed to a few disk threads.
 *
 * <p>What to look for: with {@link FileWork#HANDED_OFF} the loop is idle in {@code select} and the
 * tape stalls one disk thread only. With {@link FileWork#ON_THE_LOOP} the same read stops the loop,
 * and with it everyone: the recording shows the loop's thread in {@code file.read}.
 */
final class EventLoopServer implements ServerDesign {

    /** Who looks up and reads files. */
    enum FileWork {
        HANDED_OFF,
        ON_THE_LOOP
    }

    private static final int DISK_THREADS = 3;
    private static final int BACKLOG = 256;
    private static final long FINISH_SECONDS = 30;

    private final FileWork fileWork;
    private final Queue<EventLoopConnection> answered = new ConcurrentLinkedQueue<>();

    EventLoopServer(FileWork fileWork) {
        this.fileWork = fileWork;
    }

    @Override
    public void serve(FileService service, IntConsumer listening)
            throws IOException, InterruptedException {
        Thread.currentThread().setName("event-loop");
        AtomicInteger number = new AtomicInteger();
        ExecutorService disk =
                Executors.newFixedThreadPool(
                        DISK_THREADS, work -> new Thread(work, "disk-" + number.incrementAndGet()));
        try (Selector selector = Selector.open();
                ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
            server.configureBlocking(false);
            server.register(selector, SelectionKey.OP_ACCEPT);
            listening.accept(server.socket().getLocalPort());
            loop(selector, server, disk, service);
        } finally {
            disk.shutdown();
            disk.awaitTermination(FINISH_SECONDS, TimeUnit.SECONDS);
        }
    }

    private void loop(
            Selector selector,
            ServerSocketChannel server,
            ExecutorService disk,
            FileService service)
            throws IOException {
        boolean quit = false;
        while (!quit || selector.keys().size() > 1) {
            selector.select();
            Iterator<SelectionKey> ready = selector.selectedKeys().iterator();
            while (ready.hasNext()) {
                SelectionKey key = ready.next();
                ready.remove();
                if (key.isValid() && key.isAcceptable()) {
                    accept(selector, server);
                } else if (key.isValid()) {
                    EventLoopConnection connection = (EventLoopConnection) key.attachment();
                    if (connection.advance()) {
                        answer(selector, disk, service, connection);
                    }
                    quit |= connection.askedToQuit();
                }
            }
            for (EventLoopConnection next = answered.poll(); next != null; next = answered.poll()) {
                next.startWriting();
                quit |= next.askedToQuit();
            }
            if (quit) {
                // Forgets the keys of closed connections, so that the last one ends the loop.
                selector.selectNow();
            }
        }
    }

    private static void accept(Selector selector, ServerSocketChannel server) throws IOException {
        SocketChannel client = server.accept();
        if (client != null) {
            client.configureBlocking(false);
            SelectionKey key = client.register(selector, SelectionKey.OP_READ);
            key.attach(new EventLoopConnection(key, client));
        }
    }

    private void answer(
            Selector selector,
            ExecutorService disk,
            FileService service,
            EventLoopConnection connection) {
        if (fileWork == FileWork.ON_THE_LOOP) {
            connection.answerFrom(service);
            connection.startWriting();
            return;
        }
        disk.execute(() -> {
            connection.answerFrom(service);
            answered.add(connection);
            selector.wakeup();
        });
    }
}
