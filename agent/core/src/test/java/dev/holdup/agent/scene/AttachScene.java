package dev.holdup.agent.scene;

import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Parks until told otherwise: for each line on standard input it answers with one line about the
 * state it is in, and at the end of input it ends.
 */
public final class AttachScene {
    private static final AtomicLong PARKS = new AtomicLong();
    private static volatile boolean isEnding;

    private AttachScene() {}

    public static void main(String[] arguments) throws Exception {
        Thread parker = new Thread(AttachScene::parkOften, "parker");
        parker.start();
        System.out.println("ready=true");
        for (int read = System.in.read(); read >= 0; read = System.in.read()) {
            if (read == 'l') {
                System.out.println("loaders=" + agentLoaders());
            } else if (read == 'p') {
                long before = PARKS.get();
                while (PARKS.get() < before + 10) {
                    Thread.onSpinWait();
                }
                System.out.println("parked=true");
            } else if (read == 't') {
                System.out.println("threads=" + ownThreads());
            } else if (read == 'h') {
                System.out.println("hooked=" + areHooksIn());
            }
        }
        isEnding = true;
        parker.join();
    }

    private static void parkOften() {
        while (!isEnding) {
            LockSupport.parkNanos("attach", 3_000_000);
            PARKS.incrementAndGet();
        }
    }

    /** Class loaders of the agent that a full collection leaves. */
    private static long agentLoaders() throws JMException {
        String histogram =
                (String)
                        ManagementFactory.getPlatformMBeanServer()
                                .invoke(
                                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                                        "gcClassHistogram",
                                        new Object[] {new String[0]},
                                        new String[] {String[].class.getName()});
        for (String line : histogram.split("\n", -1)) {
            if (line.contains("AgentClassLoader")) {
                return Long.parseLong(line.trim().split(" +", -1)[1]);
            }
        }
        return 0;
    }

    /** Threads of the agent or of its recording's. */
    private static String ownThreads() {
        StringBuilder names = new StringBuilder();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("holdup")) {
                names.append('[').append(thread.getName()).append(']');
            }
        }
        return names.toString();
    }

    /** Arms the boot part by hand; if the original classes are back, a park does not reach it. */
    private static boolean areHooksIn() throws ReflectiveOperationException {
        Class<?> losses = Class.forName("dev.holdup.boot.Losses");
        Class<?> theSwitch = Class.forName("dev.holdup.boot.Switch");
        Method count = losses.getMethod("recordedCount", int.class);
        long before = (Long) count.invoke(null, 0);
        theSwitch.getField("armed").setBoolean(null, true);
        for (int i = 0; i < 5; i++) {
            LockSupport.parkNanos("probe", 20_000_000);
        }
        theSwitch.getField("armed").setBoolean(null, false);
        return (Long) count.invoke(null, 0) > before;
    }
}
