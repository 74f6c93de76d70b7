package dev.holdup.boot;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Registered;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** A task ran on the event thread: submitted, queued, run. */
@Name("dev.holdup.Task")
@Label("Task")
@Category({"Holdup"})
@StackTrace(false)
@Registered(false)
public final class TaskEvent extends Event {

    @Label("Nanoseconds from the submission to this event")
    long ageNanos;

    @Label("Nanoseconds in the queue")
    long queuedNanos;

    @Label("Nanoseconds it ran")
    long durationNanos;

    @Label("Thread that submitted it, 0 if not known")
    long submitter;

    @Label("Length of the queue it entered, -1 if not known")
    int queueLength;

    @Label("Class of the task")
    @Nullable Class<?> taskClass;

    @Label("Class of the executor")
    @Nullable Class<?> executorClass;

    @Label("Stable number of the executor, 0 if not known")
    long executorId;
}
