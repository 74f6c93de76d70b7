package dev.holdup.agent.scene.limits;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.Future;

/** Files through streams and channels; slow ones are named pipes. */
final class FileCalls {

    private FileCalls() {}

    static void addTo(List<Situation> all) {
        streams(all);
        channels(all);
        opens(all);
        durable(all);
        meta(all);
    }

    private static void add(
            List<Situation> all, String name, String expected, String outcome, Situation.Act act) {
        all.add(new Situation(name, expected, outcome, false, act));
    }

    private static Path file(Stage stage, int bytes) throws IOException {
        String name = stage.threadName().replaceAll("[^A-Za-z0-9]", "-");
        Path path = Path.of(System.getProperty("scene.folder"), name);
        return Files.write(path, new byte[bytes]);
    }

    private static void opens(List<Situation> all) {
        add(
                all,
                "new FileInputStream",
                "FILE_OPEN",
                "SATISFIED",
                stage -> {
                    try (Fifo fifo = new Fifo(stage)) {
                        fifo.openLater(stage);
                        stage.measure(() -> new FileInputStream(fifo.path.toFile()).close());
                    }
                });
        add(
                all,
                "new FileInputStream, no such file",
                "FILE_OPEN",
                "FAILED",
                stage -> stage.measure(() -> new FileInputStream("/no/such/file").close()));
        add(
                all,
                "new FileOutputStream",
                "FILE_OPEN",
                "SATISFIED",
                stage -> {
                    try (Fifo fifo = new Fifo(stage)) {
                        stage.later(() -> new FileInputStream(fifo.path.toFile()).close());
                        stage.measure(() -> new FileOutputStream(fifo.path.toFile()).close());
                    }
                });
        add(
                all,
                "FileChannel.open",
                "FILE_OPEN",
                "SATISFIED",
                stage -> {
                    try (Fifo fifo = new Fifo(stage)) {
                        fifo.openLater(stage);
                        stage.measure(() -> FileChannel.open(fifo.path).close());
                    }
                });
        add(
                all,
                "Files.newInputStream",
                "FILE_OPEN",
                "SATISFIED",
                stage -> {
                    try (Fifo fifo = new Fifo(stage)) {
                        fifo.openLater(stage);
                        stage.measure(() -> Files.newInputStream(fifo.path).close());
                    }
                });
    }

    private static void streams(List<Situation> all) {
        add(
                all,
                "FileInputStream.read",
                "FILE_READ",
                "SATISFIED",
                stage -> {
                    try (Fifo fifo = new Fifo(stage)) {
                        fifo.openThenWrite(stage);
                        try (InputStream in = new FileInputStream(fifo.path.toFile())) {
                            stage.measure(in::read);
                        }
                    }
                });
        add(
                all,
                "FileOutputStream.write",
                "FILE_WRITE",
                "SATISFIED",
                stage -> {
                    try (Fifo fifo = new Fifo(stage)) {
                        fifo.openThenRead(stage);
                        try (OutputStream out = new FileOutputStream(fifo.path.toFile())) {
                            stage.measure(() -> out.write(new byte[4 * Fifo.CAPACITY]));
                        }
                    }
                });
        add(
                all,
                "RandomAccessFile.read",
                "FILE_READ",
                "SATISFIED",
                stage -> {
                    try (Fifo fifo = new Fifo(stage)) {
                        fifo.openThenWrite(stage);
                        try (RandomAccessFile in = new RandomAccessFile(fifo.path.toFile(), "r")) {
                            stage.measure(in::read);
                        }
                    }
                });
    }

    private static void channels(List<Situation> all) {
        add(
                all,
                "FileChannel.read",
                "FILE_READ",
                "SATISFIED",
                stage -> {
                    try (Fifo fifo = new Fifo(stage)) {
                        fifo.openThenWrite(stage);
                        try (FileChannel channel = FileChannel.open(fifo.path)) {
                            stage.measure(() -> channel.read(ByteBuffer.allocate(1)));
                        }
                    }
                });
        add(
                all,
                "FileChannel.write",
                "FILE_WRITE",
                "SATISFIED",
                stage -> {
                    try (Fifo fifo = new Fifo(stage)) {
                        fifo.openThenRead(stage);
                        try (FileChannel channel =
                                FileChannel.open(fifo.path, StandardOpenOption.WRITE)) {
                            ByteBuffer buffer = ByteBuffer.allocate(4 * Fifo.CAPACITY);
                            stage.measure(() -> channel.write(buffer));
                        }
                    }
                });
        add(
                all,
                "FileChannel.transferTo",
                "FILE_READ",
                "SATISFIED",
                stage -> {
                    Path to = file(stage, 0).resolveSibling("to" + stage.attempt());
                    try (FileChannel channel = FileChannel.open(file(stage, 1 << 20));
                            FileChannel target =
                                    FileChannel.open(
                                            to,
                                            StandardOpenOption.CREATE,
                                            StandardOpenOption.WRITE)) {
                        stage.measure(() -> channel.transferTo(0, 1 << 20, target));
                    }
                });
        add(
                all,
                "FileChannel.lock, held by another process",
                "FILE_LOCK",
                "SATISFIED",
                FileCalls::lock);
        add(
                all,
                "AsynchronousFileChannel.lock and Future.get",
                "FUTURE_GET",
                "SATISFIED",
                FileCalls::lockAsynchronously);
    }

    private static Process holder(Path path) throws IOException {
        Process holder =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xshare:auto",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                LockHolder.class.getName(),
                                path.toString())
                        .start();
        holder.getInputStream().read();
        return holder;
    }

    private static void lockAsynchronously(Stage stage) throws Exception {
        Path path = file(stage, 1);
        Process holder = holder(path);
        stage.later(() -> holder.getOutputStream().close());
        try (AsynchronousFileChannel channel =
                AsynchronousFileChannel.open(path, StandardOpenOption.WRITE)) {
            Future<FileLock> lock = channel.lock();
            stage.measure(() -> lock.get().close());
        }
        holder.waitFor();
    }

    private static void lock(Stage stage) throws Exception {
        Path path = file(stage, 1);
        Process holder = holder(path);
        stage.later(() -> holder.getOutputStream().close());
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            stage.measure(() -> {
                try (FileLock lock = channel.lock()) {
                    lock.isValid();
                }
            });
        }
        holder.waitFor();
    }

    private static void durable(List<Situation> all) {
        add(
                all,
                "FileChannel.force",
                "FILE_FORCE",
                "SATISFIED",
                stage -> {
                    try (FileChannel channel =
                            FileChannel.open(file(stage, 1 << 20), StandardOpenOption.WRITE)) {
                        channel.write(ByteBuffer.allocate(1 << 20));
                        stage.measure(() -> channel.force(true));
                    }
                });
        add(
                all,
                "FileDescriptor.sync",
                "FILE_FORCE",
                "SATISFIED",
                stage -> {
                    try (FileOutputStream out = new FileOutputStream(file(stage, 1).toFile())) {
                        out.write(new byte[1 << 20]);
                        stage.measure(() -> out.getFD().sync());
                    }
                });
        add(
                all,
                "MappedByteBuffer.force",
                "FILE_FORCE",
                "SATISFIED",
                stage -> {
                    try (FileChannel channel =
                            FileChannel.open(
                                    file(stage, 1 << 20),
                                    StandardOpenOption.READ,
                                    StandardOpenOption.WRITE)) {
                        MappedByteBuffer buffer =
                                channel.map(FileChannel.MapMode.READ_WRITE, 0, 1 << 20);
                        buffer.put(0, (byte) 1);
                        stage.measure(buffer::force);
                    }
                });
    }

    private static void meta(List<Situation> all) {
        add(
                all,
                "FileChannel.map",
                "FILE_MAP",
                "SATISFIED",
                stage -> {
                    try (FileChannel channel = FileChannel.open(file(stage, 4_096))) {
                        stage.measure(() -> channel.map(FileChannel.MapMode.READ_ONLY, 0, 4_096));
                    }
                });
        add(
                all,
                "FileChannel.truncate",
                "FILE_META",
                "SATISFIED",
                stage -> {
                    try (FileChannel channel =
                            FileChannel.open(file(stage, 4_096), StandardOpenOption.WRITE)) {
                        stage.measure(() -> channel.truncate(1));
                    }
                });
        metaOf(all, "Files.size", Files::size);
        metaOf(all, "Files.delete", Files::delete);
        metaOf(
                all,
                "Files.move",
                path -> Files.move(path, path.resolveSibling("moved" + path.getFileName())));
        metaOf(all, "File.length", path -> path.toFile().length());
        metaOf(all, "File.list", path -> path.getParent().toFile().list());
        metaOf(
                all,
                "Files.newDirectoryStream",
                path -> {
                    try (DirectoryStream<Path> files = Files.newDirectoryStream(path.getParent())) {
                        files.iterator().next();
                    }
                });
        metaOf(all, "File.createNewFile", path -> new File(path + "-new").createNewFile());
    }

    /** Something done with a file that exists. */
    private interface PathStep {
        void run(Path path) throws IOException;
    }

    private static void metaOf(List<Situation> all, String name, PathStep step) {
        add(
                all,
                name,
                "FILE_META",
                "SATISFIED",
                stage -> {
                    Path path = file(stage, 1);
                    stage.measure(() -> step.run(path));
                });
    }
}
