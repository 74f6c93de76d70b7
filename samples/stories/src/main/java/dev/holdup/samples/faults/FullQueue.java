package dev.holdup.samples.faults;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A producer fills a small queue faster than a consumer empties it.
 *
 * <p>What to look for: the producer is in {@code queue.put} most of the time; the culprit is what
 * the consumer does with each element, its sleep in {@link #store}.
 */
public final class FullQueue {
    private static final int CAPACITY = 4;
    private static final int ELEMENTS = 30;
    private static final long STORE_MILLIS = 120;

    private FullQueue() {}

    public static void main(String[] args) throws InterruptedException {
        BlockingQueue<Integer> queue = new ArrayBlockingQueue<>(CAPACITY);
        Crew crew = new Crew();
        crew.start(
                "producer",
                () -> {
                    for (int element = 0; element < ELEMENTS; element++) {
                        queue.put(element);
                    }
                });
        crew.start(
                "consumer",
                () -> {
                    for (int element = 0; element < ELEMENTS; element++) {
                        store(queue.take());
                    }
                });
        crew.join();
    }

    private static void store(int element) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(STORE_MILLIS + element % 2);
    }
}
