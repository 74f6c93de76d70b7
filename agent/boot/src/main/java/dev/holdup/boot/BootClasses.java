package dev.holdup.boot;

import java.net.SocketTimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;

/**
 * The list of all classes of this package, and the two steps that make them fit to be called from
 * the middle of a wait: initialise everything, and run every hook once so that nothing is linked
 * later. To be done on a thread of ours before any class is woven.
 */
public final class BootClasses {
    private static final String PACKAGE = "dev.holdup.boot.";

    private static final String[] NAMES = {
        "JdkFields",
        "Words",
        "ArchiveDump",
        "Families",
        "Operations",
        "Outcomes",
        "WakeKinds",
        "Kinds",
        "Losses",
        "Limiter",
        "SelfTestLog",
        "Switch",
        "Gate",
        "Calls",
        "ParkSlots",
        "ParkHooks",
        "SocketHooks",
        "FileHooks",
        "VirtualThreads",
        "VirtualSlots",
        "VirtualRing",
        "StackBudget",
        "VirtualStarts",
        "VirtualHooks",
        "VirtualStack",
        "VirtualDrain",
        "TaskSlots",
        "TaskParts",
        "TaskRecorder",
        "ExecutorHooks",
        "ForkJoinHooks",
        "ThreadTaskHooks",
        "Targets",
        "PlainHooks",
        "TimedHooks",
        "DatagramHooks",
        "UserHooks",
        "FamilyWarmUp",
        "StillParked",
    };

    /**
     * Classes of the JDK the hooks test objects against. Loaded here, but not initialised: that
     * would read system properties an application may want to set first.
     */
    private static final String[] TESTED = {
        "java.net.InetAddress",
        "java.net.InetSocketAddress",
        "java.net.UnixDomainSocketAddress",
        "java.net.DatagramPacket",
        "java.util.concurrent.TimeUnit",
    };

    private static final Object[] EVENTS = {
        ParkEvent.class,
        WakeupEvent.class,
        CallEvent.class,
        CaptureEvent.class,
        HookEvent.class,
        LossEvent.class,
        TaskEvent.class,
        VirtualSliceEvent.class,
        VirtualBlockedEvent.class,
        VirtualStartsEvent.class,
        StillParkedEvent.class,
    };

    private BootClasses() {}

    /**
     * Initialises every class and makes the events known to JFR, which must have been initialised
     * before.
     */
    @SuppressWarnings("unchecked")
    public static void load() throws ClassNotFoundException {
        for (String name : NAMES) {
            Class.forName(PACKAGE.concat(name), true, BootClasses.class.getClassLoader());
        }
        for (String name : TESTED) {
            Class.forName(name, false, null);
        }
        for (Object event : EVENTS) {
            FlightRecorder.register((Class<? extends Event>) event);
        }
    }

    /** Names of the classes {@link #load} initialises besides the events. */
    public static String[] names() {
        return NAMES.clone();
    }

    /** The event classes. */
    public static Object[] events() {
        return EVENTS.clone();
    }

    /**
     * Runs every hook once, on the current thread and with the switch on, so that every constant is
     * resolved before an application thread comes by. What is seen goes to {@link SelfTestLog}.
     */
    public static void warmUp() {
        Thread thread = Thread.currentThread();
        Switch.selfTest(thread);
        boolean armed = Switch.armed;
        Switch.armed = true;
        try {
            warmUpPark(thread);
            warmUpCalls();
            VirtualHooks.warmUp();
            ExecutorHooks.warmUp();
            ForkJoinHooks.warmUp();
            ThreadTaskHooks.warmUp();
            Losses.reset();
        } finally {
            Switch.armed = armed;
            Switch.selfTest(null);
            SelfTestLog.clear();
        }
    }

    private static void warmUpPark(Thread thread) {
        ReentrantLock lock = new ReentrantLock();
        long ago = Math.max(1, System.nanoTime() - 3_600_000_000_000L);
        ParkHooks.owner(null);
        ParkHooks.owner(lock);
        ParkHooks.parkExit(ParkHooks.parkEnter(), 0, lock);
        ParkHooks.parkExit(ago, 0, lock);
        ParkHooks.parkNanosExit(ago, 0, lock, 1);
        ParkHooks.parkUntilExit(ago, 0, lock, 1);
        ParkHooks.parkUntilExit(ago, 1);
        ParkSlots.park(JdkFields.threadId(thread), ago);
        long act = ParkHooks.unparkEnter(thread);
        ParkHooks.unparkExit(act, ParkHooks.unparkClaim(act, thread), thread);
        ParkHooks.interruptEnter(thread);
        ParkHooks.interruptExit(ago, 1, thread, null);
    }

    private static void warmUpCalls() {
        long ago = Math.max(1, System.nanoTime() - 3_600_000_000_000L);
        Object object = new Object();
        Throwable thrown = new SocketTimeoutException();
        Calls.enter();
        SocketHooks.connectExit(ago, object, null, 0, thrown);
        SocketHooks.channelConnectExit(ago, object, null, thrown);
        SocketHooks.channelConnectExit(ago, object, null, 0, thrown);
        SocketHooks.finishConnectExit(ago, object, thrown);
        SocketHooks.acceptExit(ago, object, thrown);
        SocketHooks.channelAcceptExit(ago, object, thrown);
        SocketHooks.readExit(ago, object, 0, thrown);
        SocketHooks.writeExit(ago, object, 0, thrown);
        SocketHooks.channelReadExit(ago, object, 0, thrown);
        SocketHooks.channelReadExit(ago, object, 0, 0, thrown);
        SocketHooks.channelWriteExit(ago, object, 0, thrown);
        FileHooks.exit(ago, object, 0, thrown, Operations.FILE_READ);
        FileHooks.oneByteExit(ago, object, 0, thrown, Operations.FILE_READ);
        FileHooks.arrayExit(ago, object, null, thrown, Operations.FILE_WRITE);
        FileHooks.forceExit(ago, object, thrown, Operations.FILE_FORCE);
        FamilyWarmUp.run(ago);
        warmUpSlowPath();
    }

    /** What lies behind the gate, which a thread under self-test does not pass. */
    private static void warmUpSlowPath() {
        Gate.fenceCarrier();
        Outcomes.of(new RuntimeException());
        Calls.event(1, Operations.SOCKET_READ, new Object(), 0, null);
        Limiter.admits(Kinds.CALL, 0, System.nanoTime());
        JdkFields.isInterrupted(Thread.currentThread());
        Losses.count(Kinds.CALL, Losses.ERROR);
    }
}
