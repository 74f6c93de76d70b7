package dev.holdup.agent.scene;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;

/** Files through streams, random access and channels, each on a thread of its own. */
public final class FileScene {
    private static final File FILE = new File(System.getProperty("scene.file"));

    /** Something that may fail to read or write. */
    private interface Io {
        void run() throws IOException;
    }

    private FileScene() {}

    public static void main(String[] arguments) throws InterruptedException {
        on("stream writer", FileScene::writeStream);
        on("stream reader", FileScene::readStream);
        on("random", FileScene::random);
        on("channel", FileScene::channel);
        on("failing", FileScene::readClosed);
    }

    private static void on(String name, Io io) throws InterruptedException {
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                io.run();
                            } catch (IOException failure) {
                                System.out.println(name + "=" + failure.getClass().getName());
                            }
                        },
                        name);
        thread.start();
        thread.join();
    }

    private static void writeStream() throws IOException {
        try (FileOutputStream out = new FileOutputStream(FILE)) {
            out.write(200);
            out.write(new byte[10]);
            out.write(new byte[100], 3, 20);
        }
    }

    private static void readStream() throws IOException {
        try (FileInputStream in = new FileInputStream(FILE)) {
            in.read();
            in.read(new byte[10]);
            in.read(new byte[100], 3, 20);
            in.read(new byte[1]);
        }
    }

    private static void random() throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(FILE, "rw")) {
            file.write(1);
            file.write(new byte[5]);
            file.write(new byte[50], 2, 6);
            file.getFD().sync();
            file.seek(0);
            file.read();
            file.read(new byte[5]);
            file.read(new byte[50], 2, 6);
        }
    }

    private static void channel() throws IOException {
        try (FileChannel channel =
                FileChannel.open(
                        FILE.toPath(), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(8));
            channel.write(ByteBuffer.allocate(9), 0);
            channel.force(true);
            channel.read(ByteBuffer.allocate(4));
            channel.read(ByteBuffer.allocate(5), 0);
        }
    }

    private static void readClosed() throws IOException {
        FileInputStream in = new FileInputStream(FILE);
        in.close();
        in.read(new byte[3]);
    }
}
