package dev.holdup.bench.capture;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The calls the agent hooks, one at a time. {@link HookRuns} runs them with it and without. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
public class HookBenchmarks {
    private static final int EXCHANGES = 2_000;

    private Path file = Path.of("");
    private ThreadPoolExecutor pool = newPool();
    private final AtomicInteger done = new AtomicInteger();

    private static ThreadPoolExecutor newPool() {
        return new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
    }

    /** Switches the hooks off if that is what is measured. */
    @Setup
    public void prepare() throws IOException, ReflectiveOperationException {
        if (Boolean.getBoolean(HookRuns.DISARM)) {
            Class.forName("dev.holdup.boot.Switch", true, null)
                    .getField("armed")
                    .setBoolean(null, false);
        }
        file = Files.write(Files.createTempFile("hook", ".bin"), new byte[4096]);
        pool.prestartAllCoreThreads();
    }

    @TearDown
    public void tearDown() throws IOException {
        pool.shutdown();
        Files.delete(file);
    }

    /** A park that finds its permit. */
    @Benchmark
    public void parkWithPermit() {
        LockSupport.unpark(Thread.currentThread());
        LockSupport.park(this);
    }

    /** Two platform threads that park for each other; one operation is there and back. */
    @Benchmark
    @OperationsPerInvocation(EXCHANGES)
    public void platformPingPong() throws InterruptedException {
        PingPong game = new PingPong();
        Thread second = new Thread(game::second);
        Thread first = new Thread(game::first);
        game.play(first, second);
        second.start();
        first.start();
        first.join();
        second.join();
    }

    /** The same with virtual threads. */
    @Benchmark
    @OperationsPerInvocation(EXCHANGES)
    public void virtualPingPong() throws InterruptedException {
        PingPong game = new PingPong();
        Thread second = VirtualThreads.start(game::second);
        Thread first = VirtualThreads.start(game::first);
        game.play(first, second);
        first.join();
        second.join();
    }

    /** One byte there and back over a loopback connection. */
    @Benchmark
    @OperationsPerInvocation(EXCHANGES)
    public void socketRoundTrip() throws Exception {
        try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread echo = new Thread(() -> echo(listening), "echo");
            echo.start();
            try (Socket socket = new Socket(listening.getInetAddress(), listening.getLocalPort())) {
                socket.setTcpNoDelay(true);
                InputStream in = socket.getInputStream();
                OutputStream out = socket.getOutputStream();
                for (int i = 0; i < EXCHANGES; i++) {
                    out.write(1);
                    if (in.read() != 1) {
                        throw new IOException("echo: expected 1");
                    }
                }
            }
            echo.join();
        }
    }

    private static void echo(ServerSocket listening) {
        try (Socket socket = listening.accept()) {
            socket.setTcpNoDelay(true);
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            for (int read = in.read(); read >= 0; read = in.read()) {
                out.write(read);
            }
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Sixteen bytes of a cached file. */
    @Benchmark
    @OperationsPerInvocation(256)
    public int fileRead16() throws IOException {
        byte[] buffer = new byte[16];
        int read = 0;
        try (FileInputStream in = new FileInputStream(file.toFile())) {
            for (int i = 0; i < 256; i++) {
                read += in.read(buffer);
            }
        }
        return read;
    }

    /** Tasks handed to a pool of one thread, and waited for together. */
    @Benchmark
    @OperationsPerInvocation(EXCHANGES)
    public void poolExecute() {
        done.set(0);
        for (int i = 0; i < EXCHANGES; i++) {
            pool.execute(done::incrementAndGet);
        }
        while (done.get() < EXCHANGES) {
            Thread.onSpinWait();
        }
    }

    /** A task handed to a pool of one thread and its result waited for. */
    @Benchmark
    public Object poolSubmitGet() throws InterruptedException, ExecutionException {
        return pool.submit(() -> this).get();
    }

    /** Two threads in turn. */
    private static final class PingPong {
        private volatile int turn;
        private volatile Thread first = Thread.currentThread();
        private volatile Thread second = Thread.currentThread();
        private volatile boolean isReady;

        private void play(Thread one, Thread other) {
            first = one;
            second = other;
            isReady = true;
        }

        private void first() {
            for (int i = 0; i < EXCHANGES; i++) {
                await(2 * i);
                turn = 2 * i + 1;
                LockSupport.unpark(second);
            }
        }

        private void second() {
            for (int i = 0; i < EXCHANGES; i++) {
                await(2 * i + 1);
                turn = 2 * i + 2;
                LockSupport.unpark(first);
            }
        }

        private void await(int wanted) {
            while (!isReady) {
                Thread.onSpinWait();
            }
            while (turn != wanted) {
                LockSupport.park(this);
            }
        }
    }
}
