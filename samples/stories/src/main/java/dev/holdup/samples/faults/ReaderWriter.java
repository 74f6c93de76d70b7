package dev.holdup.samples.faults;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * One reader keeps a read lock for long, a writer waits for it, and readers that come later wait
 * behind the writer although nobody writes yet.
 *
 * <p>What to look for: the later readers' time is on the account of the first reader's {@code
 * socket.read} in {@link #longRead}, through the writer in the queue.
 */
public final class ReaderWriter {
    private static final int SILENCE_MILLIS = 2_500;

    private final ReentrantReadWriteLock catalogue = new ReentrantReadWriteLock(true);
    private final CountDownLatch reading = new CountDownLatch(1);

    private final AtomicInteger uses = new AtomicInteger();

    private ReaderWriter() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        try (SilentPeer peer = new SilentPeer()) {
            ReaderWriter story = new ReaderWriter();
            Crew crew = new Crew();
            crew.start("long-reader", () -> story.longRead(peer));
            crew.start("writer", story::write);
            crew.start("late-reader-1", story::readBehindWriter);
            crew.start("late-reader-2", story::readBehindWriter);
            crew.join();
        }
    }

    private void longRead(SilentPeer peer) throws IOException {
        catalogue.readLock().lock();
        try {
            reading.countDown();
            peer.ask(SILENCE_MILLIS);
        } finally {
            catalogue.readLock().unlock();
        }
    }

    private void write() throws InterruptedException {
        reading.await();
        catalogue.writeLock().lock();
        try {
            uses.incrementAndGet();
        } finally {
            catalogue.writeLock().unlock();
        }
    }

    private void readBehindWriter() throws InterruptedException {
        reading.await();
        while (!catalogue.hasQueuedThreads()) {
            Thread.onSpinWait();
        }
        catalogue.readLock().lock();
        try {
            uses.incrementAndGet();
        } finally {
            catalogue.readLock().unlock();
        }
    }
}
