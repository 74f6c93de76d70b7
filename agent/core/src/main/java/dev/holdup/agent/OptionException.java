package dev.holdup.agent;

/** An option that cannot be understood: says what was expected and what was found. */
final class OptionException extends Exception {
    private static final long serialVersionUID = 1L;

    OptionException(String message) {
        super(message);
    }
}
