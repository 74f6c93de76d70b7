package dev.holdup.boot;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Registered;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** One blocking call of the event thread, written when it is over. */
@Name("dev.holdup.Call")
@Label("Blocking Call")
@Category({"Holdup"})
@StackTrace(true)
@Registered(false)
public final class CallEvent extends Event {

    @Label("Nanoseconds from the start of the interval to this event")
    long ageNanos;

    @Label("Length of the interval in nanoseconds")
    long durationNanos;

    @Label("Code of the operation")
    byte operation;

    @Label("Host, path, command or class")
    @Nullable String target;

    @Label("Port, 0 if none")
    int port;

    @Label("Class of the object called")
    @Nullable Class<?> objectClass;

    @Label("Stable number of the object called, 0 if none")
    long objectId;

    @Label("Bytes moved, -1 if not known")
    long bytes;

    @Label("Timeout in nanoseconds, 0 if none")
    long timeoutNanos;

    @Label("How it ended")
    byte outcome;

    @Label("Class of the exception it ended with")
    @Nullable Class<?> exceptionClass;
}
