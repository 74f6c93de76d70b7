package dev.holdup.boot;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Registered;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** An unmounted wait of a virtual thread. */
@Name("dev.holdup.VirtualBlocked")
@Label("Virtual Thread Blocked")
@Category({"Holdup"})
@StackTrace(false)
@Registered(false)
public final class VirtualBlockedEvent extends Event {

    @Label("Nanoseconds from the start of the interval to this event")
    long ageNanos;

    @Label("Nanoseconds until it was made runnable")
    long durationNanos;

    @Label("Nanoseconds from runnable to mounted, negative if it still waits")
    long queuedNanos;

    @Label("Virtual thread")
    long thread;

    @Label("State it waited in")
    byte reason;

    @Label("Thread that made it runnable, 0 if not known")
    long readier;

    @Label("Stack as text")
    @Nullable String stack;

    @Label("Name of the thread, if it still waits")
    @Nullable String name;

    @Label("What it still waits for, if it does")
    @Nullable Class<?> blockerClass;

    @Label("Identity of what it still waits for, 0 for nothing known")
    long blockerId;

    @Label("Thread that holds it now, 0 if not known")
    long owner;
}
