package dev.holdup.samples.fileserver;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Assembles a {@link Request} from bytes as they arrive. The blocking designs feed it from a
 * stream, the event loop from a channel; it never waits itself. Not thread-safe.
 */
final class RequestReader {
    private static final int MAX_LINE_BYTES = 256;

    private final byte[] line = new byte[MAX_LINE_BYTES];
    private int lineLength;
    private boolean lineComplete;
    private Request.Verb verb = Request.Verb.LIST;
    private String name = "";
    private byte[] body = new byte[0];
    private int bodyLength;

    /**
     * Takes what the buffer holds, as far as it belongs to the request.
     *
     * @return true once the request is complete
     * @throws MalformedRequestException if the bytes are no request
     */
    boolean feed(ByteBuffer bytes) throws MalformedRequestException {
        while (!lineComplete && bytes.hasRemaining()) {
            byte next = bytes.get();
            if (next == '\n') {
                parseLine(new String(line, 0, lineLength, StandardCharsets.US_ASCII));
                lineComplete = true;
            } else if (lineLength == MAX_LINE_BYTES) {
                throw new MalformedRequestException(
                        "expected a line of at most " + MAX_LINE_BYTES + " bytes");
            } else {
                line[lineLength++] = next;
            }
        }
        if (!lineComplete) {
            return false;
        }
        int taken = Math.min(bytes.remaining(), body.length - bodyLength);
        bytes.get(body, bodyLength, taken);
        bodyLength += taken;
        return bodyLength == body.length;
    }

    /** The complete request; call only after {@link #feed} returned true. */
    Request request() {
        return new Request(verb, name, body);
    }

    private void parseLine(String text) throws MalformedRequestException {
        String[] words = text.split(" ", -1);
        verb =
                switch (words[0]) {
                    case "GET" -> Request.Verb.GET;
                    case "PUT" -> Request.Verb.PUT;
                    case "LIST" -> Request.Verb.LIST;
                    case "QUIT" -> Request.Verb.QUIT;
                    default ->
                            throw new MalformedRequestException(
                                    "expected GET, PUT, LIST or QUIT, found '" + words[0] + "'");
                };
        int expectedWords =
                switch (verb) {
                    case GET -> 2;
                    case PUT -> 3;
                    case LIST, QUIT -> 1;
                };
        if (words.length != expectedWords) {
            throw new MalformedRequestException(
                    verb + ": expected " + expectedWords + " words, found " + Arrays.asList(words));
        }
        if (expectedWords >= 2) {
            name = words[1];
            if (!Request.isName(name)) {
                throw new MalformedRequestException(
                        verb + ": expected a plain file name, found '" + name + "'");
            }
        }
        if (verb == Request.Verb.PUT) {
            body = new byte[parseLength(words[2])];
        }
    }

    private static int parseLength(String text) throws MalformedRequestException {
        try {
            int length = Integer.parseInt(text);
            if (length >= 0 && length <= Request.MAX_BODY_BYTES) {
                return length;
            }
        } catch (NumberFormatException notANumber) {
            // Told below, with the range.
        }
        throw new MalformedRequestException(
                "PUT: expected a length of 0 to "
                        + Request.MAX_BODY_BYTES
                        + " bytes, found '"
                        + text
                        + "'");
    }
}
