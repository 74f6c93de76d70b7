package dev.holdup.bench.capture;

import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.lang.management.ThreadMXBean;

/**
 * A known cost: burns a given share of what the rest of this process uses, so that a measurement
 * which does not find it is not worth believing.
 */
final class Burner extends Thread {
    /** Share to burn, as a decimal fraction; absent or 0 is none. */
    static final String PROPERTY = "holdup.bench.burn";

    private static final int STEP_MILLIS = 10;

    private final double share;
    private long sink;

    Burner(double share) {
        super("burner");
        this.share = share;
        setDaemon(true);
    }

    @Override
    public void run() {
        OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        if (!(system instanceof com.sun.management.OperatingSystemMXBean process)) {
            throw new IllegalStateException("burn: this JVM does not tell its CPU time");
        }
        try {
            while (true) {
                long own = threads.getCurrentThreadCpuTime();
                long goal = (long) (share * (process.getProcessCpuTime() - own));
                while (own < goal) {
                    for (int i = 0; i < 10_000; i++) {
                        sink = sink * 31 + i;
                    }
                    own = threads.getCurrentThreadCpuTime();
                }
                Thread.sleep(STEP_MILLIS);
            }
        } catch (InterruptedException stopping) {
            // Nobody interrupts it; the JVM just ends.
            throw new IllegalStateException("burned " + sink, stopping);
        }
    }
}
