package dev.holdup.bench.capture;

import java.io.IOException;
import java.nio.file.Path;

/** A server nobody here wrote, and a client that makes it work. Stateless; any thread. */
interface Workload {

    /** Short name on the command line and in tables. */
    String name();

    /** True if the server can run on this JDK. */
    default boolean runsOn(int javaFeature) {
        return javaFeature >= 17;
    }

    /** Connections that work at the same time against one copy. */
    default int sessions() {
        return 4;
    }

    /**
     * Starts the server inside this JVM; it runs until the JVM exits.
     *
     * @param folder empty folder for its data
     * @return loopback port it listens on
     */
    int serve(Path folder) throws Exception;

    /** Called once for each copy before the sessions, in the client's JVM. */
    default void prepare(int port) throws Exception {}

    /** Opens one connection of the client. */
    Session connect(int port, int number) throws Exception;

    /** One connection of the client, used by one thread. */
    interface Session extends AutoCloseable {

        /** Asks for something, waits for the answer and checks it. */
        void operate() throws Exception;

        @Override
        void close() throws IOException;
    }
}
