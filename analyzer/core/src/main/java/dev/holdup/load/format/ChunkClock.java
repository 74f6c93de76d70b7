package dev.holdup.load.format;

/**
 * Ticks of a chunk to nanoseconds of the trace, the only place where that is done. All chunks of
 * one JVM use the ticks and the wall clock of the first: ticks never jump, the wall clock may.
 */
public final class ChunkClock {
    private final long startTicks;
    private final long offsetNanos;
    private final long zeroEpochNanos;
    private final boolean ticksAreNanos;
    private final double ticksPerNano;

    /**
     * @param base header of the first chunk of the same JVM
     * @param zeroEpochNanos time zero of the trace, since 1970
     */
    public ChunkClock(ChunkHeader base, long zeroEpochNanos) {
        startTicks = base.startTicks();
        offsetNanos = base.startEpochNanos() - zeroEpochNanos;
        this.zeroEpochNanos = zeroEpochNanos;
        ticksAreNanos = base.ticksPerSecond() == 1_000_000_000;
        ticksPerNano = base.ticksPerSecond() / 1e9;
    }

    /** Instant in the trace. */
    public long nanos(long ticks) {
        return offsetNanos + spanNanos(ticks - startTicks);
    }

    /** Length of a span. Divides: the product with a rounded factor is off by more than 1 ns. */
    public long spanNanos(long ticks) {
        return ticksAreNanos ? ticks : (long) (ticks / ticksPerNano);
    }

    /** Instant in the trace of an instant since 1970. */
    public long ofEpochNanos(long epochNanos) {
        return epochNanos - zeroEpochNanos;
    }
}
