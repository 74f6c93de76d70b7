package dev.holdup.load.event;

import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the recording says of itself and of the JVM. Later rows replace earlier ones. */
public final class RecordingFacts {
    public String jvmVersion = "";
    public String command = "";
    public long pid;

    /** A number the recording does not have. */
    public static final long NOT_RECORDED = Long.MAX_VALUE;

    /** When the JVM was started, since 1970; of several JVMs the first one. */
    public long jvmStartEpochNanos = NOT_RECORDED;

    /** True if our agent took part. */
    public boolean agent;

    public int hooksLive;

    /** Shortest wait the agent records, 0 if not recorded. */
    public long agentThresholdNanos;

    /** Rules of the agent's user for idle waits, one a line; empty if there are none. */
    public String idleRules = "";

    /** Hooks that are not installed, with the reason. */
    public final SortedMap<String, String> hooksMissing = new TreeMap<>();

    /** When each hook was told of last: rows of a chunk come in no order. */
    private final SortedMap<String, Long> hookNanos = new TreeMap<>();

    /** Values of settings, by event and setting. */
    public final SortedMap<String, SortedMap<String, String>> settings = new TreeMap<>();

    /** Events our agent lost, cumulative, by kind. */
    public final SortedMap<String, Long> lossCounts = new TreeMap<>();

    /** Waiting time in them, cumulative, by kind; absent if not known. */
    public final SortedMap<String, Long> lossNanos = new TreeMap<>();

    /** Bytes of events the JVM dropped. */
    public long dataLossBytes;

    /** Readings of the machine's load, and those of them with nearly all processors busy. */
    public long cpuReadings;

    public long cpuReadingsBusy;

    /** Failures to hand a virtual thread to its scheduler, by message. */
    public final SortedSet<String> submitFailures = new TreeSet<>();

    /** The first thread dump and its time, empty if there is none. */
    public String firstDump = "";

    public long firstDumpNanos = Long.MAX_VALUE;

    /** The last thread dump and its time, empty if there is none. */
    public String lastDump = "";

    public long lastDumpNanos = Long.MIN_VALUE;

    /** Keeps what was said last of a hook. */
    void addHook(String hook, boolean live, String reason, long nanos) {
        Long known = hookNanos.get(hook);
        if (known != null && known > nanos) {
            return;
        }
        hookNanos.put(hook, nanos);
        if (live) {
            hooksMissing.remove(hook);
        } else {
            hooksMissing.put(hook, reason);
        }
    }

    /** Keeps a thread dump if it is the first or the last. */
    void addDump(String text, long nanos) {
        if (text.isEmpty()) {
            return;
        }
        if (nanos < firstDumpNanos) {
            firstDump = text;
            firstDumpNanos = nanos;
        }
        if (nanos > lastDumpNanos) {
            lastDump = text;
            lastDumpNanos = nanos;
        }
    }

    /** Takes over what {@code later}, of a later chunk, knows. */
    public void addAll(RecordingFacts later) {
        jvmVersion = later.jvmVersion.isEmpty() ? jvmVersion : later.jvmVersion;
        command = later.command.isEmpty() ? command : later.command;
        pid = later.pid == 0 ? pid : later.pid;
        jvmStartEpochNanos = Math.min(jvmStartEpochNanos, later.jvmStartEpochNanos);
        if (later.agent) {
            agent = true;
            hooksLive = later.hooksLive;
            agentThresholdNanos = later.agentThresholdNanos;
            idleRules = later.idleRules;
        }
        later.hookNanos.forEach((hook, nanos) ->
                addHook(
                        hook,
                        !later.hooksMissing.containsKey(hook),
                        later.hooksMissing.getOrDefault(hook, ""),
                        nanos));
        later.settings.forEach((event, values) ->
                settings.computeIfAbsent(event, e -> new TreeMap<>()).putAll(values));
        later.lossCounts.forEach((kind, count) -> lossCounts.merge(kind, count, Math::max));
        later.lossNanos.forEach((kind, nanos) -> lossNanos.merge(kind, nanos, Math::max));
        dataLossBytes += later.dataLossBytes;
        cpuReadings += later.cpuReadings;
        cpuReadingsBusy += later.cpuReadingsBusy;
        submitFailures.addAll(later.submitFailures);
        addDump(later.firstDump, later.firstDumpNanos);
        addDump(later.lastDump, later.lastDumpNanos);
    }
}
