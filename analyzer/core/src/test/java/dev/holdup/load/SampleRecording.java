package dev.holdup.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import jdk.jfr.EventType;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;

/** Makes real recordings of waits of every kind in the test's own JVM. */
public final class SampleRecording {
    /** Events recorded with threshold 0. */
    public static final List<String> BLOCKING =
            List.of(
                    "jdk.ThreadPark",
                    "jdk.JavaMonitorEnter",
                    "jdk.JavaMonitorWait",
                    "jdk.ThreadSleep",
                    "jdk.SocketRead",
                    "jdk.SocketWrite",
                    "jdk.FileRead",
                    "jdk.FileWrite",
                    "jdk.FileForce",
                    "jdk.VirtualThreadPinned");

    private static final List<String> OTHERS =
            List.of(
                    "jdk.ThreadStart",
                    "jdk.ThreadEnd",
                    "jdk.GarbageCollection",
                    "jdk.GCPhasePause",
                    "jdk.ExecuteVMOperation",
                    "jdk.SafepointBegin",
                    "jdk.JVMInformation",
                    "jdk.ActiveSetting",
                    "jdk.ThreadDump");

    private SampleRecording() {}

    /** Runs {@code program} while recording, and writes what was recorded to {@code file}. */
    public static Path record(Path file, Runnable program) {
        try (Recording recording = new Recording()) {
            for (String event : BLOCKING) {
                recording.enable(event).withThreshold(Duration.ZERO).with("throttle", "off");
            }
            for (String event : OTHERS) {
                recording.enable(event).withoutThreshold();
            }
            recording.start();
            program.run();
            recording.stop();
            recording.dump(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    /**
     * Records all event types, the blocking ones with threshold 0, into two chunks; with virtual
     * threads where this JVM has them.
     */
    public static Path recordEverything(Path file, Runnable program) {
        try (Recording recording = new Recording()) {
            for (EventType type : FlightRecorder.getFlightRecorder().getEventTypes()) {
                recording.enable(type.getName());
            }
            for (String event : BLOCKING) {
                recording.enable(event).withThreshold(Duration.ZERO).with("throttle", "off");
            }
            recording.enable("jdk.CPULoad").withPeriod(Duration.ofMillis(20));
            recording.start();
            program.run();
            try (Recording other = new Recording()) {
                // A second recording that starts or ends makes the JVM begin another chunk.
                other.start();
                startVirtual(30, () -> LockSupport.parkNanos(200_000));
            }
            program.run();
            recording.stop();
            recording.dump(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    /** Starts virtual threads and waits for them; does nothing before JDK 21. */
    private static void startVirtual(int count, Runnable body) {
        try {
            Method start = Thread.class.getMethod("startVirtualThread", Runnable.class);
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                threads.add((Thread) start.invoke(null, body));
            }
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (NoSuchMethodException e) {
            // This JVM has none.
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits of every kind, some of each, in several threads. */
    public static void everyKindOfWait() {
        CountDownLatch done = new CountDownLatch(5);
        Object monitor = new Object();
        ReentrantLock lock = new ReentrantLock();
        BlockingQueue<Integer> queue = new ArrayBlockingQueue<>(1);
        start("enter-ä", () -> contend(monitor, lock), done);
        start("enter-2", () -> contend(monitor, lock), done);
        start("consumer", () -> consume(queue), done);
        start("io", SampleRecording::io, done);
        try {
            for (int i = 0; i < 20; i++) {
                queue.put(i);
            }
            awaitOnce(monitor);
            Thread.sleep(3);
            Thread waiter = Thread.currentThread();
            start("last", () -> untilWaiting(waiter), done);
            done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Or all might be done before anybody waits for it. */
    private static void untilWaiting(Thread thread) {
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }

    /** The wait as such is what is wanted; nothing is waited for. */
    @SuppressWarnings("WaitNotInLoop")
    private static void awaitOnce(Object monitor) throws InterruptedException {
        synchronized (monitor) {
            monitor.wait(5);
        }
    }

    private static void start(String name, Runnable body, CountDownLatch done) {
        new Thread(
                        () -> {
                            body.run();
                            done.countDown();
                        },
                        name)
                .start();
    }

    private static void contend(Object monitor, ReentrantLock lock) {
        for (int i = 0; i < 20; i++) {
            synchronized (monitor) {
                LockSupport.parkNanos(500_000);
            }
            lock.lock();
            try {
                LockSupport.parkNanos(500_000);
            } finally {
                lock.unlock();
            }
        }
    }

    private static void consume(BlockingQueue<Integer> queue) {
        try {
            for (int i = 0; i < 20; i++) {
                queue.take();
                LockSupport.parkNanos(200_000);
            }
            // Nobody puts any more: a wait for certain.
            queue.poll(10, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void io() {
        try {
            Path file = Files.createTempFile("holdup", ".data");
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                for (int i = 0; i < 10; i++) {
                    channel.write(ByteBuffer.wrap(new byte[1000]));
                    channel.force(true);
                }
            }
            try (InputStream in = Files.newInputStream(file)) {
                in.readNBytes(5000);
            }
            Files.delete(file);
            try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                    Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
                    Socket accepted = server.accept()) {
                for (int i = 0; i < 10; i++) {
                    client.getOutputStream().write(new byte[100]);
                    accepted.getInputStream().readNBytes(100);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
