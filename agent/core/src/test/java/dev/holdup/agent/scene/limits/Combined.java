package dev.holdup.agent.scene.limits;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.ServerSocketChannel;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Exchanger;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.StampedLock;

/** Calls of the JDK that block in something else than their name says. */
final class Combined {
    private static final int SHORT = 40;
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    private Combined() {}

    static void addTo(List<Situation> all) {
        locks(all);
        results(all);
        network(all);
    }

    private static void add(
            List<Situation> all, String name, String expected, String outcome, Situation.Act act) {
        all.add(new Situation(name, expected, outcome, false, act));
    }

    private static void locks(List<Situation> all) {
        StampedLock stamped = new StampedLock();
        all.add(
                new Situation(
                        "StampedLock.readLock",
                        "LOCK_ACQUIRE",
                        "SATISFIED",
                        true,
                        stage -> {
                            stage.first(() -> {
                                long stamp = stamped.writeLock();
                                try {
                                    stage.readyAndHold();
                                } finally {
                                    stamped.unlockWrite(stamp);
                                }
                            });
                            stage.measure(() -> stamped.unlockRead(stamped.readLock()));
                        }));
        add(
                all,
                "Exchanger.exchange, timed out",
                "BARRIER_AWAIT",
                "TIMED_OUT",
                stage -> {
                    Exchanger<String> exchanger = new Exchanger<>();
                    stage.measure(() -> exchanger.exchange("", SHORT, TimeUnit.MILLISECONDS));
                });
    }

    private static void results(List<Situation> all) {
        add(
                all,
                "ExecutorService.invokeAll",
                "FUTURE_GET",
                "SATISFIED",
                stage -> {
                    ExecutorService pool = Executors.newSingleThreadExecutor();
                    stage.measure(() -> pool.invokeAll(List.of(Combined::nap)));
                    pool.shutdown();
                });
        add(
                all,
                "ForkJoinPool.invoke",
                "FUTURE_GET",
                "SATISFIED",
                stage -> {
                    ForkJoinPool pool = new ForkJoinPool(1);
                    Callable<String> nap = Combined::nap;
                    stage.measure(() -> pool.submit(nap).join());
                    pool.shutdown();
                });
        add(
                all,
                "Process.onExit().join()",
                "FUTURE_GET",
                "SATISFIED",
                stage -> {
                    Process process = new ProcessBuilder("sleep", "0.04").start();
                    stage.measure(() -> process.onExit().join());
                });
    }

    private static String nap() throws InterruptedException {
        Thread.sleep(SHORT);
        return "";
    }

    private static void network(List<Situation> all) {
        add(
                all,
                "InetAddress.isReachable",
                "SOCKET_CONNECT",
                "SATISFIED",
                stage -> stage.measure(() -> HERE.isReachable(SHORT)));
        add(
                all,
                "accept of a ServerSocketChannel's socket, timed out",
                "SOCKET_ACCEPT",
                "TIMED_OUT",
                stage -> {
                    try (ServerSocketChannel server = ServerSocketChannel.open()) {
                        server.bind(new InetSocketAddress(HERE, 0));
                        server.socket().setSoTimeout(SHORT);
                        stage.measure(() -> server.socket().accept());
                    }
                });
        add(
                all,
                "AsynchronousServerSocketChannel.accept and Future.get",
                "FUTURE_GET",
                "SATISFIED",
                stage -> {
                    try (AsynchronousServerSocketChannel server =
                            AsynchronousServerSocketChannel.open()) {
                        server.bind(new InetSocketAddress(HERE, 0));
                        InetSocketAddress address = (InetSocketAddress) server.getLocalAddress();
                        stage.later(() -> new Socket(HERE, address.getPort()).close());
                        stage.measure(() -> server.accept().get().close());
                    }
                });
    }
}
