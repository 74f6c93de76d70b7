package dev.holdup.agent.scene.limits;

/** What stands in the place of an operation where nobody waits in one. */
public final class Expected {
    /** A task is handed to an executor. */
    public static final String TASK = "TASK";

    /** A thread is started. */
    public static final String START = "START";

    /** A runnable virtual thread has no carrier. */
    public static final String CARRIER = "CARRIER";

    private Expected() {}
}
