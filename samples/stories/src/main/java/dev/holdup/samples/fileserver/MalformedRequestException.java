package dev.holdup.samples.fileserver;

import java.io.IOException;

/** The bytes of a client are no request; the message says what was expected and found. */
final class MalformedRequestException extends IOException {
    private static final long serialVersionUID = 1L;

    MalformedRequestException(String message) {
        super(message);
    }
}
