package dev.holdup.agent.scene;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/**
 * Virtual threads that keep a carrier, wait for a monitor, wait in {@code Object.wait} with and
 * without a limit, and queue for the only carrier; {@code scene.count} of each, one after the
 * other. Prints the ids, comma-separated.
 */
public final class VirtualScene {
    private static final int COUNT = Integer.getInteger("scene.count");
    private static final Object MONITOR = new Object();
    private static volatile boolean isHogging;
    private static volatile boolean isReleased;

    private VirtualScene() {}

    public static void main(String[] arguments) throws InterruptedException {
        List<Long> hogs = new ArrayList<>();
        List<Long> entering = new ArrayList<>();
        List<Long> waiting = new ArrayList<>();
        List<Long> timed = new ArrayList<>();
        List<Long> queued = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            hogs.add(finish(Virtual.start(VirtualScene::hog)));
            entering.add(contend());
            waiting.add(awaitNotify());
            timed.add(finish(Virtual.start(VirtualScene::awaitLimited)));
            queued.add(queue());
        }
        print("hogs", hogs);
        print("entering", entering);
        print("waiting", waiting);
        print("timed", timed);
        print("queued", queued);
        System.out.println("main=" + Thread.currentThread().getId());
    }

    private static void hog() {
        long end = System.nanoTime() + 4_000_000;
        while (System.nanoTime() < end) {
            // Busy: that is the point.
        }
    }

    private static long contend() throws InterruptedException {
        Thread thread;
        synchronized (MONITOR) {
            thread = Virtual.start(VirtualScene::enter);
            await(thread, Thread.State.BLOCKED);
            Thread.sleep(5);
        }
        return finish(thread);
    }

    private static void enter() {
        synchronized (MONITOR) {
            Thread.onSpinWait();
        }
    }

    private static long awaitNotify() throws InterruptedException {
        Thread thread = Virtual.start(VirtualScene::awaitForever);
        await(thread, Thread.State.WAITING);
        Thread.sleep(5);
        synchronized (MONITOR) {
            MONITOR.notify();
        }
        return finish(thread);
    }

    @SuppressWarnings("WaitNotInLoop") // exactly one wait is what the test counts
    private static void awaitForever() {
        synchronized (MONITOR) {
            try {
                MONITOR.wait();
            } catch (InterruptedException unexpected) {
                throw new IllegalStateException(unexpected);
            }
        }
    }

    @SuppressWarnings("WaitNotInLoop") // exactly one wait is what the test counts
    private static void awaitLimited() {
        Object own = new Object();
        synchronized (own) {
            try {
                own.wait(6);
            } catch (InterruptedException unexpected) {
                throw new IllegalStateException(unexpected);
            }
        }
    }

    /** One is woken while another has the only carrier. */
    private static long queue() throws InterruptedException {
        isHogging = false;
        isReleased = false;
        CountDownLatch parked = new CountDownLatch(1);
        Thread thread = Virtual.start(() -> parkOnce(parked));
        parked.await();
        await(thread, Thread.State.WAITING);
        Thread hog = Virtual.start(VirtualScene::hogUntilReleased);
        while (!isHogging) {
            Thread.onSpinWait();
        }
        LockSupport.unpark(thread);
        Thread.sleep(6);
        isReleased = true;
        hog.join();
        return finish(thread);
    }

    private static void parkOnce(CountDownLatch parked) {
        parked.countDown();
        LockSupport.park("once");
    }

    private static void hogUntilReleased() {
        isHogging = true;
        while (!isReleased) {
            Thread.onSpinWait();
        }
    }

    private static void await(Thread thread, Thread.State state) throws InterruptedException {
        while (thread.getState() != state) {
            Thread.sleep(1);
        }
    }

    private static long finish(Thread thread) throws InterruptedException {
        thread.join();
        return thread.getId();
    }

    private static void print(String name, List<Long> ids) {
        StringBuilder text = new StringBuilder(name).append('=');
        for (long id : ids) {
            text.append(id).append(',');
        }
        System.out.println(text);
    }
}
