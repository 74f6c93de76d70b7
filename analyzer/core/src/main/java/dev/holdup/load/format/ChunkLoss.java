package dev.holdup.load.format;

/** Where in a chunk events are missing; what that says of threads depends on it. */
public enum ChunkLoss {
    NOTHING,

    /** Everything is there up to a place, nothing behind it. */
    TAIL,

    /** Anything may be missing. */
    ANYWHERE
}
