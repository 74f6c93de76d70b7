package dev.holdup.agent.scene.limits;

import java.io.FileInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/** Waits that have not ended when the program does, all at the same time. */
@SuppressWarnings({
    "WaitNotInLoop",
    "NakedNotify",
    "LockNotBeforeTry"
}) // calls as short as they can be are the point
final class Endless {
    private static final Object MONITOR = new Object();
    private static final ReentrantLock LOCK = new ReentrantLock();

    private Endless() {}

    static void run(Kind kind) throws Exception {
        List<Situation> situations = new ArrayList<>();
        add(situations, "LockSupport.park, never ends", "PARK", s -> forever(s));
        add(
                situations,
                "ReentrantLock.lock, never ends",
                "LOCK_ACQUIRE",
                s -> s.measure(LOCK::lock));
        add(
                situations,
                "LinkedBlockingQueue.take, never ends",
                "QUEUE_TAKE",
                s -> s.measure(new LinkedBlockingQueue<String>()::take));
        add(
                situations,
                "synchronized, never ends",
                "MONITOR_ENTER",
                s -> s.measure(Endless::enter));
        add(situations, "Object.wait, never ends", "MONITOR_WAIT", s -> await(s));
        add(
                situations,
                "Thread.sleep, never ends",
                "THREAD_SLEEP",
                s -> s.measure(() -> Thread.sleep(60_000)));
        add(
                situations,
                "Thread.join, never ends",
                "THREAD_JOIN",
                s -> {
                    Thread child = s.helper("child", () -> Thread.sleep(60_000));
                    s.measure(child::join);
                });
        addInputs(situations);
        hold(kind);
        List<Stage> stages = new ArrayList<>();
        for (Situation situation : situations) {
            Stage stage = new Stage(situation.name(), 0, kind);
            LimitsScene.start(stage, situation.act());
            stages.add(stage);
        }
        Thread.sleep(300);
        for (int i = 0; i < stages.size(); i++) {
            LimitsScene.print(situations.get(i), stages.get(i));
        }
    }

    private static void addInputs(List<Situation> situations) {
        add(
                situations,
                "Socket read, never ends",
                "SOCKET_READ",
                s -> {
                    Sockets.Pair pair = new Sockets.Pair();
                    s.measure(() -> pair.client.getInputStream().read());
                });
        add(
                situations,
                "FileInputStream.read, never ends",
                "FILE_READ",
                s -> {
                    Fifo fifo = new Fifo(s);
                    s.helper(
                            "opener",
                            () -> new java.io.FileOutputStream(fifo.path.toFile()).flush());
                    FileInputStream in = new FileInputStream(fifo.path.toFile());
                    s.measure(in::read);
                });
    }

    private static void add(List<Situation> all, String name, String expected, Situation.Act act) {
        all.add(new Situation(name, expected, "UNFINISHED", false, act));
    }

    /** Keeps the lock and the monitor, on threads of their own. */
    private static void hold(Kind kind) throws InterruptedException {
        CountDownLatch held = new CountDownLatch(2);
        kind.start(
                "holder of the lock",
                () -> {
                    LOCK.lock();
                    held.countDown();
                    LockSupport.park();
                });
        kind.start(
                "holder of the monitor",
                () -> {
                    synchronized (MONITOR) {
                        held.countDown();
                        LockSupport.park();
                    }
                });
        held.await();
    }

    private static void forever(Stage stage) {
        stage.measure(LockSupport::park);
    }

    private static void enter() {
        synchronized (MONITOR) {
            MONITOR.notifyAll();
        }
    }

    private static void await(Stage stage) {
        Object monitor = new Object();
        synchronized (monitor) {
            stage.measure(monitor::wait);
        }
    }
}
