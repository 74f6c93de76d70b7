package dev.holdup.load;

import java.io.IOException;

/** Nothing can be made of a file. Says what, where, expected, found, and what to do. */
public final class UnreadableRecordingException extends IOException {
    private static final long serialVersionUID = 1;

    private final String what;
    private final String where;
    private final String expected;
    private final String found;
    private final String advice;

    /**
     * @param what the problem in a few words
     * @param where file, and byte in it if that says something
     * @param expected what should be there
     * @param found what is there
     * @param advice what the user can do
     */
    public UnreadableRecordingException(
            String what, String where, String expected, String found, String advice) {
        super(what + ": " + where + ": expected " + expected + ", found " + found + "; " + advice);
        this.what = what;
        this.where = where;
        this.expected = expected;
        this.found = found;
        this.advice = advice;
    }

    /** The problem in a few words. */
    public String what() {
        return what;
    }

    /** File, and byte in it if that says something. */
    public String where() {
        return where;
    }

    public String expected() {
        return expected;
    }

    public String found() {
        return found;
    }

    /** What the user can do. */
    public String advice() {
        return advice;
    }
}
