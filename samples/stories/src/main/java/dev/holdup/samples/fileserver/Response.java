package dev.holdup.samples.fileserver;

import java.nio.charset.StandardCharsets;

/** What goes back to the client: {@code OK length\n[length bytes]} or {@code ERR message\n}. */
final class Response {
    private final byte[] wire;
    private final boolean quit;

    private Response(byte[] wire, boolean quit) {
        this.wire = wire;
        this.quit = quit;
    }

    static Response ok(byte[] body) {
        byte[] head = ("OK " + body.length + "\n").getBytes(StandardCharsets.US_ASCII);
        byte[] wire = new byte[head.length + body.length];
        System.arraycopy(head, 0, wire, 0, head.length);
        System.arraycopy(body, 0, wire, head.length, body.length);
        return new Response(wire, false);
    }

    static Response error(String message) {
        String line = "ERR " + message.replace('\n', ' ') + "\n";
        return new Response(line.getBytes(StandardCharsets.UTF_8), false);
    }

    static Response goodbye() {
        return new Response("OK 0\n".getBytes(StandardCharsets.US_ASCII), true);
    }

    /** Every byte to send; not copied. */
    byte[] wire() {
        return wire;
    }

    /** True if the server is to stop after sending this. */
    boolean quit() {
        return quit;
    }
}
