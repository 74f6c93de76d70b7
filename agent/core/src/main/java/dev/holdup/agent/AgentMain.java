package dev.holdup.agent;

import dev.holdup.agent.probe.Family;
import dev.holdup.agent.probe.Hook;
import dev.holdup.agent.probe.ProbeCatalog;
import dev.holdup.agent.weave.HookInstaller;
import dev.holdup.agent.weave.HookStatus;
import dev.holdup.boot.BootClasses;
import dev.holdup.boot.ExecutorHooks;
import dev.holdup.boot.Families;
import dev.holdup.boot.ForkJoinHooks;
import dev.holdup.boot.Kinds;
import dev.holdup.boot.Limiter;
import dev.holdup.boot.Losses;
import dev.holdup.boot.Switch;
import dev.holdup.boot.ThreadTaskHooks;
import dev.holdup.boot.VirtualDrain;
import dev.holdup.boot.VirtualHooks;
import java.io.File;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jdk.jfr.FlightRecorder;

/**
 * Start of the agent, in an order that matters:
 *
 * <ol>
 *   <li>options: if one is wrong, nothing at all is touched
 *   <li>JFR, before anything of the JDK is changed
 *   <li>boot part: open what it reads, load it, run every hook once
 *   <li>weave, in one batch, hooks still switched off
 *   <li>self-test: if a hook does not fire, take everything out again
 *   <li>recording
 *   <li>arm
 * </ol>
 */
public final class AgentMain {

    private AgentMain() {}

    /** Called by {@link HoldupAgent}, which catches whatever this throws. */
    public static void start(String text, Instrumentation instrumentation, boolean attached)
            throws Exception {
        Options options;
        try {
            options = Options.parse(text); // (1)
        } catch (OptionException wrong) {
            say("the agent is off, the application runs without it: " + wrong.getMessage());
            return;
        }
        if (ModuleLayer.boot().findModule("jdk.jfr").isEmpty()) {
            say(
                    "the agent is off, the application runs without it: this JVM runs without the"
                            + " module jdk.jfr; add it with --add-modules jdk.jfr");
            return;
        }
        if (!claim()) {
            say("the agent is in this JVM already; the second one does nothing");
            return;
        }
        initialiseJfr(); // (2)
        openJdk(instrumentation); // (3)
        BootClasses.load();
        BootClasses.warmUp();
        HookInstaller installer = new HookInstaller(instrumentation);
        installer.install(wantedHooks(options, installer.status())); // (4)
        SelfTest.lowerThresholds();
        if (options.hasSelfTest()) { // (5)
            List<String> missing = SelfTest.run(options);
            if (!missing.isEmpty()) {
                installer.uninstall();
                say(
                        "the agent is off, the application runs without it: the self-test did not"
                                + " see "
                                + String.join(", ", missing));
                return;
            }
        }
        configure(options);
        CapabilityRecord capability = new CapabilityRecord(options, installer.status(), attached);
        capability.register();
        OwnRecording recording = OwnRecording.start(options, OutputFile.of(options)); // (6)
        VirtualDrain.start(options.stackDepth());
        excludeOwnThreads();
        Runtime.getRuntime().addShutdownHook(new Exit(options, recording));
        Losses.reset();
        VirtualHooks.reset();
        ExecutorHooks.reset();
        ForkJoinHooks.reset();
        ThreadTaskHooks.reset();
        Switch.armed = true; // (7)
    }

    /** True for the first agent in this JVM. */
    private static boolean claim() {
        // Through the system properties' lock, since agents are loaded by different loaders.
        return System.getProperties().putIfAbsent("dev.holdup.agent", Version.TEXT) == null;
    }

    /**
     * Before JDK 22 the first use of JFR can deadlock with the first use of an event of the JDK
     * itself (JDK-8371889), unless the class that holds those is initialised early. But not before
     * JFR: on 17 it would keep the null it finds, and every exception would end in the next.
     */
    private static void initialiseJfr() {
        FlightRecorder.getFlightRecorder();
        int feature = Runtime.version().feature();
        String holder =
                feature <= 18 ? "jdk.jfr.events.Handlers" : "jdk.jfr.events.EventConfigurations";
        if (feature < 22) {
            try {
                Class.forName(holder, true, null);
            } catch (ClassNotFoundException | LinkageError notThere) {
                // An update without the class is an update without the deadlock.
            }
        }
    }

    /** Lets the boot part read the few fields of the JDK it needs. */
    private static void openJdk(Instrumentation instrumentation) throws ClassNotFoundException {
        Module boot = Class.forName("dev.holdup.boot.Switch", false, null).getModule();
        instrumentation.redefineModule(
                Object.class.getModule(),
                Collections.<Module>emptySet(),
                Map.of("jdk.internal.misc", Set.of(boot)),
                Collections.<String, Set<Module>>emptyMap(),
                Collections.<Class<?>>emptySet(),
                Collections.<Class<?>, List<Class<?>>>emptyMap());
    }

    private static List<Hook> wantedHooks(Options options, HookStatus status) {
        int feature = Runtime.version().feature();
        List<Hook> wanted = new ArrayList<>();
        for (Hook hook : ProbeCatalog.all()) {
            Family family = Family.ofNumber(hook.family());
            if (!hook.isFor(feature)) {
                if (hook.family() == Families.VIRTUAL && family != null) {
                    status.missing(hook, "needs Java " + hook.since() + " or newer");
                }
                continue;
            }
            if (family != null && !options.isOn(family)) {
                status.missing(hook, "switched off by option " + family.text() + "=off");
            } else {
                wanted.add(hook);
            }
        }
        return wanted;
    }

    private static void configure(Options options) {
        for (int number = 0; number < Families.COUNT; number++) {
            Families.setThreshold(number, options.thresholdNanos());
        }
        for (Family family : Family.values()) {
            if (family.isHooked()) {
                Families.setThreshold(family.number(), options.thresholdNanos(family));
            }
        }
        for (int kind = 0; kind < Kinds.COUNT; kind++) {
            Limiter.setRate(kind, options.ratePerSecond());
        }
    }

    /** Waits of JFR's threads are not the application's. */
    private static void excludeOwnThreads() {
        Thread[] threads = new Thread[Thread.activeCount() + 64];
        ThreadGroup root = Thread.currentThread().getThreadGroup();
        while (root.getParent() != null) {
            root = root.getParent();
        }
        int count = root.enumerate(threads, true);
        long[] excluded = new long[count];
        int size = 0;
        for (int i = 0; i < count; i++) {
            if (threads[i].getName().startsWith("JFR ")
                    || threads[i].getName().startsWith("holdup ")) {
                excluded[size++] = threads[i].getId();
            }
        }
        Switch.exclude(Arrays.copyOf(excluded, size));
    }

    @PrintsToConsole
    static void say(String what) {
        System.err.println("holdup: " + what);
    }

    /** Says in one line what was recorded and where it is. */
    private static final class Exit extends Thread {
        private final Options options;
        private final OwnRecording recording;

        private Exit(Options options, OwnRecording recording) {
            super(null, null, "holdup exit", 0, false);
            this.options = options;
            this.recording = recording;
        }

        @Override
        public void run() {
            try {
                Switch.armed = false;
                File file = recording.awaitFile();
                if (!options.isQuiet()) {
                    say(ExitReport.of(file));
                }
            } catch (Throwable failure) {
                say("the recording could not be finished: " + failure);
            }
        }
    }
}
