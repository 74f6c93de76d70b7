package dev.holdup.boot;

import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import org.jspecify.annotations.Nullable;

/** Codes of how a wait ended, as they stand in recordings; the analyzer's table has the same. */
public final class Outcomes {
    public static final byte SATISFIED = 0;
    public static final byte TIMED_OUT = 1;
    public static final byte INTERRUPTED = 2;
    public static final byte FAILED = 3;
    public static final byte UNFINISHED = 4;
    public static final byte UNKNOWN = 5;

    private Outcomes() {}

    /** How a call ended that threw this, or nothing. */
    static byte of(@Nullable Throwable thrown) {
        if (thrown == null) {
            return SATISFIED;
        }
        if (thrown instanceof SocketTimeoutException) {
            return TIMED_OUT;
        }
        if (thrown instanceof InterruptedException
                || thrown instanceof InterruptedIOException
                || thrown instanceof ClosedByInterruptException) {
            return INTERRUPTED;
        }
        return FAILED;
    }
}
