package dev.holdup.agent.scene.limits;

import java.lang.ref.ReferenceQueue;
import java.util.List;

/** Monitors, sleeping, joining, class initialisation. */
@SuppressWarnings({"WaitNotInLoop", "NakedNotify"}) // calls as short as they can be are the point
final class Monitors {
    private static final long SHORT = 40;

    private Monitors() {}

    static void addTo(List<Situation> all) {
        monitors(all);
        ends(all);
        add(all, "Thread.sleep", "THREAD_SLEEP", "SATISFIED", false, Monitors::sleep);
        add(
                all,
                "Thread.sleep, interrupted",
                "THREAD_SLEEP",
                "INTERRUPTED",
                true,
                stage -> {
                    Thread thread = Thread.currentThread();
                    stage.later(thread::interrupt);
                    stage.measure(() -> Thread.sleep(5_000));
                });
        threads(all);
        add(
                all,
                "class initialised by another thread",
                "CLASS_INIT",
                "SATISFIED",
                true,
                stage -> {
                    String name = Monitors.class.getName() + "$Slow" + stage.attempt();
                    stage.first(() -> {
                        Slow.ready = stage::ready;
                        Class.forName(name);
                    });
                    stage.measure(() -> Class.forName(name));
                });
        add(
                all,
                "ReferenceQueue.remove, timed out",
                "QUEUE_TAKE",
                "TIMED_OUT",
                false,
                stage -> stage.measure(() -> new ReferenceQueue<>().remove(SHORT)));
    }

    private static void add(
            List<Situation> all,
            String name,
            String expected,
            String outcome,
            boolean hasWaker,
            Situation.Act act) {
        all.add(new Situation(name, expected, outcome, hasWaker, act));
    }

    private static void sleep(Stage stage) {
        stage.measure(() -> Thread.sleep(SHORT));
    }

    private static void monitors(List<Situation> all) {
        add(
                all,
                "synchronized",
                "MONITOR_ENTER",
                "SATISFIED",
                true,
                stage -> {
                    Object monitor = new Object();
                    stage.first(() -> {
                        synchronized (monitor) {
                            stage.readyAndHold();
                        }
                    });
                    stage.measure(() -> enter(monitor));
                });
        add(
                all,
                "Object.wait, notified",
                "MONITOR_WAIT",
                "SATISFIED",
                true,
                stage -> {
                    Object monitor = new Object();
                    stage.later(() -> {
                        synchronized (monitor) {
                            monitor.notify();
                        }
                    });
                    await(stage, monitor, 0);
                });
        add(
                all,
                "Object.wait with a timeout, notified",
                "MONITOR_WAIT",
                "SATISFIED",
                true,
                stage -> {
                    Object monitor = new Object();
                    stage.later(() -> {
                        synchronized (monitor) {
                            monitor.notifyAll();
                        }
                    });
                    await(stage, monitor, 5_000);
                });
    }

    private static void ends(List<Situation> all) {
        add(
                all,
                "Object.wait, timed out",
                "MONITOR_WAIT",
                "TIMED_OUT",
                false,
                stage -> await(stage, new Object(), SHORT));
        add(
                all,
                "Object.wait, interrupted",
                "MONITOR_WAIT",
                "INTERRUPTED",
                true,
                stage -> {
                    Thread thread = Thread.currentThread();
                    stage.later(thread::interrupt);
                    await(stage, new Object(), 0);
                });
    }

    private static void enter(Object monitor) {
        synchronized (monitor) {
            monitor.notifyAll();
        }
    }

    private static void await(Stage stage, Object monitor, long millis) {
        synchronized (monitor) {
            stage.measure(() -> monitor.wait(millis));
        }
    }

    private static void threads(List<Situation> all) {
        add(
                all,
                "Thread.join",
                "THREAD_JOIN",
                "SATISFIED",
                true,
                stage -> {
                    Thread child = stage.later(() -> {});
                    stage.measure(child::join);
                });
        add(
                all,
                "Thread.join, timed out",
                "THREAD_JOIN",
                "TIMED_OUT",
                false,
                stage -> {
                    Thread child = stage.helper("child", () -> Thread.sleep(3 * SHORT));
                    stage.measure(() -> child.join(SHORT));
                });
        add(
                all,
                "Thread.join, interrupted",
                "THREAD_JOIN",
                "INTERRUPTED",
                true,
                stage -> {
                    Thread thread = Thread.currentThread();
                    Thread child = stage.helper("child", () -> Thread.sleep(3 * SHORT));
                    stage.later(thread::interrupt);
                    stage.measure(child::join);
                });
    }

    /** What the slow classes below do when they are initialised. */
    static final class Slow {
        static volatile Runnable ready = () -> {};

        private Slow() {}

        static int initialise() {
            ready.run();
            try {
                Thread.sleep(Stage.DELAY_MILLIS);
            } catch (InterruptedException unexpected) {
                throw new IllegalStateException(unexpected);
            }
            return 1;
        }
    }

    /** Initialised in the first try. */
    static final class Slow0 {
        static final int VALUE = Slow.initialise();

        private Slow0() {}
    }

    /** Initialised in the second try. */
    static final class Slow1 {
        static final int VALUE = Slow.initialise();

        private Slow1() {}
    }

    /** Initialised in the third try. */
    static final class Slow2 {
        static final int VALUE = Slow.initialise();

        private Slow2() {}
    }
}
