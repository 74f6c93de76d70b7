package dev.holdup.boot;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Registered;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** One park of the event thread, written when it is over. */
@Name("dev.holdup.Park")
@Label("Park")
@Category({"Holdup"})
@StackTrace(true)
@Registered(false)
public final class ParkEvent extends Event {

    @Label("Nanoseconds from the start of the interval to this event")
    long ageNanos;

    @Label("Length of the interval in nanoseconds")
    long durationNanos;

    @Label("Class of what the thread parked for")
    @Nullable Class<?> blockerClass;

    @Label("Stable number of what the thread parked for, 0 if nothing")
    long blockerId;

    @Label("Thread that owned the lock when the park began, 0 if not known")
    long owner;

    @Label("Timeout in nanoseconds, 0 if none")
    long timeoutNanos;

    @Label("How it ended")
    byte outcome;

    @Label("Thread that ended it and has no wakeup of its own, 0 if none")
    long waker;

    @Label("Nanoseconds from the start to that act")
    long wokenNanos;
}
