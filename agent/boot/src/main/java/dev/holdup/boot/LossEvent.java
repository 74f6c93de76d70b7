package dev.holdup.boot;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Registered;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** Events that were not recorded, by kind and reason, since the start. */
@Name("dev.holdup.Loss")
@Label("Loss")
@Category({"Holdup"})
@StackTrace(false)
@Registered(false)
public final class LossEvent extends Event {

    @Label("Kind of event and reason")
    public @Nullable String kind;

    @Label("Number of events not recorded so far")
    public long count;

    @Label("Waiting time not recorded so far, -1 if not known")
    public long nanos;
}
