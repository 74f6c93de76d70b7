package dev.holdup.model;

/** How we know a fact. */
public enum Confidence {
    /** Recorded by the actor. */
    EXACT,
    /** Concluded from other recorded facts, for instance from the previous owner of a monitor. */
    INFERRED,
    /** Not known. */
    UNKNOWN;

    private static final Confidence[] VALUES = values();

    public static Confidence ofCode(int code) {
        return VALUES[code];
    }

    public byte code() {
        return (byte) ordinal();
    }
}
