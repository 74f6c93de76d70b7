package dev.holdup.boot;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Registered;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** What this recording can show: written at its start and in every chunk. */
@Name("dev.holdup.Capture")
@Label("Capture")
@Category({"Holdup"})
@StackTrace(false)
@Registered(false)
public final class CaptureEvent extends Event {

    @Label("Version of the agent")
    public @Nullable String agentVersion;

    @Label("Number of hooks that work")
    public int hooksLive;

    @Label("Default threshold in nanoseconds")
    public long thresholdNanos;

    @Label("Events per second and kind")
    public @Nullable String limits;

    @Label("Options as given")
    public @Nullable String options;

    @Label("System.nanoTime() when recording began")
    public long startNanoTime;

    @Label("True if the agent was attached to a running JVM")
    public boolean attached;

    @Label("Rules of the user for idle waits, one a line")
    public @Nullable String idleRules;
}
