package dev.holdup.boot;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Registered;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** One hook of the agent, and whether it works; written with every Capture. */
@Name("dev.holdup.Hook")
@Label("Hook")
@Category({"Holdup"})
@StackTrace(false)
@Registered(false)
public final class HookEvent extends Event {

    @Label("The method that is hooked")
    public @Nullable String hook;

    @Label("True if the hook works")
    public boolean live;

    @Label("Why it does not")
    public @Nullable String reason;

    @Label("Threshold in nanoseconds")
    public long thresholdNanos;
}
