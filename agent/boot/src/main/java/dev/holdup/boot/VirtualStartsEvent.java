package dev.holdup.boot;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Registered;
import jdk.jfr.StackTrace;

/** Virtual threads created at one site. */
@Name("dev.holdup.VirtualStarts")
@Label("Virtual Thread Starts")
@Category({"Holdup"})
@StackTrace(true)
@Registered(false)
public final class VirtualStartsEvent extends Event {

    @Label("Thread that created them")
    long creator;

    @Label("How many")
    long count;

    @Label("The one started last, 0 if not known")
    long thread;
}
