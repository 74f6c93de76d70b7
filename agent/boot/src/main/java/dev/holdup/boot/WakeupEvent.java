package dev.holdup.boot;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Registered;
import jdk.jfr.StackTrace;

/** The event thread woke another; written after the act. */
@Name("dev.holdup.Wakeup")
@Label("Wakeup")
@Category({"Holdup"})
@StackTrace(true)
@Registered(false)
public final class WakeupEvent extends Event {

    @Label("Nanoseconds from the act to this event")
    long ageNanos;

    @Label("Thread that was woken")
    long thread;

    @Label("Nanoseconds from the start of the park to the act, 0 if it was not parked")
    long waitedNanos;

    @Label("Kind of act")
    byte kind;
}
