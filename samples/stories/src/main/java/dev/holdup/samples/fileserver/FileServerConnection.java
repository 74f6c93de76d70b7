package dev.holdup.samples.fileserver;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** The client's side of the protocol: one connection for each request. Thread-safe. */
final class FileServerConnection {
    /** Longer than any answer takes in any design; a server that died must not hang the load. */
    private static final int READ_TIMEOUT_MILLIS = 30_000;

    private final int port;

    FileServerConnection(int port) {
        this.port = port;
    }

    /**
     * Sends the request and waits for the whole answer.
     *
     * @return the body of the answer
     * @throws IOException if the server says ERR or does not answer properly
     */
    byte[] send(Request request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(READ_TIMEOUT_MILLIS);
            OutputStream out = socket.getOutputStream();
            byte[] line = request.line().getBytes(StandardCharsets.US_ASCII);
            byte[] wire = new byte[line.length + request.body().length];
            System.arraycopy(line, 0, wire, 0, line.length);
            System.arraycopy(request.body(), 0, wire, line.length, request.body().length);
            out.write(wire);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            String head = readLine(in);
            if (!head.startsWith("OK ")) {
                throw new IOException(request.line().strip() + ": expected OK, found " + head);
            }
            byte[] body = new byte[Integer.parseInt(head.substring("OK ".length()))];
            in.readFully(body);
            return body;
        }
    }

    private static String readLine(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("expected a whole line, found '" + line + "'");
            }
            line.append((char) next);
        }
        return line.toString();
    }
}
