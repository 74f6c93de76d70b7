package dev.holdup.load.format;

/**
 * A field of a type, as the chunk's metadata describes it.
 *
 * @param name its name
 * @param typeId id of its type
 * @param constant true if the row holds a reference to a constant of that type
 * @param array true if it is an array
 * @param unit what its numbers count
 */
record JfrField(String name, long typeId, boolean constant, boolean array, Unit unit) {
    /** What a number counts, from the annotations Timespan and Timestamp. */
    enum Unit {
        NONE(0),
        TICKS(0),
        NANOS(1),
        MICROS(1_000),
        MILLIS(1_000_000),
        SECONDS(1_000_000_000),
        EPOCH_MILLIS(1_000_000);

        /** Factor to nanoseconds, 0 where the clock of the chunk decides. */
        final long nanos;

        Unit(long nanos) {
            this.nanos = nanos;
        }

        static Unit ofAnnotation(String value) {
            return switch (value) {
                case "TICKS" -> TICKS;
                case "NANOSECONDS" -> NANOS;
                case "MICROSECONDS" -> MICROS;
                case "MILLISECONDS" -> MILLIS;
                case "SECONDS" -> SECONDS;
                case "MILLISECONDS_SINCE_EPOCH" -> EPOCH_MILLIS;
                default -> NONE;
            };
        }
    }
}
