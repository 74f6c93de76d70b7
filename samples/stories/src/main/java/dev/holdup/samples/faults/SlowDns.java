package dev.holdup.samples.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Three requests look up the same host, and the name service takes two and a half seconds. Run with
 * {@code -Djdk.net.hosts.file=<a file that does not exist yet>}: the JDK then asks that file
 * instead of the network. The story makes it a named pipe, whose other end a process outside the
 * JVM holds and lets wait, so it is the JDK's own resolver that blocks, on every JDK – a resolver
 * of one's own ({@code java.net.spi}) exists since JDK 18 only.
 *
 * <p>What to look for: one request is in {@code dns.resolve}; the others wait for a lock inside
 * {@code java.net.InetAddress} that lets only one thread at a time ask for a host. All their time
 * is on the account of the one lookup in {@link #resolve}.
 */
public final class SlowDns {
    private static final String HOST = "database.example";
    private static final String HOSTS_FILE = "jdk.net.hosts.file";
    private static final long END_SECONDS = 10;

    /** Opening the pipe waits for the JDK to read it; closing it at the end ends the answer. */
    private static final String NAME_SERVICE =
            "exec 3> \"$0\"; sleep 2.5; echo '127.0.0.1 " + HOST + "' >&3";

    private SlowDns() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        String file = System.getProperty(HOSTS_FILE, "");
        if (file.isEmpty() || Files.exists(Path.of(file))) {
            throw new IllegalStateException(
                    "-D" + HOSTS_FILE + ": expected a new file's name, found \"" + file + '"');
        }
        Process mkfifo = new ProcessBuilder("mkfifo", file).start();
        if (mkfifo.waitFor() != 0) {
            throw new IllegalStateException("mkfifo " + file + ": status " + mkfifo.exitValue());
        }
        Process nameService = new ProcessBuilder("sh", "-c", NAME_SERVICE, file).start();
        try {
            CountDownLatch ready = new CountDownLatch(3);
            Crew crew = new Crew();
            for (int i = 1; i <= 3; i++) {
                crew.start("request-" + i, () -> resolve(ready));
            }
            crew.join();
        } finally {
            nameService.destroy();
            nameService.waitFor(END_SECONDS, TimeUnit.SECONDS);
            Files.delete(Path.of(file));
        }
    }

    private static void resolve(CountDownLatch ready) throws IOException, InterruptedException {
        ready.countDown();
        ready.await();
        for (InetAddress address : InetAddress.getAllByName(HOST)) {
            if (!address.isLoopbackAddress()) {
                throw new IOException(HOST + ": expected a loopback address, found " + address);
            }
        }
    }
}
