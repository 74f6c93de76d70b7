package dev.holdup.report;

import dev.holdup.model.CaptureInfo;
import dev.holdup.model.Notice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a recording cannot show, in words: the reader must know before trusting a zero. */
public final class Limits {
    /** What the names of the JDK's events that tell of waits and stops begin with. */
    private static final List<String> OF_WAITS =
            List.of(
                    "File",
                    "Socket",
                    "Thread",
                    "VirtualThread",
                    "JavaMonitorEnter",
                    "JavaMonitorWait",
                    "JavaMonitorNotify",
                    "Safepoint",
                    "ExecuteVMOperation",
                    "GCPhasePause");

    private Limits() {}

    /** One sentence on who recorded. */
    public static String recorder(CaptureInfo capture) {
        return switch (capture.tier()) {
            case AGENT ->
                    "Recorded by the Holdup agent, "
                            + count(capture.hooksLive(), "hook")
                            + " live.";
            case PLAIN_JFR -> "Recorded by plain JFR, without the Holdup agent.";
            case ASYNC_PROFILER -> "Recorded by async-profiler, without the Holdup agent.";
            case MIXED -> "Put together from recordings of several recorders.";
        };
    }

    /** One sentence for each limit, the gravest first; empty if nothing is known to be missing. */
    public static List<String> of(CaptureInfo capture, List<Notice> notices) {
        List<String> limits = new ArrayList<>();
        if (capture.lostEvents() > 0) {
            limits.add(
                    count(capture.lostEvents(), "event")
                            + " lost while recording: what they told counts as running or unknown.");
        }
        for (Notice notice : notices) {
            limits.add(notice.text());
        }
        if (capture.tier() == CaptureInfo.Tier.PLAIN_JFR
                || capture.tier() == CaptureInfo.Tier.ASYNC_PROFILER) {
            limits.add(
                    "Without the agent nobody records who woke a parked thread, who owned a"
                            + " java.util.concurrent lock, or what a virtual thread waited for.");
        }
        addMissingHooks(limits, capture.hooksMissing());
        addThresholds(limits, capture.thresholdsNanos());
        TreeSet<String> throttled = new TreeSet<>(capture.throttled());
        throttled.removeIf(type -> !tellsOfWaits(type));
        if (!throttled.isEmpty()) {
            limits.add(
                    "Recorded in part, and the rest counted as running: "
                            + String.join(", ", throttled)
                            + ".");
        }
        if (capture.kernelLane().equals("none")) {
            limits.add(
                    "No data of the kernel: a thread that wants a CPU and has none counts as"
                            + " running.");
        }
        return limits;
    }

    /**
     * True if events of the type tell of waits or of stops: thresholds of compilations and
     * allocations hide nothing that is asked here.
     */
    public static boolean tellsOfWaits(String type) {
        String simple = type.substring(type.lastIndexOf('.') + 1);
        for (String prefix : OF_WAITS) {
            if (simple.startsWith(prefix)) {
                return true;
            }
        }
        return type.startsWith("dev.holdup.");
    }

    private static void addThresholds(List<String> limits, Map<String, Long> thresholds) {
        Map<Long, TreeSet<String>> typesByNanos = new TreeMap<>();
        for (Map.Entry<String, Long> threshold : thresholds.entrySet()) {
            if (threshold.getValue() > 0 && tellsOfWaits(threshold.getKey())) {
                typesByNanos
                        .computeIfAbsent(threshold.getValue(), nanos -> new TreeSet<>())
                        .add(threshold.getKey());
            }
        }
        for (Map.Entry<Long, TreeSet<String>> entry : typesByNanos.entrySet()) {
            limits.add(
                    "Not recorded, and counted as running, if shorter than "
                            + DurationText.of(entry.getKey())
                            + ": "
                            + String.join(", ", entry.getValue())
                            + ".");
        }
    }

    static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /** Hooks that are missing for one reason are one limit; their names are in the JSON report. */
    private static void addMissingHooks(List<String> limits, List<String> hooks) {
        Map<String, List<String>> byReason = new LinkedHashMap<>();
        for (String hook : hooks) {
            int colon = hook.indexOf(": ");
            String reason = colon < 0 ? "" : hook.substring(colon + 2);
            byReason.computeIfAbsent(reason, key -> new ArrayList<>()).add(hook);
        }
        byReason.forEach((reason, same) -> {
            String first = same.get(0);
            if (same.size() == 1) {
                limits.add("Hook not live: " + first + ".");
            } else {
                String name = reason.isEmpty() ? first : first.split(": ", 2)[0];
                String why = reason.isEmpty() ? "" : ": " + reason;
                limits.add(same.size() + " hooks not live, among them " + name + why + ".");
            }
        });
    }
}
