package dev.holdup.bench.load;

import one.jfr.JfrReader;
import one.jfr.event.Event;

/**
 * A blocking event as async-profiler's reader hands it out. Its layout is written down here, as
 * that reader wants it: start, duration, thread, stack.
 */
public final class BlockingEvent extends Event {
    final long durationTicks;

    /** Called by the reader, which stands behind the event's type. */
    public BlockingEvent(JfrReader reader) {
        this(reader.getVarlong(), reader.getVarlong(), reader.getVarint(), reader.getVarint());
    }

    private BlockingEvent(long ticks, long durationTicks, int thread, int stack) {
        super(ticks, thread, stack);
        this.durationTicks = durationTicks;
    }
}
