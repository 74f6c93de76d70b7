package dev.holdup.blame;

/** What stands at the end of a chain of blockers. The names are part of the JSON report. */
public enum RootKind {
    /** A call that ends outside the traced threads, or a timed call nobody signalled. */
    CALL,
    /** A thread that was running. */
    EXEC,
    /** A thread that could have run but had no CPU. */
    CPU,
    /** An operation of the VM for which all threads were stopped. */
    VM,
    /** Nobody's work: the time between an act and its effect. */
    LATENCY,
    /** A deadlock of threads each of which waits for one other. */
    CYCLE,
    /** A deadlock through a pool: every thread that could help waits for the pool itself. */
    KNOT,
    /** What ended, or would have ended, the wait was not recorded. */
    UNKNOWN,
    /** There was no work: the stall is transitively idle. Never part of a blame table. */
    NO_WORK;

    private static final RootKind[] VALUES = values();

    static RootKind ofCode(int code) {
        return VALUES[code];
    }
}
