package dev.holdup.agent;

import dev.holdup.agent.probe.Family;
import dev.holdup.agent.probe.Hook;
import dev.holdup.agent.probe.ProbeCatalog;
import dev.holdup.agent.weave.HookInstaller;
import dev.holdup.agent.weave.HookStatus;
import dev.holdup.boot.ArchiveDump;
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
import org.jspecify.annotations.Nullable;

/**
 * From putting the hooks in to taking them out again. The start has an order that matters:
 *
 * <ol>
 *   <li>JFR, before anything of the JDK is changed
 *   <li>boot part: open what it reads, load it, run every hook once
 *   <li>weave, in one batch, hooks still switched off
 *   <li>self-test: if a hook does not fire, everything has to be taken out again
 *   <li>recording
 *   <li>arm
 * </ol>
 */
final class AgentSession {
    private final Options options;
    private final Instrumentation instrumentation;
    private final HookInstaller installer;
    private final CapabilityRecord capability;
    private final boolean attached;
    private @Nullable OwnRecording recording;
    private @Nullable Exit exit;
    private boolean isDraining;

    AgentSession(Options options, Instrumentation instrumentation, boolean attached) {
        this.options = options;
        this.instrumentation = instrumentation;
        this.attached = attached;
        this.installer = new HookInstaller(instrumentation);
        this.capability = new CapabilityRecord(options, installer.status(), attached);
    }

    /**
     * Puts the hooks in and starts recording.
     *
     * @return why it cannot, empty if it does; {@link #leave} has to be called then
     */
    String start() throws Exception {
        PhaseTimes times = new PhaseTimes();
        setStackDepth();
        initialiseJfr(); // (1)
        times.done("JFR");
        openJdk(instrumentation); // (2)
        if (ArchiveDump.isOn()) {
            return "this JVM is writing a class-data archive or an AOT cache, into which woven"
                    + " classes cannot go";
        }
        BootClasses.load();
        BootClasses.warmUp();
        times.done("boot part");
        installer.install(wantedHooks(options, installer.status()), options.probes()); // (3)
        times.done("hooks");
        SelfTest.lowerThresholds();
        if (options.hasSelfTest()) { // (4)
            List<String> missing = SelfTest.run(options, attached);
            if (!missing.isEmpty()) {
                return "the self-test did not see " + String.join(", ", missing);
            }
        }
        times.done("self-test");
        configure(options);
        capability.register();
        OwnRecording started = OwnRecording.start(options, OutputFile.of(options)); // (5)
        recording = started;
        times.done("recording");
        if (hasLiveHook(Families.VIRTUAL)) {
            UnfinishedWaits.prepare(instrumentation);
            VirtualDrain.start(options.stackDepth());
            isDraining = true;
        }
        excludeOwnThreads();
        Exit hook = new Exit(options, started);
        Runtime.getRuntime().addShutdownHook(hook);
        exit = hook;
        Losses.reset();
        VirtualHooks.reset();
        ExecutorHooks.reset();
        ForkJoinHooks.reset();
        ThreadTaskHooks.reset();
        Switch.armed = true; // (6)
        if (!started.isRunning()) {
            // Its duration was over before; then nobody is left to switch the hooks off.
            Switch.armed = false;
        }
        times.done("rest");
        times.publish("start");
        return "";
    }

    boolean isRecording() {
        return recording != null;
    }

    /** File that is or was being written. */
    File file() {
        OwnRecording current = recording;
        return current == null ? OutputFile.of(options) : current.file();
    }

    /**
     * Ends the recording and writes its file; the hooks stay, switched off.
     *
     * @return what was recorded, as at exit
     */
    String stop(PhaseTimes times) throws InterruptedException {
        OwnRecording current = recording;
        Switch.armed = false;
        stopDraining();
        times.done("drain");
        capability.end();
        recording = null;
        if (current == null) {
            return "nothing was recorded";
        }
        current.finish();
        removeExit();
        String report = ExitReport.of(current.file());
        times.done("recording");
        return report;
    }

    /** Takes out of the JVM whatever is in it, as far as that goes; the boot part stays, inert. */
    void leave(PhaseTimes times) throws InterruptedException {
        Switch.armed = false;
        stopDraining();
        OwnRecording current = recording;
        recording = null;
        if (current != null) {
            current.finish();
        }
        capability.unregister();
        removeExit();
        installer.uninstall();
        times.done("hooks out");
    }

    /** On a Java without virtual threads there is nothing to drain and no thread to do it. */
    private boolean hasLiveHook(int family) {
        for (HookStatus.Entry entry : installer.status().entries()) {
            if (entry.isLive() && entry.hook().family() == family) {
                return true;
            }
        }
        return false;
    }

    private void stopDraining() throws InterruptedException {
        if (isDraining) {
            isDraining = false;
            VirtualDrain.stop();
        }
    }

    private void removeExit() {
        Exit hook = exit;
        exit = null;
        if (hook != null) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException alreadyExiting) {
                // Then it runs, and finds the recording closed.
            }
        }
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

    /** JFR takes the depth of stacks for all events at once, and only before it starts. */
    private void setStackDepth() throws ReflectiveOperationException {
        if (options.stackDepth() == Options.JFR_STACK_DEPTH) {
            return;
        }
        if (FlightRecorder.isInitialized()) {
            AgentMain.say("stack: JFR is in use in this JVM already, so its depth stays as it is");
            return;
        }
        instrumentation.redefineModule(
                FlightRecorder.class.getModule(),
                Collections.<Module>emptySet(),
                Map.of("jdk.jfr.internal", Set.of(AgentSession.class.getModule())),
                Collections.<String, Set<Module>>emptyMap(),
                Collections.<Class<?>>emptySet(),
                Collections.<Class<?>, List<Class<?>>>emptyMap());
        Class.forName("jdk.jfr.internal.Options", true, null)
                .getMethod("setStackDepth", Integer.class)
                .invoke(null, options.stackDepth());
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
        List<Thread> threads = PlatformThreads.all();
        long[] excluded = new long[threads.size()];
        int size = 0;
        for (Thread thread : threads) {
            if (thread.getName().startsWith("JFR ") || thread.getName().startsWith("holdup ")) {
                excluded[size++] = thread.getId();
            }
        }
        Switch.exclude(Arrays.copyOf(excluded, size));
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
                    AgentMain.say(ExitReport.of(file));
                }
            } catch (Throwable failure) {
                AgentMain.say("the recording could not be finished: " + failure);
            }
        }
    }
}
