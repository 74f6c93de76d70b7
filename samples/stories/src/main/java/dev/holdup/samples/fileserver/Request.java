package dev.holdup.samples.fileserver;

import java.util.regex.Pattern;

/**
 * One request of the line protocol; a connection carries exactly one.
 *
 * <pre>
 *   GET name\n                    PUT name length\n[length bytes]
 *   LIST\n                        QUIT\n
 * </pre>
 */
final class Request {

    /** What the client wants. */
    enum Verb {
        GET,
        PUT,
        LIST,
        QUIT
    }

    /** Longest body of a PUT, in bytes. */
    static final int MAX_BODY_BYTES = 1 << 20;

    private static final byte[] NOTHING = new byte[0];

    /** A name cannot climb out of the served folder: no separator, no leading dot. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private final Verb verb;
    private final String name;
    private final byte[] body;

    /**
     * @param name file name without any folder; empty for LIST and QUIT
     * @param body what PUT stores; empty otherwise; not copied
     */
    Request(Verb verb, String name, byte[] body) {
        this.verb = verb;
        this.name = name;
        this.body = body;
    }

    /** A request without body. */
    static Request of(Verb verb, String name) {
        return new Request(verb, name, NOTHING);
    }

    Verb verb() {
        return verb;
    }

    String name() {
        return name;
    }

    /** What PUT stores; empty otherwise; not copied. */
    byte[] body() {
        return body;
    }

    /** The first line a client sends for this request, with its line end. */
    String line() {
        return switch (verb) {
            case GET -> "GET " + name + "\n";
            case PUT -> "PUT " + name + " " + body.length + "\n";
            case LIST -> "LIST\n";
            case QUIT -> "QUIT\n";
        };
    }

    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }
}
