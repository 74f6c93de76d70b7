package dev.holdup.agent.scene;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.RandomAccessFile;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.Pipe;
import java.nio.channels.Selector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** One blocking call of each family that names it, each on a thread of its own. */
public final class FamilyScene {
    private static final Path FOLDER = Path.of(System.getProperty("scene.folder"));

    /** Something that may fail. */
    private interface Act {
        void run() throws Exception;
    }

    private FamilyScene() {}

    public static void main(String[] arguments) throws Exception {
        on("select", FamilyScene::select);
        on("select woken", FamilyScene::selectWoken);
        on("receive", FamilyScene::receive);
        on(
                "resolve",
                () -> print("host", InetAddress.getAllByName("localhost")[0].getHostAddress()));
        on("resolve back", FamilyScene::resolveBack);
        on("resolve nothing", FamilyScene::resolveNothing);
        on("open", FamilyScene::open);
        on("channel", FamilyScene::channel);
        on("attributes", FamilyScene::attributes);
        on("pipe reader", FamilyScene::pipe);
        on("channel pipe", FamilyScene::channelPipe);
        on("process", FamilyScene::process);
        on("join", FamilyScene::join);
    }

    private static void on(String name, Act act) throws InterruptedException {
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                act.run();
                            } catch (Exception failure) {
                                failure.printStackTrace();
                                Runtime.getRuntime().halt(3);
                            }
                        },
                        name);
        thread.start();
        thread.join();
    }

    private static void select() throws IOException {
        try (Selector selector = Selector.open()) {
            selector.select(25);
        }
    }

    private static void selectWoken() throws Exception {
        try (Selector selector = Selector.open()) {
            Thread waker = new Thread(() -> wakeLater(selector), "selector waker");
            waker.start();
            selector.select();
            waker.join();
        }
    }

    private static void wakeLater(Selector selector) {
        try {
            Thread.sleep(25);
        } catch (InterruptedException unexpected) {
            throw new IllegalStateException(unexpected);
        }
        selector.wakeup();
    }

    private static void receive() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (DatagramSocket socket = new DatagramSocket(0, loopback)) {
            print("datagramPort", String.valueOf(socket.getLocalPort()));
            DatagramPacket packet =
                    new DatagramPacket(new byte[11], 11, loopback, socket.getLocalPort());
            socket.send(packet);
            socket.receive(packet);
            socket.setSoTimeout(25);
            try {
                socket.receive(packet);
            } catch (SocketTimeoutException expected) {
                print("receive", "timed out");
            }
        }
    }

    private static void resolveBack() throws UnknownHostException {
        InetAddress address = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        print("name", address.getHostName());
    }

    private static void resolveNothing() {
        try {
            InetAddress.getAllByName("no-such-host.invalid");
        } catch (UnknownHostException expected) {
            print("unknown", "seen");
        }
    }

    private static void open() throws IOException {
        try (FileOutputStream out = new FileOutputStream(FOLDER.resolve("opened").toFile())) {
            out.write(1);
        }
        try (FileOutputStream out = new FileOutputStream(FOLDER.resolve("no/where").toFile())) {
            out.write(1);
        } catch (IOException expected) {
            print("open", "failed");
        }
    }

    private static void channel() throws IOException {
        File file = FOLDER.resolve("channel").toFile();
        try (RandomAccessFile random = new RandomAccessFile(file, "rw");
                FileChannel channel = random.getChannel()) {
            FileLock lock = channel.lock();
            MappedByteBuffer mapped = channel.map(FileChannel.MapMode.READ_WRITE, 0, 4096);
            mapped.put(0, (byte) 1);
            mapped.force();
            channel.truncate(100);
            lock.release();
        }
    }

    private static void attributes() throws IOException {
        Path path = FOLDER.resolve("opened");
        Files.size(path);
        File file = path.toFile();
        file.length();
        file.lastModified();
        file.isDirectory();
        print("files", String.valueOf(FOLDER.toFile().list().length));
        Files.createDirectory(FOLDER.resolve("made"));
        Files.move(path, FOLDER.resolve("moved"));
        Files.delete(FOLDER.resolve("moved"));
    }

    private static void pipe() throws Exception {
        try (PipedInputStream in = new PipedInputStream();
                PipedOutputStream out = new PipedOutputStream(in)) {
            Thread writer =
                    new Thread(
                            () -> {
                                try {
                                    Thread.sleep(25);
                                    out.write(new byte[] {1, 2});
                                    out.flush();
                                } catch (IOException | InterruptedException unexpected) {
                                    throw new IllegalStateException(unexpected);
                                }
                            },
                            "pipe writer");
            writer.start();
            in.read(new byte[2]);
            writer.join();
        }
    }

    private static void channelPipe() throws IOException {
        Pipe pipe = Pipe.open();
        pipe.sink().write(ByteBuffer.allocate(6));
        pipe.source().read(ByteBuffer.allocate(60));
        pipe.sink().close();
        pipe.source().close();
    }

    private static void process() throws Exception {
        Process process = new ProcessBuilder("sleep", "0.3").start();
        print("pid", String.valueOf(process.pid()));
        print("ended", String.valueOf(process.waitFor(20, TimeUnit.MILLISECONDS)));
        process.waitFor();
    }

    private static void join() throws InterruptedException {
        Thread sleeper = new Thread(() -> sleep(60), "sleeper");
        sleeper.start();
        print("sleeper", String.valueOf(sleeper.getId()));
        sleeper.join(20);
        sleeper.join();
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }

    private static void print(String key, String value) {
        System.out.println(key + "=" + value);
    }
}
