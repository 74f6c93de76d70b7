package dev.holdup.samples.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;

/**
 * A peer that accepts connections and never says a word: a listening socket nobody serves. A read
 * from it blocks in the kernel until its timeout, for a time that does not depend on the machine's
 * load. Thread-safe.
 */
final class SilentPeer implements AutoCloseable {
    private static final int BACKLOG = 64;

    private final ServerSocket listener;

    SilentPeer() throws IOException {
        listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    }

    /** A new connection to the peer, whose reads give up after this time. */
    Socket connect(int readTimeoutMillis) throws IOException {
        Socket socket = new Socket(listener.getInetAddress(), listener.getLocalPort());
        socket.setSoTimeout(readTimeoutMillis);
        return socket;
    }

    /** Waits for an answer that does not come. Blocks for this time, in a socket read. */
    void ask(int timeoutMillis) throws IOException {
        try (Socket socket = connect(timeoutMillis)) {
            int answer = socket.getInputStream().read();
            throw new IOException("a silent peer: expected no answer, found " + answer);
        } catch (SocketTimeoutException asExpected) {
            // The time has been spent; that is all a caller wants.
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
