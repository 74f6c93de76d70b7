package dev.holdup.agent;

import dev.holdup.agent.probe.Family;
import dev.holdup.boot.Families;
import dev.holdup.boot.Operations;
import dev.holdup.boot.SelfTestLog;
import dev.holdup.boot.Switch;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs known blocking calls on a thread of its own and looks whether their hooks fire. It keeps to
 * calls that initialise nothing an application may want to configure first: no network, no {@code
 * java.nio}. Nothing of it is recorded.
 */
final class SelfTest {
    private static final long PATIENCE_MILLIS = 5_000;
    private static final long PARK_NANOS = 20_000;

    private SelfTest() {}

    /** What should have been seen and was not; empty if all is well. */
    static List<String> run(Options options) throws InterruptedException {
        Calls calls = new Calls(options.isOn(Family.PARK), options.isOn(Family.FILE));
        Thread thread = new Thread(null, calls, "holdup self-test", 0, false);
        thread.setDaemon(true);
        SelfTestLog.clear();
        Switch.selfTest(thread);
        Switch.armed = true;
        try {
            thread.start();
            thread.join(PATIENCE_MILLIS);
        } finally {
            Switch.armed = false;
            Switch.selfTest(null);
        }
        List<String> missing = new ArrayList<>();
        if (thread.isAlive()) {
            missing.add("the test's calls returned in time");
        }
        if (options.isOn(Family.PARK)) {
            check(missing, Operations.PARK, "park");
            check(missing, SelfTestLog.WAKEUP, "unpark");
        }
        if (options.isOn(Family.FILE)) {
            check(missing, Operations.FILE_READ, "file read");
        }
        return missing;
    }

    private static void check(List<String> missing, int operation, String what) {
        if (!SelfTestLog.saw(operation)) {
            missing.add(what);
        }
    }

    /** Sets every threshold to zero, so that the test's calls need not be slow. */
    static void lowerThresholds() {
        for (int family = 0; family < Families.COUNT; family++) {
            Families.setThreshold(family, 0);
        }
    }

    private static final class Calls implements Runnable {
        private final boolean parks;
        private final boolean reads;

        private Calls(boolean parks, boolean reads) {
            this.parks = parks;
            this.reads = reads;
        }

        @Override
        public void run() {
            if (parks) {
                LockSupport.parkNanos(this, PARK_NANOS);
                Thread helper = new Thread(null, new Parked(), "holdup self-test helper", 0, false);
                helper.setDaemon(true);
                helper.start();
                while (helper.getState() != Thread.State.WAITING && helper.isAlive()) {
                    Thread.onSpinWait();
                }
                LockSupport.unpark(helper);
            }
            if (reads) {
                File java = new File(System.getProperty("java.home", ""), "release");
                try (FileInputStream in = new FileInputStream(java)) {
                    in.read();
                } catch (IOException noSuchFile) {
                    // Then the read was not seen, which is what is reported.
                }
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
}
