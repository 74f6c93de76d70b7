package dev.holdup.samples.faults;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A journal writes a checkpoint and forces it to the device, over and over, while it holds the lock
 * its appenders need. The argument names the folder to write to: it has to be on a real device, a
 * memory file system has nothing to force.
 *
 * <p>What to look for: the appenders wait for the lock; the culprit is {@code file.force} in {@link
 * #checkpoint}, finding IO_UNDER_LOCK.
 */
public final class FsyncUnderLock {
    private static final int APPENDERS = 4;

    /** Large, so that forcing it takes milliseconds on a fast device too. */
    private static final int BLOCK_BYTES = 8 << 20;

    private static final long CHECKPOINT_NANOS = TimeUnit.SECONDS.toNanos(3);

    private final ReentrantLock journal = new ReentrantLock();
    private final CountDownLatch locked = new CountDownLatch(1);
    private final AtomicLong appended = new AtomicLong();

    private FsyncUnderLock() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Path folder = Path.of(args.length == 1 ? args[0] : "");
        Path file = Files.createTempFile(folder.toAbsolutePath(), "journal", ".tmp");
        try {
            FsyncUnderLock story = new FsyncUnderLock();
            Crew crew = new Crew();
            crew.start("checkpointer", () -> story.checkpoint(file));
            for (int appender = 1; appender <= APPENDERS; appender++) {
                crew.start("appender-" + appender, story::append);
            }
            crew.join();
        } finally {
            Files.delete(file);
        }
    }

    private void checkpoint(Path file) throws IOException {
        journal.lock();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            locked.countDown();
            ByteBuffer block = ByteBuffer.allocateDirect(BLOCK_BYTES);
            long endNanos = System.nanoTime() + CHECKPOINT_NANOS;
            while (System.nanoTime() < endNanos) {
                block.clear();
                channel.write(block, 0);
                channel.force(true);
            }
        } finally {
            journal.unlock();
        }
    }

    private void append() throws InterruptedException {
        locked.await();
        journal.lock();
        try {
            appended.incrementAndGet();
        } finally {
            journal.unlock();
        }
    }
}
