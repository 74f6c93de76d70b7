package dev.holdup.samples.examples;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.function.BooleanSupplier;

/**
 * Where the threads of one example play: a clock that starts at 0 for all, ways to run, sleep and
 * read until an instant of it, threads by name, and what they measured. Times on the clock are
 * milliseconds, times measured are {@code System.nanoTime}. Thread-safe.
 */
final class Stage implements AutoCloseable {
    private static final long LEAD_MILLIS = 60;
    private static final long NAP_MILLIS = 4;

    /** What a thread of an example does. */
    interface Work {
        void run() throws Exception;
    }

    private final String example;
    private final long zeroNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LEAD_MILLIS);
    private final ServerSocket silent;
    private final AtomicInteger met = new AtomicInteger();
    private final List<Thread> threads = new ArrayList<>();
    private final List<Span> calls = new ArrayList<>();
    private final Map<String, Turn> turns = new HashMap<>();
    private final Map<String, Span> spans = new HashMap<>();

    Stage(String example) throws IOException {
        this.example = example;
        silent = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
    }

    /** Name of a thread of this example. */
    String name(String thread) {
        return example + "." + thread;
    }

    /** Starts a thread that {@link #end} awaits. */
    void start(String name, Work work) {
        join(name, () -> runOrFail(work)).start();
    }

    /** Starts a thread the factory makes; that it waits until it runs is for the example to say. */
    void start(String name, Work work, ThreadFactory factory) {
        Thread thread = factory.newThread(() -> runOrFail(work));
        thread.setName(name(name));
        threads.add(thread);
        thread.start();
    }

    /** A thread somebody else starts and {@link #end} awaits. */
    Thread join(String name, Runnable body) {
        Thread thread = thread(name, body);
        threads.add(thread);
        return thread;
    }

    /** Starts a thread that never ends and does not keep the JVM alive. */
    void startEndless(String name, Work work) {
        Thread thread = thread(name, () -> runOrFail(work));
        thread.setDaemon(true);
        thread.start();
    }

    /** A pool whose workers have this name and a number from 1. */
    ExecutorService pool(String prefix, int size) {
        AtomicInteger number = new AtomicInteger();
        return Executors.newFixedThreadPool(
                size, work -> thread(prefix + number.incrementAndGet(), work));
    }

    private Thread thread(String name, Runnable body) {
        return new Thread(body, name(name));
    }

    static void runOrFail(Work work) {
        try {
            work.run();
        } catch (Exception e) {
            throw new IllegalStateException(Thread.currentThread().getName() + " failed", e);
        }
    }

    /** Runs until the instant. */
    void runUntil(long millis) {
        while (System.nanoTime() - nanos(millis) < 0) {
            Thread.onSpinWait();
        }
    }

    /** Runs for some milliseconds. */
    static void runFor(long millis) {
        long beginNanos = System.nanoTime();
        while (System.nanoTime() - beginNanos < TimeUnit.MILLISECONDS.toNanos(millis)) {
            Thread.onSpinWait();
        }
    }

    /** Runs until so many threads have come here. */
    void meet(int count) {
        met.incrementAndGet();
        runUntil(() -> met.get() >= count);
    }

    /** Runs until something has come about. */
    // A park would be a wait of its own where the machine is busy, and spinning keeps others off.
    @SuppressWarnings("ThreadPriorityCheck")
    static void runUntil(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.yield();
        }
    }

    /** Sleeps until the instant. */
    void sleepUntil(long millis) throws InterruptedException {
        long beginNanos = System.nanoTime();
        TimeUnit.NANOSECONDS.sleep(Math.max(1, nanos(millis) - beginNanos));
        called(Span.here("thread.sleep", beginNanos));
    }

    /** Sleeps for some milliseconds, long enough for an event. */
    void nap() throws InterruptedException {
        long beginNanos = System.nanoTime();
        TimeUnit.MILLISECONDS.sleep(NAP_MILLIS);
        called(Span.here("thread.sleep", beginNanos));
    }

    /** Reads from a peer that never answers, until the instant. */
    void readUntil(long millis) throws IOException {
        try (Socket socket = new Socket()) {
            long connectsNanos = System.nanoTime();
            socket.connect(silent.getLocalSocketAddress());
            called(Span.here("socket.connect", connectsNanos));
            long left = TimeUnit.NANOSECONDS.toMillis(nanos(millis) - System.nanoTime());
            socket.setSoTimeout((int) Math.max(1, left));
            long beginNanos = System.nanoTime();
            try {
                int answer = socket.getInputStream().read();
                throw new IOException("a silent peer: expected no answer, found " + answer);
            } catch (SocketTimeoutException asExpected) {
                called(Span.here("socket.read", beginNanos));
            }
        }
    }

    /** Has a turn with a lock. */
    void lock(Lock lock, Work work) throws Exception {
        long asksNanos = System.nanoTime();
        lock.lock();
        long getsNanos = System.nanoTime();
        long leavesNanos;
        try {
            work.run();
        } finally {
            leavesNanos = System.nanoTime();
            lock.unlock();
        }
        String thread = Thread.currentThread().getName();
        synchronized (this) {
            turns.put(thread, new Turn(thread, asksNanos, getsNanos, leavesNanos));
        }
    }

    /** Keeps a span the calling thread measured, under a key of the example. */
    synchronized void keep(String key, Span span) {
        spans.put(key, span);
    }

    /** A blocking call of a thread has ended. */
    synchronized void called(Span call) {
        calls.add(call);
    }

    /** What was kept under this key. */
    synchronized Span kept(String key) {
        Span span = spans.get(key);
        if (span == null) {
            throw new IllegalStateException(example + ": expected a span " + key + ", found none");
        }
        return span;
    }

    /** The only turn of this thread. */
    synchronized Turn turn(String thread) {
        Turn turn = turns.get(name(thread));
        if (turn == null) {
            throw new IllegalStateException(example + ": expected a turn of " + thread);
        }
        return turn;
    }

    /** Awaits all threads but the endless ones and those of pools. */
    void join() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** As {@link #join}, then {@link #shares}. */
    Shares end() throws InterruptedException {
        join();
        return shares();
    }

    /** The shares of what threads have called up to now. */
    synchronized Shares shares() {
        return new Shares(List.copyOf(calls));
    }

    @Override
    public void close() throws IOException {
        silent.close();
    }

    private long nanos(long millis) {
        return zeroNanos + TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
