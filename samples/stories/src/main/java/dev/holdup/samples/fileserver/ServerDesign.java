package dev.holdup.samples.fileserver;

import java.io.IOException;
import java.util.function.IntConsumer;

/** One way to organise the threads of the file server. */
interface ServerDesign {
    /**
     * Serves clients on a free loopback port until one of them sends QUIT, then lets requests in
     * progress finish and returns.
     *
     * @param listening told the port once clients can connect
     */
    void serve(FileService service, IntConsumer listening) throws IOException, InterruptedException;
}
