package dev.holdup.agent.scene.limits;

import java.util.ArrayList;
import java.util.List;

/**
 * Blocks in every way there is, one after the other, each a few times on a thread of its own, and
 * prints what a recording should say of it: {@code row, expected, outcome, try, nanoseconds}, ids
 * of the thread, of its waker, and of another thread, 0 for none, with tabs between. {@code
 * scene.virtual} decides the kind of the threads.
 */
public final class LimitsScene {
    private static final int TRIES = 3;
    private static final long PATIENCE_MILLIS = 10_000;

    private LimitsScene() {}

    public static void main(String[] arguments) throws Exception {
        Kind kind = new Kind(Boolean.getBoolean("scene.virtual"));
        List<Situation> situations = new ArrayList<>();
        Locks.addTo(situations);
        Queues.addTo(situations);
        Monitors.addTo(situations);
        Sockets.addTo(situations);
        Channels.addTo(situations);
        FileCalls.addTo(situations);
        Pipes.addTo(situations);
        Tasks.addTo(situations);
        Combined.addTo(situations);
        for (Situation situation : situations) {
            for (int attempt = 0; attempt < TRIES; attempt++) {
                Stage stage = new Stage(situation.name(), attempt, kind);
                Thread thread = start(stage, situation.act());
                thread.join(PATIENCE_MILLIS);
                if (thread.isAlive()) {
                    throw new IllegalStateException("never ended: " + stage.threadName());
                }
                stage.clear();
                print(situation, stage);
            }
        }
        Endless.run(kind);
        System.exit(0);
    }

    /** Starts the thread of a situation. */
    static Thread start(Stage stage, Situation.Act act) {
        return stage.kind()
                .start(
                        stage.threadName(),
                        () -> {
                            try {
                                act.run(stage);
                            } catch (Exception unexpected) {
                                System.err.println(
                                        Thread.currentThread().getName() + ": " + unexpected);
                            }
                        });
    }

    /** Prints what a recording should say of a situation. */
    static void print(Situation situation, Stage stage) {
        System.out.println(
                String.join(
                        "\t",
                        "situation",
                        situation.name(),
                        situation.expected(),
                        situation.outcome(),
                        String.valueOf(stage.attempt()),
                        String.valueOf(stage.nanos()),
                        String.valueOf(stage.thread()),
                        situation.hasWaker() ? String.valueOf(stage.waker()) : "0",
                        String.valueOf(stage.other())));
    }
}
