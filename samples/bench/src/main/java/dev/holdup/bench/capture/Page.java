package dev.holdup.bench.capture;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;
import java.util.zip.CRC32;

/**
 * What the HTTP workloads serve: a file of four kilobytes read anew for each request, its checksum
 * added to a counter under a lock that all requests share. A request for {@link #SLOW} holds that
 * lock for {@link #SLOW_MILLIS} ms: the one known culprit of the field trials.
 */
final class Page {
    static final String SLOW = "/slow";
    static final int SLOW_MILLIS = 30;
    static final int SIZE_BYTES = 4096;

    private final Path file;
    private final ReentrantLock counterLock = new ReentrantLock();
    private long counter;

    Page(Path folder) throws IOException {
        byte[] content = new byte[SIZE_BYTES];
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) ('a' + i % 26);
        }
        file = Files.write(folder.resolve("page.txt"), content);
    }

    /** The body of the answer. Any thread. */
    byte[] render(String path) throws IOException {
        byte[] content = Files.readAllBytes(file);
        CRC32 checksum = new CRC32();
        checksum.update(content);
        long seen = count(checksum.getValue(), path.equals(SLOW));
        byte[] head = ("count " + seen + "\n").getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(head, 0, content, 0, head.length);
        return content;
    }

    private long count(long checksum, boolean isSlow) {
        counterLock.lock();
        try {
            if (isSlow) {
                sleepUnderLock();
            }
            counter += checksum;
            return counter;
        } finally {
            counterLock.unlock();
        }
    }

    private static void sleepUnderLock() {
        try {
            Thread.sleep(SLOW_MILLIS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
