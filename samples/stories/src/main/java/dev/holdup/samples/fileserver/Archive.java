package dev.holdup.samples.fileserver;

import java.io.EOFException;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The slow device: files that are not on disk yet come from a tape, block by block. The tape is a
 * named pipe in the served folder which {@link TapeDrive}, in another process, fills slowly; to
 * this side it is a file whose {@code read} blocks. Where named pipes do not exist (Windows) the
 * tape is reached through a loopback socket, and the slow call is a socket read.
 */
final class Archive {
    /** Name of the named pipe in the served folder. */
    static final String TAPE_FILE = "tape";

    /** File in the served folder that holds the drive's port, where there are no named pipes. */
    static final String TAPE_PORT_FILE = "tape.port";

    /** Names starting like this are on the tape until they are asked for. */
    static final String PREFIX = "archive-";

    private static final int ATTEMPTS = 10;

    private final Path folder;

    Archive(Path folder) {
        this.folder = folder;
    }

    boolean holds(String name) {
        return name.startsWith(PREFIX);
    }

    /**
     * Reads one file from the tape. Blocks for as long as the drive needs: {@link
     * TapeDrive#BLOCKS_PER_FILE} times {@link TapeDrive#NANOS_PER_BLOCK}, about.
     */
    byte[] read() throws IOException {
        byte[] content = new byte[TapeDrive.BLOCKS_PER_FILE * TapeDrive.BLOCK_BYTES];
        int filled = 0;
        // The drive may let go of one reader just as the next one opens the tape: that one sees
        // the end at once, and opens it again.
        for (int attempt = 0; filled < content.length && attempt < ATTEMPTS; attempt++) {
            try (InputStream tape = open()) {
                filled = read(tape, content, filled);
            }
        }
        if (filled < content.length) {
            throw new EOFException("tape: expected " + content.length + " bytes, found " + filled);
        }
        return content;
    }

    private InputStream open() throws IOException {
        if (Files.exists(folder.resolve(TAPE_FILE))) {
            return new FileInputStream(folder.resolve(TAPE_FILE).toFile());
        }
        String port = Files.readString(folder.resolve(TAPE_PORT_FILE), StandardCharsets.US_ASCII);
        // Closing the stream closes the socket.
        return new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(port))
                .getInputStream();
    }

    /** Reads on from this position to the end of the content or of the tape; returns where. */
    private static int read(InputStream tape, byte[] content, int from) throws IOException {
        int filled = from;
        while (filled < content.length) {
            int read = tape.read(content, filled, content.length - filled);
            if (read < 0) {
                return filled;
            }
            filled += read;
        }
        return filled;
    }
}
