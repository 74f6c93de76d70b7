package dev.holdup.agent.scene.limits;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A named pipe: a file that is as slow as its other end, and so can be slow for a known time. */
final class Fifo implements AutoCloseable {
    /** What fits into a pipe. */
    static final int CAPACITY = 65_536;

    final Path path;

    Fifo(Stage stage) throws IOException, InterruptedException {
        Path folder = Path.of(System.getProperty("scene.folder"));
        path = folder.resolve(stage.threadName().replaceAll("[^A-Za-z0-9]", "-"));
        if (new ProcessBuilder("mkfifo", path.toString()).start().waitFor() != 0) {
            throw new IOException("mkfifo failed: " + path);
        }
    }

    /** Opens the other end for writing in a while, and closes it. */
    void openLater(Stage stage) {
        stage.later(() -> {
            try (FileOutputStream out = new FileOutputStream(path.toFile())) {
                out.flush();
            }
        });
    }

    /** Opens the other end for writing at once, and writes a byte in a while. */
    void openThenWrite(Stage stage) {
        stage.helper(
                "waker",
                () -> {
                    try (FileOutputStream out = new FileOutputStream(path.toFile())) {
                        Thread.sleep(Stage.DELAY_MILLIS);
                        out.write(1);
                    } catch (IOException gone) {
                        // A virtual thread may have read and left before this one closes.
                    }
                });
    }

    /** Opens the other end for reading at once, and reads everything in a while. */
    void openThenRead(Stage stage) {
        stage.helper(
                "waker",
                () -> {
                    try (FileInputStream in = new FileInputStream(path.toFile())) {
                        Thread.sleep(Stage.DELAY_MILLIS);
                        while (in.read(new byte[CAPACITY]) >= 0) {
                            Thread.onSpinWait();
                        }
                    }
                });
    }

    @Override
    public void close() throws IOException {
        Files.delete(path);
    }
}
