package dev.holdup.blame;

/**
 * What to analyse and how.
 *
 * @param fromNanos start of the window, at least 0
 * @param toNanos end of the window, exclusive; the trace's end cuts it
 * @param idleRules which waits are waits for work
 * @param sharing who answers for a wait for one of several slots
 */
public record BlameOptions(long fromNanos, long toNanos, IdleRules idleRules, Sharing sharing) {

    /** Options with the slot's own occupant answering for it. */
    public BlameOptions(long fromNanos, long toNanos, IdleRules idleRules) {
        this(fromNanos, toNanos, idleRules, Sharing.SERVED);
    }

    public BlameOptions {
        if (fromNanos < 0 || toNanos < fromNanos) {
            throw new IllegalArgumentException(
                    "window: expected 0 <= from <= to, found [" + fromNanos + ", " + toNanos + ")");
        }
    }

    /** The whole recording under the built-in idle rules. */
    public static BlameOptions wholeRecording() {
        return new BlameOptions(0, Long.MAX_VALUE, IdleRules.builtIn());
    }

    /** The same rules for [fromNanos, toNanos). */
    public BlameOptions window(long fromNanos, long toNanos) {
        return new BlameOptions(fromNanos, toNanos, idleRules, sharing);
    }

    /** The same with another answer to who answers for slots. */
    public BlameOptions withSharing(Sharing other) {
        return new BlameOptions(fromNanos, toNanos, idleRules, other);
    }
}
