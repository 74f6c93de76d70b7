package dev.holdup.samples.faults;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A chain of locks that ends at a socket: the courier holds the warehouse and waits for a peer that
 * does not answer; the clerk holds the order and wants the warehouse; two customers want the order.
 *
 * <p>What to look for: the customers wait for the clerk, but the culprit is the courier's {@code
 * socket.read} in {@link #askCarrier}, two locks further.
 */
public final class NestedLocks {
    private static final int SILENCE_MILLIS = 2_500;

    private final ReentrantLock warehouse = new ReentrantLock();
    private final ReentrantLock order = new ReentrantLock();
    private final CountDownLatch warehouseHeld = new CountDownLatch(1);
    private final CountDownLatch orderHeld = new CountDownLatch(1);
    private final SilentPeer carrier;

    private final AtomicInteger uses = new AtomicInteger();

    private NestedLocks(SilentPeer carrier) {
        this.carrier = carrier;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        try (SilentPeer carrier = new SilentPeer()) {
            NestedLocks story = new NestedLocks(carrier);
            Crew crew = new Crew();
            crew.start("courier", story::deliver);
            crew.start("clerk", story::changeOrder);
            crew.start("customer-1", story::readOrder);
            crew.start("customer-2", story::readOrder);
            crew.join();
        }
    }

    private void deliver() throws IOException, InterruptedException {
        warehouse.lock();
        try {
            warehouseHeld.countDown();
            orderHeld.await();
            askCarrier();
        } finally {
            warehouse.unlock();
        }
    }

    private void askCarrier() throws IOException {
        carrier.ask(SILENCE_MILLIS);
    }

    private void changeOrder() throws InterruptedException {
        warehouseHeld.await();
        order.lock();
        try {
            orderHeld.countDown();
            warehouse.lock();
            try {
                uses.incrementAndGet();
            } finally {
                warehouse.unlock();
            }
        } finally {
            order.unlock();
        }
    }

    private void readOrder() throws InterruptedException {
        orderHeld.await();
        order.lock();
        try {
            uses.incrementAndGet();
        } finally {
            order.unlock();
        }
    }
}
