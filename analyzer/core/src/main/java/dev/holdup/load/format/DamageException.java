package dev.holdup.load.format;

/**
 * A part of a recording is not what the format says. Caught by the code that can go on without that
 * part; carries no stack, for a hostile file can cause many.
 */
public final class DamageException extends Exception {
    private static final long serialVersionUID = 1;

    private final long position;
    private final String expected;
    private final String found;

    /**
     * @param position byte in the file
     * @param expected what should stand there
     * @param found what stands there
     */
    public DamageException(long position, String expected, String found) {
        super(
                "byte " + position + ": expected " + expected + ", found " + found,
                null,
                false,
                false);
        this.position = position;
        this.expected = expected;
        this.found = found;
    }

    /** Byte in the file. */
    public long position() {
        return position;
    }

    public String expected() {
        return expected;
    }

    public String found() {
        return found;
    }
}
