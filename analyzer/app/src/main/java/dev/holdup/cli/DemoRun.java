package dev.holdup.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs the file-server sample once under the agent, with its load in another process, and leaves a
 * recording. Both processes and the served files are gone when {@link #run} returns.
 */
final class DemoRun {
    private static final String SERVER = "dev.holdup.samples.fileserver.FileServer";
    private static final String LOAD = "dev.holdup.samples.fileserver.LoadClient";
    private static final String LISTENING = "listening on ";

    /** Time the server has to come up or to go down; generous, for a busy machine. */
    private static final long PATIENCE_SECONDS = 60;

    /** Bounds the load together with its time limit. */
    private static final int MAX_REQUESTS = 100_000;

    private final DemoDesign design;
    private final int seconds;
    private final Path recording;

    /**
     * @param seconds how long the load goes on
     * @param recording file the agent writes; replaced if it exists
     */
    DemoRun(DemoDesign design, int seconds, Path recording) {
        this.design = design;
        this.seconds = seconds;
        this.recording = recording;
    }

    /**
     * Runs server and load to their end.
     *
     * @throws CommandFailure if one of them fails or no recording appears
     */
    DemoLoad run() {
        try {
            Path folder = Files.createTempDirectory("holdup-demo");
            try {
                return runIn(folder);
            } finally {
                deleteAll(folder);
            }
        } catch (IOException e) {
            throw failure("cannot be run: " + e, e);
        }
    }

    private DemoLoad runIn(Path folder) throws IOException {
        Process server =
                start(
                        List.of(
                                // The JVM warns that any agent of this kind costs it shared
                                // classes.
                                "-XX:-PrintWarnings",
                                "-javaagent:" + BundledJar.AGENT.unpack() + "=out=" + recording),
                        SERVER,
                        design.sampleDesign(),
                        folder.toString(),
                        design.restorePolicy());
        Thread stopServer = new Thread(server::destroy, "holdup-demo-stop");
        Runtime.getRuntime().addShutdownHook(stopServer);
        try {
            String port = firstLine(server, LISTENING);
            Process load =
                    start(
                            List.of(),
                            LOAD,
                            port,
                            folder.toString(),
                            Integer.toString(seconds),
                            Integer.toString(MAX_REQUESTS));
            DemoLoad seen = DemoLoad.parse(firstLine(load, ""));
            waitForEnd(load, "the load");
            waitForEnd(server, "the server");
            if (!Files.isRegularFile(recording)) {
                throw failure("left no recording at " + recording, null);
            }
            return seen;
        } finally {
            server.destroyForcibly();
            removeHook(stopServer);
        }
    }

    private static Process start(List<String> jvmOptions, String mainClass, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.add("-cp");
        command.add(BundledJar.SAMPLES.unpack().toString());
        command.add(mainClass);
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    /** Waits for the line that starts so and returns its rest; reads on, so that nothing blocks. */
    private String firstLine(Process process, String start) {
        CompletableFuture<String> found = new CompletableFuture<>();
        Thread reader = new Thread(() -> readLines(process, start, found), "holdup-demo-output");
        reader.setDaemon(true);
        reader.start();
        try {
            return found.get(seconds + PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException ended) {
            throw failure(
                    ended.getCause() instanceof IOException reason
                            ? String.valueOf(reason.getMessage())
                            : String.valueOf(ended.getCause()),
                    ended);
        } catch (TimeoutException late) {
            process.destroyForcibly();
            throw failure("said nothing within " + (seconds + PATIENCE_SECONDS) + " seconds", late);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw failure("was interrupted", stop);
        }
    }

    private static void readLines(Process process, String start, CompletableFuture<String> found) {
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(start)) {
                    found.complete(line.substring(start.length()));
                }
            }
            found.completeExceptionally(new IOException("ended without its line of output"));
        } catch (IOException | UncheckedIOException e) {
            found.completeExceptionally(e);
        }
    }

    private void waitForEnd(Process process, String name) {
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw failure(name + " did not end within " + PATIENCE_SECONDS + " s", null);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
            throw failure("was interrupted", stop);
        }
        if (process.exitValue() != 0) {
            throw failure(name + " ended with status " + process.exitValue(), null);
        }
    }

    private CommandFailure failure(String what, @Nullable Throwable cause) {
        String message =
                "demo " + design + ": expected server and load to run and end, but it " + what;
        String advice = "read the lines above, which come from the sample itself, and try again";
        return cause == null
                ? new CommandFailure(ExitCode.DEFECT, message, advice, Trouble.NO_RECORDING_WRITTEN)
                : new CommandFailure(
                        ExitCode.DEFECT, message, advice, Trouble.NO_RECORDING_WRITTEN, cause);
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyEnding) {
            // The hook is running: the user pressed the interrupt key.
        }
    }

    private static void deleteAll(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
