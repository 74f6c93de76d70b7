package dev.holdup.cli;

/**
 * A command cannot go on. The message tells what, where, expected and found; the advice tells what
 * to do; the help names the page that tells more.
 */
final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int exitCode;
    private final String advice;
    private final Trouble trouble;

    CommandFailure(int exitCode, String message, String advice, Trouble trouble) {
        super(message);
        this.exitCode = exitCode;
        this.advice = advice;
        this.trouble = trouble;
    }

    CommandFailure(int exitCode, String message, String advice, Trouble trouble, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
        this.advice = advice;
        this.trouble = trouble;
    }

    int exitCode() {
        return exitCode;
    }

    /** What the user can do about it, as one sentence. */
    String advice() {
        return advice;
    }

    Trouble trouble() {
        return trouble;
    }
}
