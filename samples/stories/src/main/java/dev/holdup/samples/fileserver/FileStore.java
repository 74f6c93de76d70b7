package dev.holdup.samples.fileserver;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** The files themselves, in one folder. Thread-safe: a file is replaced whole or not at all. */
final class FileStore {
    private static final String UNFINISHED = ".unfinished-";

    private final Path folder;
    private final AtomicLong writes = new AtomicLong();

    FileStore(Path folder) {
        this.folder = folder;
    }

    byte[] read(String name) throws IOException {
        return Files.readAllBytes(folder.resolve(name));
    }

    /** Writes the file and forces it to the device before it gets its name. */
    void write(String name, byte[] content) throws IOException {
        Path unfinished = folder.resolve(UNFINISHED + writes.incrementAndGet());
        try (FileChannel channel =
                FileChannel.open(
                        unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(false);
        }
        // Replacing without ATOMIC_MOVE deletes first, and a reader may look just then.
        Files.move(unfinished, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Names of the files there are; the tape and unfinished files are not among them. */
    List<String> names() throws IOException {
        List<String> names = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String name = file.getFileName().toString();
                if (Request.isName(name) && Files.isRegularFile(file)) {
                    names.add(name);
                }
            }
        }
        return names;
    }
}
