package dev.holdup.vocabulary;

import java.util.List;

/** Events of other profilers we read, with the fields we read of them. */
final class ProfilerEvents {
    static final List<EventType> ALL =
            List.of(
                    new EventType(
                            "profiler.WallClockSample",
                            EventType.Writer.ASYNC_PROFILER,
                            "4.0",
                            "Threads were seen in one state, running or sleeping, several times in"
                                    + " a row.",
                            List.of(
                                    new EventField("sampledThread", "Thread", "", "the thread"),
                                    new EventField("state", "ThreadState", "", "its state"),
                                    new EventField("samples", "int", "", "number of samples"))),
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
                            "A thread was seen at wall-clock intervals.",
                            List.of()),
                    new EventType(
                            "datadog.QueueTime",
                            EventType.Writer.DATADOG,
                            "1.0",
                            "A task waited in the queue of an executor.",
                            List.of(
                                    new EventField("duration", "long", "ticks", "time queued"),
                                    new EventField(
                                            "origin", "Thread", "", "thread that submitted it"),
                                    new EventField("task", "Class", "", "class of the task"),
                                    new EventField(
                                            "scheduler", "Class", "", "class of the executor"))));

    private ProfilerEvents() {}
}
