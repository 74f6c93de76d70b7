package dev.holdup.boot;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Registered;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** A platform thread is parked still when the recording ends. Its stack is in the thread dump. */
@Name("dev.holdup.StillParked")
@Label("Still Parked")
@Category({"Holdup"})
@StackTrace(false)
@Registered(false)
public final class StillParkedEvent extends Event {

    @Label("Nanoseconds from the start of the park to this event")
    long ageNanos;

    @Label("Thread that is parked")
    long thread;

    @Label("Class of what it is parked for")
    @Nullable Class<?> blockerClass;

    @Label("Stable number of what it is parked for, 0 if nothing")
    long blockerId;

    @Label("Thread that owns the lock now, 0 if not known")
    long owner;
}
