package dev.holdup.agent;

import dev.holdup.agent.probe.Family;
import java.util.HashMap;
import java.util.Map;

/** Settings of our recording: our events, and those of the JDK that complete them. */
final class RecordingSettings {
    private static final String[] OURS = {
        "Park",
        "Wakeup",
        "Call",
        "Task",
        "VirtualSlice",
        "VirtualBlocked",
        "VirtualStarts",
        "StillParked",
        "Capture",
        "Hook",
        "Loss"
    };
    private static final String[] ALWAYS = {
        "jdk.ThreadEnd",
        "jdk.VirtualThreadSubmitFailed",
        "jdk.JVMInformation",
        "jdk.OSInformation",
        "jdk.CPUInformation",
        "jdk.ActiveSetting",
        "jdk.ActiveRecording",
        "jdk.DataLoss",
        "jdk.Shutdown"
    };
    private static final String[] VM = {
        "jdk.GarbageCollection",
        "jdk.GCPhasePause",
        "jdk.SafepointBegin",
        "jdk.SafepointStateSynchronization",
        "jdk.SafepointCleanup",
        "jdk.SafepointEnd",
        "jdk.ExecuteVMOperation"
    };

    private final Map<String, String> settings = new HashMap<>();

    private RecordingSettings() {}

    static Map<String, String> of(Options options) {
        RecordingSettings made = new RecordingSettings();
        for (String event : OURS) {
            made.enable("dev.holdup." + event);
        }
        made.settings.put("dev.holdup.Capture#period", "beginChunk");
        made.settings.put("dev.holdup.Hook#period", "beginChunk");
        made.settings.put("dev.holdup.Loss#period", "everyChunk");
        for (String event : ALWAYS) {
            made.enable(event);
        }
        made.enable("jdk.ThreadStart");
        made.settings.put("jdk.ThreadStart#stackTrace", "true");
        // Waits that never end have no event; the dump at the end of a chunk shows them.
        made.enable("jdk.ThreadDump");
        made.settings.put("jdk.ThreadDump#period", "endChunk");
        made.enable("jdk.CPULoad");
        made.settings.put("jdk.CPULoad#period", "1 s");
        made.timed("jdk.JavaMonitorEnter", Family.MONITOR, options);
        made.timed("jdk.JavaMonitorWait", Family.MONITOR, options);
        if (options.isOn(Family.MONITOR) && options.isOn(Family.VIRTUAL) && hasEmptyWaits()) {
            // Of a virtual thread it says how the wait ended and who notified, but not how long it
            // was: the event has no length, and every threshold would drop it.
            made.settings.put("jdk.JavaMonitorWait#threshold", "0 ns");
        }
        made.timed("jdk.ThreadSleep", Family.SLEEP, options);
        made.timed("jdk.VirtualThreadPinned", Family.PINNED, options);
        if (options.isOn(Family.NOTIFY)) {
            made.enable("jdk.JavaMonitorNotify");
            made.settings.put("jdk.JavaMonitorNotify#stackTrace", "true");
            made.settings.put("jdk.JavaMonitorNotify#threshold", "0 ns");
        }
        if (options.isOn(Family.VM)) {
            for (String event : VM) {
                made.enable(event);
                made.settings.put(event + "#threshold", "0 ns");
            }
        }
        return made.settings;
    }

    /** True where virtual threads leave their carrier to wait for monitors. */
    private static boolean hasEmptyWaits() {
        return Runtime.version().feature() >= 24;
    }

    private void timed(String event, Family family, Options options) {
        if (options.isOn(family)) {
            enable(event);
            settings.put(event + "#stackTrace", "true");
            settings.put(event + "#threshold", options.thresholdNanos(family) + " ns");
        }
    }

    private void enable(String event) {
        settings.put(event + "#enabled", "true");
    }
}
