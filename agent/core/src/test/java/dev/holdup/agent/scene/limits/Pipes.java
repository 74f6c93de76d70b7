package dev.holdup.agent.scene.limits;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Pipes between threads, standard input, processes. */
final class Pipes {
    private static final String SLEEP = "0.08";

    private Pipes() {}

    static void addTo(List<Situation> all) {
        streams(all);
        channels(all);
        add(all, "System.in.read", "FILE_READ", Pipes::input);
        processes(all);
    }

    private static void add(List<Situation> all, String name, String expected, Situation.Act act) {
        all.add(new Situation(name, expected, "SATISFIED", false, act));
    }

    /** Whoever started this program writes a byte to it from time to time. */
    private static void input(Stage stage) throws IOException {
        while (System.in.available() > 0) {
            System.in.read();
        }
        stage.measure(System.in::read);
    }

    private static void streams(List<Situation> all) {
        add(
                all,
                "PipedInputStream.read",
                "PIPE_READ",
                stage -> {
                    try (PipedInputStream in = new PipedInputStream();
                            PipedOutputStream out = new PipedOutputStream(in)) {
                        stage.later(() -> {
                            out.write(1);
                            out.flush();
                        });
                        stage.measure(in::read);
                    }
                });
        add(
                all,
                "PipedOutputStream.write, full",
                "PIPE_WRITE",
                stage -> {
                    try (PipedInputStream in = new PipedInputStream(8);
                            PipedOutputStream out = new PipedOutputStream(in)) {
                        out.write(new byte[8]);
                        stage.later(() -> in.read(new byte[8]));
                        stage.measure(() -> out.write(1));
                    }
                });
    }

    private static void channels(List<Situation> all) {
        add(
                all,
                "Pipe.SourceChannel.read",
                "PIPE_READ",
                stage -> {
                    Pipe pipe = Pipe.open();
                    stage.later(() -> pipe.sink().write(ByteBuffer.allocate(1)));
                    stage.measure(() -> pipe.source().read(ByteBuffer.allocate(1)));
                    close(pipe);
                });
        add(
                all,
                "Pipe.SinkChannel.write, full",
                "PIPE_WRITE",
                stage -> {
                    Pipe pipe = Pipe.open();
                    int size = 4 * Fifo.CAPACITY;
                    stage.later(() -> {
                        ByteBuffer buffer = ByteBuffer.allocate(size);
                        while (buffer.hasRemaining() && pipe.source().read(buffer) >= 0) {
                            Thread.onSpinWait();
                        }
                    });
                    ByteBuffer buffer = ByteBuffer.allocate(size);
                    stage.measure(() -> pipe.sink().write(buffer));
                    pipe.sink().close();
                });
    }

    private static void close(Pipe pipe) throws IOException {
        pipe.sink().close();
        pipe.source().close();
    }

    private static void processes(List<Situation> all) {
        add(
                all,
                "ProcessBuilder.start",
                "PROCESS_START",
                stage -> stage.measure(() -> new ProcessBuilder("true").start()));
        add(
                all,
                "Process.waitFor",
                "PROCESS_WAIT",
                stage -> {
                    Process process = new ProcessBuilder("sleep", SLEEP).start();
                    stage.measure(process::waitFor);
                });
        all.add(
                new Situation(
                        "Process.waitFor, timed out",
                        "PROCESS_WAIT",
                        "TIMED_OUT",
                        false,
                        stage -> {
                            Process process = new ProcessBuilder("sleep", SLEEP).start();
                            stage.measure(() -> process.waitFor(40, TimeUnit.MILLISECONDS));
                        }));
        add(
                all,
                "Process.getInputStream().read",
                "FILE_READ",
                stage -> {
                    Process process =
                            new ProcessBuilder("sh", "-c", "sleep " + SLEEP + "; echo").start();
                    stage.measure(() -> process.getInputStream().read());
                    process.waitFor();
                });
    }
}
