package dev.holdup.load.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file, read with positioned reads and not mapped: mapping gains nothing over a reused buffer and
 * turns a file cut while it is read into a crash.
 */
public final class FileBytes implements ByteSource {
    private final Path file;
    private final String name;
    private final boolean deleteOnClose;
    private final FileChannel channel;

    public FileBytes(Path file) throws IOException {
        this(file, file.toString(), false);
    }

    /**
     * Opens a file.
     *
     * @param name for messages
     * @param deleteOnClose true for a temporary file
     */
    public FileBytes(Path file, String name, boolean deleteOnClose) throws IOException {
        this.file = file;
        this.name = name;
        this.deleteOnClose = deleteOnClose;
        channel = FileChannel.open(file, StandardOpenOption.READ);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long size() throws IOException {
        return channel.size();
    }

    @Override
    public int read(long position, byte[] target, int offset, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(target, offset, length);
        int total = 0;
        while (buffer.hasRemaining()) {
            int count = channel.read(buffer, position + total);
            if (count <= 0) {
                break;
            }
            total += count;
        }
        return total;
    }

    @Override
    public void close() throws IOException {
        channel.close();
        if (deleteOnClose) {
            Files.deleteIfExists(file);
        }
    }
}
