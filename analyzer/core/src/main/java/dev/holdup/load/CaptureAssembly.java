package dev.holdup.load;

import dev.holdup.load.event.RecordingFacts;
import dev.holdup.model.CaptureInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Says what the recording could see, and tells of what it knows to have lost. */
final class CaptureAssembly {
    private final Assembly assembly;
    private final RecordingFacts facts;

    CaptureAssembly(Assembly assembly) {
        this.assembly = assembly;
        facts = assembly.rows.facts;
    }

    CaptureInfo run(boolean profiler) {
        SortedMap<String, Long> thresholds = new TreeMap<>();
        List<String> throttled = new ArrayList<>();
        for (Map.Entry<String, SortedMap<String, String>> event : facts.settings.entrySet()) {
            SortedMap<String, String> values = event.getValue();
            if (!"true".equals(values.getOrDefault("enabled", "true"))) {
                continue;
            }
            String threshold = values.get("threshold");
            if (threshold != null) {
                thresholds.put(event.getKey(), nanos(threshold));
            }
            String lock = values.get("lock");
            if (lock != null && threshold == null) {
                // async-profiler's name for it, in nanoseconds.
                thresholds.put(event.getKey(), nanos(lock + " ns"));
            }
            String throttle = values.get("throttle");
            if (throttle != null && !throttle.equals("off") && !throttle.isEmpty()) {
                throttled.add(event.getKey());
            }
        }
        if (facts.agentThresholdNanos > 0) {
            thresholds.put("dev.holdup.Park", facts.agentThresholdNanos);
            thresholds.put("dev.holdup.Call", facts.agentThresholdNanos);
        }
        List<String> missing = new ArrayList<>();
        facts.hooksMissing.forEach(
                (hook, reason) -> missing.add(reason.isEmpty() ? hook : hook + ": " + reason));
        return new CaptureInfo(
                tier(profiler),
                facts.hooksLive,
                missing,
                "none",
                thresholds,
                throttled,
                tellLosses(),
                facts.idleRules.lines().toList());
    }

    private CaptureInfo.Tier tier(boolean profiler) {
        if (facts.agent) {
            return profiler ? CaptureInfo.Tier.MIXED : CaptureInfo.Tier.AGENT;
        }
        return profiler ? CaptureInfo.Tier.ASYNC_PROFILER : CaptureInfo.Tier.PLAIN_JFR;
    }

    private long tellLosses() {
        long lost = 0;
        for (Map.Entry<String, Long> loss : facts.lossCounts.entrySet()) {
            if (loss.getValue() <= 0) {
                continue;
            }
            lost += loss.getValue();
            Long nanos = facts.lossNanos.get(loss.getKey());
            assembly.builder.addNotice(
                    "lost-events",
                    String.format(
                            Locale.ROOT,
                            "The agent did not record %d events (%s)%s.",
                            loss.getValue(),
                            loss.getKey(),
                            nanos == null
                                    ? "; how long they lasted is not known"
                                    : ", together "
                                            + nanos / 1_000_000
                                            + " ms, which show as running"));
        }
        if (facts.dataLossBytes > 0) {
            lost++;
            assembly.builder.addNotice(
                    "data-loss",
                    "The JVM dropped " + facts.dataLossBytes + " bytes of events (jdk.DataLoss).");
        }
        if (facts.cpuReadingsBusy > 0) {
            assembly.builder.addNotice(
                    "machine-busy",
                    "The machine's processors were at least 95 % busy in "
                            + facts.cpuReadingsBusy
                            + " of "
                            + facts.cpuReadings
                            + " readings (jdk.CPULoad): part of what shows as running was waiting"
                            + " for a processor.");
        }
        for (String message : facts.submitFailures) {
            assembly.builder.addNotice(
                    "virtual-thread-submit-failed",
                    "A virtual thread could not be handed to its scheduler: " + message);
        }
        return lost;
    }

    /** A threshold as JFR writes it, for instance {@code 20 ms}; 0 if it is not one. */
    static long nanos(String text) {
        String[] parts = text.strip().split(" ", -1);
        if (parts.length != 2) {
            return 0;
        }
        long factor =
                switch (parts[1]) {
                    case "us" -> 1_000;
                    case "ms" -> 1_000_000;
                    case "s" -> 1_000_000_000;
                    case "m" -> 60_000_000_000L;
                    case "h" -> 3_600_000_000_000L;
                    case "d" -> 86_400_000_000_000L;
                    default -> 1;
                };
        try {
            return Math.multiplyExact(Long.parseLong(parts[0]), factor);
        } catch (NumberFormatException | ArithmeticException e) {
            return 0;
        }
    }
}
