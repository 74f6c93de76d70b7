package dev.holdup.bench.capture;

import java.io.IOException;
import java.nio.file.Path;

/**
 * One copy of a server: {@code ServerMain <workload> <empty folder>}. Prints one line, {@code READY
 * <port>}, and exits with status 0 when its standard input ends.
 */
public final class ServerMain {
    static final String READY = "READY ";

    private ServerMain() {}

    @PrintsToConsole
    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 2) {
            System.err.println("usage: ServerMain <workload> <empty folder>");
            System.exit(2);
        }
        double burn = Double.parseDouble(System.getProperty(Burner.PROPERTY, "0"));
        int port = Workloads.named(arguments[0]).serve(Path.of(arguments[1]).toAbsolutePath());
        if (burn > 0) {
            new Burner(burn).start();
        }
        System.out.println(READY + port);
        waitForEnd();
        System.exit(0);
    }

    private static void waitForEnd() throws IOException {
        while (System.in.read() >= 0) {
            // Nothing is said to us but the end.
        }
    }
}
