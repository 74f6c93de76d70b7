package dev.holdup.agent;

import dev.holdup.agent.probe.Family;
import dev.holdup.boot.Families;
import dev.holdup.boot.Operations;
import dev.holdup.boot.SelfTestLog;
import dev.holdup.boot.Switch;
import dev.holdup.boot.VirtualDrain;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs known blocking calls on threads of its own and looks whether their hooks fire. Before {@code
 * main} it keeps to calls that initialise nothing an application may want to configure first: no
 * network, no {@code java.nio}, no virtual threads, whose properties programs set in {@code main}.
 * In a JVM that runs already, or if asked for, it goes on to those. Nothing of it is recorded.
 */
final class SelfTest {
    private static final long PATIENCE_MILLIS = 5_000;
    private static final long PARK_NANOS = 20_000;
    private static final int FIRST_WITH_VIRTUAL_HOOKS = 24;

    private final Options options;
    private final boolean isWide;
    private final List<String> missing = new ArrayList<>();

    private SelfTest(Options options, boolean isWide) {
        this.options = options;
        this.isWide = isWide;
    }

    /**
     * What should have been seen and was not; empty if all is well.
     *
     * @param attached true if the application runs already
     */
    static List<String> run(Options options, boolean attached) throws InterruptedException {
        SelfTest test = new SelfTest(options, attached || options.hasWideSelfTest());
        SelfTestLog.clear();
        Switch.armed = true;
        try {
            test.run();
        } finally {
            Switch.armed = false;
            Switch.selfTest(null);
            VirtualDrain.discard(0);
        }
        return test.missing;
    }

    private void run() throws InterruptedException {
        boolean returned = on(new FileRead());
        check(Family.FILE, Operations.FILE_READ, "file read");
        if (!on(new Calls()) || !returned) {
            missing.add("the test's calls returned in time");
        }
        check(Family.PARK, Operations.PARK, "park");
        check(Family.PARK, SelfTestLog.WAKEUP, "unpark");
        if (options.isOn(Family.EXECUTOR)) {
            handOff();
            check(Family.EXECUTOR, SelfTestLog.TASK, "task of an executor");
        }
        if (isWide) {
            Sockets sockets = new Sockets();
            on(sockets);
            // Where there is no network not even its hooks can be tried.
            if (sockets.isDone) {
                check(Family.SOCKET, Operations.SOCKET_CONNECT, "socket connect");
                check(Family.SOCKET, Operations.SOCKET_ACCEPT, "socket accept");
                check(Family.SOCKET, Operations.SOCKET_WRITE, "socket write");
                check(Family.SOCKET, Operations.SOCKET_READ, "socket read");
                check(Family.SELECTOR, Operations.SELECTOR_SELECT, "select");
            }
            virtualThread();
        }
    }

    private static boolean on(Runnable calls) throws InterruptedException {
        Thread thread = new Thread(null, calls, "holdup self-test", 0, false);
        thread.setDaemon(true);
        Switch.selfTest(thread);
        thread.start();
        thread.join(PATIENCE_MILLIS);
        Switch.selfTest(null);
        return !thread.isAlive();
    }

    private void check(Family family, int operation, String what) {
        if (options.isOn(family) && !SelfTestLog.saw(operation)) {
            missing.add(what);
        }
    }

    /** A task is told of by the thread that ran it. */
    private static void handOff() throws InterruptedException {
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(
                        1, 1, 0, TimeUnit.NANOSECONDS, new LinkedBlockingQueue<>(), new Workers());
        pool.execute(new Nothing());
        pool.shutdown();
        pool.awaitTermination(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        Switch.selfTest(null);
    }

    private void virtualThread() throws InterruptedException {
        if (!options.isOn(Family.VIRTUAL)
                || Runtime.version().feature() < FIRST_WITH_VIRTUAL_HOOKS) {
            return;
        }
        VirtualDrain.discard(0);
        try {
            Thread thread =
                    (Thread)
                            Thread.class
                                    .getMethod("startVirtualThread", Runnable.class)
                                    .invoke(null, new Nothing());
            thread.join(PATIENCE_MILLIS);
            // Its end is noted by its carrier, after whoever waits for it was woken.
            long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
            int seen = 0;
            while (seen == 0 && System.nanoTime() - end < 0) {
                Thread.sleep(1);
                seen = VirtualDrain.discard(thread.getId());
            }
            if (seen == 0) {
                missing.add("virtual thread on its carrier");
            }
        } catch (ReflectiveOperationException notInThisJdk) {
            missing.add("virtual thread: " + notInThisJdk);
        }
    }

    /** Sets every threshold to zero, so that the test's calls need not be slow. */
    static void lowerThresholds() {
        for (int family = 0; family < Families.COUNT; family++) {
            Families.setThreshold(family, 0);
        }
    }

    /** Does nothing. */
    private static final class Nothing implements Runnable {
        @Override
        public void run() {
            // To have been run is all.
        }
    }

    /** Makes the one worker the thread under test. */
    private static final class Workers implements ThreadFactory {
        @Override
        public Thread newThread(Runnable work) {
            Thread worker = new Thread(null, work, "holdup self-test worker", 0, false);
            worker.setDaemon(true);
            Switch.selfTest(worker);
            return worker;
        }
    }

    private final class Calls implements Runnable {
        @Override
        public void run() {
            if (options.isOn(Family.PARK)) {
                LockSupport.parkNanos(this, PARK_NANOS);
                Thread helper = new Thread(null, new Parked(), "holdup self-test helper", 0, false);
                helper.setDaemon(true);
                helper.start();
                while (helper.getState() != Thread.State.WAITING && helper.isAlive()) {
                    Thread.onSpinWait();
                }
                LockSupport.unpark(helper);
            }
        }
    }

    /**
     * Reads one byte. Loading a class of the agent reads its jar, on whatever thread needs it, so
     * what was seen until then is forgotten.
     */
    private final class FileRead implements Runnable {
        @Override
        public void run() {
            if (!options.isOn(Family.FILE)) {
                return;
            }
            File java = new File(System.getProperty("java.home", ""), "release");
            try (FileInputStream in = new FileInputStream(java)) {
                SelfTestLog.clear();
                in.read();
            } catch (IOException noSuchFile) {
                // Then the read was not seen, which is what is reported.
            }
        }
    }

    /** Parks until woken; the permit is given once, so it parks at most twice. */
    private static final class Parked implements Runnable {
        @Override
        public void run() {
            LockSupport.park(this);
        }
    }

    /** One byte over loopback, and a look at a selector. */
    private static final class Sockets implements Runnable {
        private volatile boolean isDone;

        @Override
        public void run() {
            InetAddress here = InetAddress.getLoopbackAddress();
            try (ServerSocket server = new ServerSocket(0, 1, here);
                    Socket client = new Socket(here, server.getLocalPort());
                    Socket peer = server.accept();
                    Selector selector = Selector.open()) {
                client.getOutputStream().write(1);
                peer.getInputStream().read();
                selector.selectNow();
                isDone = true;
            } catch (IOException noNetwork) {
                isDone = false;
            }
        }
    }
}
