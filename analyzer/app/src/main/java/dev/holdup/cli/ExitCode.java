package dev.holdup.cli;

/** Exit codes of every command. {@code run} passes on the status of the program it started. */
final class ExitCode {
    static final int FINE = 0;
    static final int CHECK_FAILED = 1;
    static final int WRONG_USAGE = 2;
    static final int UNREADABLE_INPUT = 3;
    static final int NOT_ATTACHABLE = 4;

    /** A defect of Holdup itself: {@code EX_SOFTWARE} of sysexits.h. */
    static final int DEFECT = 70;

    /** As {@code env} and {@code nohup} do: the program was found but could not be started. */
    static final int NOT_STARTABLE = 126;

    /** As {@code env} and {@code nohup} do: there is no such program. */
    static final int NOT_FOUND = 127;

    private ExitCode() {}
}
