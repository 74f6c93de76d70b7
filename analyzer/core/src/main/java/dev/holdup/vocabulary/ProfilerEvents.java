package dev.holdup.vocabulary;

import java.util.List;

/** Events of other profilers we read; a test holds the list against the readers. */
final class ProfilerEvents {
    static final List<EventType> ALL =
            List.of(
                    new EventType(
                            "profiler.WallClockSample",
                            EventType.Writer.ASYNC_PROFILER,
                            "3.0",
                            "A thread was seen by a wall clock; two sleeping in a row, at one"
                                    + " place, make an inferred wait.",
                            List.of(
                                    field("sampledThread", "Thread", "", "the thread"),
                                    field("state", "ThreadState", "", "running or sleeping"),
                                    field("samples", "int", "", "looks in a row, all the same"),
                                    field(
                                            "timeSpan",
                                            "long",
                                            "ticks",
                                            "from 4.1 on: for so long it was seen sleeping"))),
                    new EventType(
                            "datadog.ExecutionSample",
                            EventType.Writer.DATADOG,
                            "1.0",
                            "A thread was seen using the CPU.",
                            List.of()),
                    new EventType(
                            "datadog.MethodSample",
                            EventType.Writer.DATADOG,
                            "1.0",
                            "A thread was seen by a wall clock; two waiting in a row, at one"
                                    + " place, make an inferred wait.",
                            List.of(field("state", "ThreadState", "", "what it was doing"))),
                    new EventType(
                            "datadog.QueueTime",
                            EventType.Writer.DATADOG,
                            "1.0",
                            "A task was queued and then taken by the event's thread; how long it"
                                    + " ran is not recorded.",
                            List.of(
                                    field("duration", "long", "ticks", "time in the queue"),
                                    field("origin", "Thread", "", "who submitted the task"),
                                    field("task", "Class", "", "class of the task"),
                                    field("scheduler", "Class", "", "class of the executor"),
                                    field("queueLength", "int", "", "tasks in the queue"))));

    private ProfilerEvents() {}

    private static EventField field(String name, String type, String unit, String meaning) {
        return new EventField(name, type, unit, meaning);
    }
}
