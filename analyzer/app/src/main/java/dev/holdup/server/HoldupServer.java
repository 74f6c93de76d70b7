package dev.holdup.server;

import dev.holdup.query.Session;
import java.net.InetAddress;
import java.util.List;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Serves the timeline of opened recordings on the loopback interface, to whoever knows the token.
 * Safe for use by many threads.
 */
public final class HoldupServer implements AutoCloseable {
    /** Picks a free port. */
    public static final int ANY_PORT = 0;

    /** Largest recording that can be dropped on the page. */
    private static final long MAX_UPLOAD_BYTES = 8L << 30;

    private static final int THREADS = 16;
    private static final int MAX_HEADER_BYTES = 16 * 1024;

    private final Server server;
    private final ServerConnector connector;
    private final Gate gate;
    private final Recordings recordings;

    private HoldupServer(
            Server server, ServerConnector connector, Gate gate, Recordings recordings) {
        this.server = server;
        this.connector = connector;
        this.gate = gate;
        this.recordings = recordings;
    }

    /**
     * Starts serving; returns once the port is open.
     *
     * @param sessions what to show, at least one
     * @param port 0 … 65535, {@link #ANY_PORT} for a free one
     * @throws IllegalStateException if the port cannot be opened; the message names it
     */
    public static HoldupServer start(List<Session> sessions, int port) {
        return start(
                sessions,
                port,
                file -> {
                    throw new IllegalStateException("this server opens no further recordings");
                });
    }

    /**
     * As {@link #start(List, int)}, and opens recordings that are dropped on the page.
     *
     * @param opener called on a thread of the server
     */
    public static HoldupServer start(List<Session> sessions, int port, RecordingOpener opener) {
        Recordings recordings = new Recordings(sessions);
        Upload upload = new Upload(opener, MAX_UPLOAD_BYTES);
        return start(recordings, port, upload, new Routes(recordings));
    }

    static HoldupServer start(Recordings recordings, int port, Upload upload, Routes routes) {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS);
        threads.setName("holdup-http");
        threads.setDaemon(true);
        Server server = new Server(threads);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(MAX_HEADER_BYTES);
        ServerConnector connector =
                new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        connector.setPort(port);
        server.addConnector(connector);
        try {
            // The gate must know the port, and the first request must find the gate.
            connector.open();
            Gate gate = Gate.open(connector.getLocalPort());
            server.setHandler(
                    new TimelineHandler(gate, StaticFiles.read(), recordings, upload, routes));
            server.start();
            return new HoldupServer(server, connector, gate, recordings);
        } catch (Exception e) {
            stop(server);
            throw new IllegalStateException(
                    "cannot serve on 127.0.0.1 port " + port + ": " + e.getMessage(), e);
        }
    }

    /** The address to open, with the token. */
    public String url() {
        return "http://127.0.0.1:" + connector.getLocalPort() + "/?token=" + gate.token();
    }

    /** Shows one more recording; returns its id. */
    public int add(Session session) {
        return recordings.add(session);
    }

    /** Shows a newer state of the recording with this id. */
    public void replace(int id, Session session) {
        recordings.replace(id, session);
    }

    /** Returns when the server has stopped. */
    public void join() throws InterruptedException {
        server.join();
    }

    @Override
    public void close() {
        stop(server);
    }

    private static void stop(Server server) {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("cannot stop the server: " + e.getMessage(), e);
        }
    }
}
