package dev.holdup.boot;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Registered;
import jdk.jfr.StackTrace;

/** A virtual thread was mounted on a carrier. */
@Name("dev.holdup.VirtualSlice")
@Label("Virtual Thread Slice")
@Category({"Holdup"})
@StackTrace(false)
@Registered(false)
public final class VirtualSliceEvent extends Event {

    @Label("Nanoseconds from the start of the interval to this event")
    long ageNanos;

    @Label("Length of the interval in nanoseconds")
    long durationNanos;

    @Label("Virtual thread")
    long thread;

    @Label("Carrier")
    long carrier;

    @Label("State it unmounted with, 0 if it ended")
    byte reason;
}
