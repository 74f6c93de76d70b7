package dev.holdup.vocabulary;

import java.util.List;

/** Events of other profilers we read; a test holds the list against the readers. */
final class ProfilerEvents {
    static final List<EventType> ALL =
            List.of(
                    new EventType(
                            "datadog.ExecutionSample",
                            EventType.Writer.DATADOG,
                            "1.0",
                            "A thread was seen using the CPU.",
                            List.of()));

    private ProfilerEvents() {}
}
