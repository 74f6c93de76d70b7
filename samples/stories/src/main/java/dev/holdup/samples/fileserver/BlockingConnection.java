package dev.holdup.samples.fileserver;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;

/** One client of the designs in which a thread stays with its request from start to end. */
final class BlockingConnection {
    /** A client that stops in the middle of its request must not hold a thread for ever. */
    private static final int READ_TIMEOUT_MILLIS = 10_000;

    private static final int BACKLOG = 256;

    private BlockingConnection() {}

    /** A server socket on a free loopback port. */
    static ServerSocket listen() throws IOException {
        return new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    }

    /**
     * Reads the client's request, answers it, and closes the connection.
     *
     * @return true if the client asked the server to stop
     */
    static boolean serve(Socket client, FileService service) throws IOException {
        try (Socket connection = client) {
            connection.setSoTimeout(READ_TIMEOUT_MILLIS);
            Response response = answer(connection.getInputStream(), service);
            connection.getOutputStream().write(response.wire());
            return response.quit();
        }
    }

    private static Response answer(InputStream in, FileService service) throws IOException {
        RequestReader reader = new RequestReader();
        byte[] bytes = new byte[4096];
        try {
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                if (reader.feed(ByteBuffer.wrap(bytes, 0, read))) {
                    return service.handle(reader.request());
                }
            }
        } catch (MalformedRequestException malformed) {
            return Response.error(malformed.toString());
        }
        return Response.error("expected a whole request, found the end of the connection");
    }
}
