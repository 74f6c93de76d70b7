package dev.holdup.blame;

/** Who answers for a wait for one of several slots: a worker of a pool, a carrier. */
public enum Sharing {
    /** Whoever had the slot that in the end served the wait: what it did instead. */
    SERVED,
    /** All that had a slot at the instant and could progress, in equal shares. */
    OCCUPANTS
}
