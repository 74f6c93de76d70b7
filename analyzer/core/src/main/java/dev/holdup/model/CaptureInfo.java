package dev.holdup.model;

import java.util.List;
import java.util.SortedMap;

/**
 * What the recording could and could not see; decides what "not recorded" means.
 *
 * @param tier who recorded
 * @param hooksLive number of live hooks of the agent, 0 without one
 * @param hooksMissing names of hooks that did not find their method, with the reason
 * @param kernelLane {@code perf}, {@code proc} or {@code none}
 * @param thresholdsNanos shortest duration recorded, by event type
 * @param throttled event types of which only a part was recorded
 * @param lostEvents events known to be lost, for any reason
 * @param idleRules rules for idle waits that were given to the agent, in the words of the user
 */
public record CaptureInfo(
        Tier tier,
        int hooksLive,
        List<String> hooksMissing,
        String kernelLane,
        SortedMap<String, Long> thresholdsNanos,
        List<String> throttled,
        long lostEvents,
        List<String> idleRules) {

    /** Without rules of the user. */
    public CaptureInfo(
            Tier tier,
            int hooksLive,
            List<String> hooksMissing,
            String kernelLane,
            SortedMap<String, Long> thresholdsNanos,
            List<String> throttled,
            long lostEvents) {
        this(
                tier,
                hooksLive,
                hooksMissing,
                kernelLane,
                thresholdsNanos,
                throttled,
                lostEvents,
                List.of());
    }

    /** Who recorded. */
    public enum Tier {
        AGENT("agent"),
        PLAIN_JFR("plain-jfr"),
        ASYNC_PROFILER("async-profiler"),
        MIXED("mixed");

        private final String text;

        Tier(String text) {
            this.text = text;
        }

        /** Name in reports. */
        public String text() {
            return text;
        }
    }
}
