package dev.holdup.report;

/**
 * Time in waits that may be waits for work or stalls. A switch decides for all of them; so one of
 * the two is 0.
 *
 * @param idleNanos the part that counts as idle
 * @param stallNanos the part that counts as a stall
 */
public record Ambiguous(long idleNanos, long stallNanos) {
    /** None. */
    static final Ambiguous NONE = new Ambiguous(0, 0);

    Ambiguous plus(Ambiguous other) {
        return new Ambiguous(idleNanos + other.idleNanos, stallNanos + other.stallNanos);
    }

    /** However it counts. */
    public long nanos() {
        return idleNanos + stallNanos;
    }
}
