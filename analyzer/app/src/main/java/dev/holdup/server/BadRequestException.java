package dev.holdup.server;

/** A request that cannot be answered as it stands; the message tells the caller why. */
final class BadRequestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadRequestException(String message) {
        super(message);
    }
}
