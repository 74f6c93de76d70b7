package dev.holdup.samples.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A program keeps many small objects alive and has the whole heap collected again and again by a
 * collector that stops everyone. Run with {@code -XX:+UseSerialGC -Xmx400m}.
 *
 * <p>What to look for: "request-1" and "request-2", which touch nothing of it, are STOPPED_VM; the
 * culprit is the VM's collection, not a thread.
 */
public final class GcPause {
    private static final int LIVE_OBJECTS = 6_000_000;
    private static final int COLLECTIONS = 10;

    private GcPause() {}

    public static void main(String[] args) throws InterruptedException {
        List<int[]> live = new ArrayList<>(LIVE_OBJECTS);
        for (int i = 0; i < LIVE_OBJECTS; i++) {
            live.add(new int[4]);
        }
        AtomicBoolean done = new AtomicBoolean();
        Crew crew = new Crew();
        crew.start("request-1", () -> compute(done));
        crew.start("request-2", () -> compute(done));
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        done.set(true);
        crew.join();
        if (live.size() != LIVE_OBJECTS) {
            throw new IllegalStateException("the live objects have to stay alive until here");
        }
    }

    private static void compute(AtomicBoolean done) {
        while (!done.get()) {
            Thread.onSpinWait();
        }
    }
}
