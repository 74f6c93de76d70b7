package dev.holdup.samples.fileserver;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * The slow device behind {@link Archive}: a daemon thread of the load's process that gives out one
 * block at a time, with a pause before each, to whoever reads the tape. It starts when a reader
 * opens the tape, and it keeps running until the reader has closed it.
 */
final class TapeDrive {
    static final int BLOCK_BYTES = 4096;
    static final int BLOCKS_PER_FILE = 4;
    static final long NANOS_PER_BLOCK = TimeUnit.MILLISECONDS.toNanos(150);

    private TapeDrive() {}

    /** Puts a tape into this folder and starts its drive. */
    static void start(Path folder) throws IOException, InterruptedException {
        Path pipe = folder.resolve(Archive.TAPE_FILE);
        if (makePipe(pipe)) {
            startDaemon(() -> servePipe(pipe));
            return;
        }
        ServerSocket server = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
        Files.writeString(
                folder.resolve(Archive.TAPE_PORT_FILE),
                Integer.toString(server.getLocalPort()),
                StandardCharsets.US_ASCII);
        startDaemon(() -> serveSocket(server));
    }

    private static boolean makePipe(Path pipe) throws InterruptedException {
        try {
            Process mkfifo = new ProcessBuilder("mkfifo", pipe.toString()).start();
            return mkfifo.waitFor() == 0 && Files.exists(pipe);
        } catch (IOException noSuchProgram) {
            return false;
        }
    }

    private static void startDaemon(Runnable drive) {
        Thread thread = new Thread(drive, "tape-drive");
        thread.setDaemon(true);
        thread.start();
    }

    private static void servePipe(Path pipe) {
        while (!Thread.currentThread().isInterrupted()) {
            // Opening waits for a reader, so the tape runs only while somebody reads it. Without
            // CREATE: once the pipe is gone, no ordinary file must take its place.
            try (OutputStream tape = Files.newOutputStream(pipe, StandardOpenOption.WRITE)) {
                run(tape);
            } catch (NoSuchFileException tapeRemoved) {
                return;
            } catch (IOException readerGone) {
                // Broken pipe: the reader has what it wanted. Wait for the next one.
            }
        }
    }

    private static void serveSocket(ServerSocket server) {
        while (!server.isClosed()) {
            try (Socket reader = server.accept()) {
                run(reader.getOutputStream());
            } catch (IOException readerGone) {
                // The reader has what it wanted. Wait for the next one.
            }
        }
    }

    /** Writes slowly until the reader is gone, which is an exception. */
    private static void run(OutputStream tape) throws IOException {
        byte[] block = new byte[BLOCK_BYTES];
        Arrays.fill(block, (byte) 't');
        while (true) {
            try {
                TimeUnit.NANOSECONDS.sleep(NANOS_PER_BLOCK);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                return;
            }
            tape.write(block);
        }
    }
}
