package dev.holdup.samples.faults;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * A consumer waits for elements that a producer computes slowly.
 *
 * <p>What to look for: a worker without work is idle, it does not suffer. The consumer's waits in
 * {@code queue.take} are IDLE, and nobody is blamed for them.
 */
public final class StarvedConsumer {
    private static final int ELEMENTS = 30;
    private static final long COMPUTE_NANOS = 100_000_000;

    private StarvedConsumer() {}

    public static void main(String[] args) {
        BlockingQueue<Long> queue = new ArrayBlockingQueue<>(ELEMENTS);
        Crew crew = new Crew();
        crew.start(
                "consumer",
                () -> {
                    for (int i = 0; i < ELEMENTS; i++) {
                        queue.take();
                    }
                });
        crew.start(
                "producer",
                () -> {
                    for (int i = 0; i < ELEMENTS; i++) {
                        queue.put(compute());
                    }
                });
        // Nobody joins them: who waits for the producer's end is held up by its computing.
    }

    private static long compute() {
        long steps = 0;
        long endNanos = System.nanoTime() + COMPUTE_NANOS;
        while (System.nanoTime() < endNanos) {
            steps++;
        }
        return steps;
    }
}
