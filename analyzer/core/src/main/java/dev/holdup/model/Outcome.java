package dev.holdup.model;

/** How a wait ended. The codes stand in recordings. */
public enum Outcome {
    SATISFIED,
    TIMED_OUT,
    INTERRUPTED,
    FAILED,
    /** Still waiting when the recording, or the thread's life, ended. */
    UNFINISHED,
    /** Not recorded. */
    UNKNOWN;

    private static final Outcome[] VALUES = values();

    public static Outcome ofCode(int code) {
        return code >= 0 && code < VALUES.length ? VALUES[code] : UNKNOWN;
    }

    public byte code() {
        return (byte) ordinal();
    }
}
