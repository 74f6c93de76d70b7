package dev.holdup.bench.capture;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;

/** One copy of a server in a JVM of its own. */
final class ServerProcess {
    private static final int EXIT_SECONDS = 60;

    /** Linux counts in hundredths of a second, whatever the kernel's own tick is. */
    private static final long TICK_NANOS = 10_000_000;

    private final Process process;
    private final Path log;
    private final int port;

    private ServerProcess(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
    }

    /**
     * Starts it, without waiting for it to be ready.
     *
     * @param folder for its data; everything it prints on stderr goes to a file there
     */
    static Process launch(Workload workload, Path folder, List<String> jvmArguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx512m");
        command.addAll(jvmArguments);
        command.add("-cp");
        command.add(absoluteClassPath());
        command.add(ServerMain.class.getName());
        command.add(workload.name());
        command.add(Files.createDirectory(folder.resolve("server")).toString());
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(stderrOf(folder))
                .start();
    }

    /** Waits until it answers. */
    static ServerProcess ready(Process process, Path folder) throws IOException {
        BufferedReader out =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        while (line != null && !line.startsWith(ServerMain.READY)) {
            // JFR of JDK 17 prints its options on stdout.
            line = out.readLine();
        }
        Path log = stderrOf(folder).toPath();
        if (line == null) {
            process.destroyForcibly();
            throw new IOException(
                    "server: expected READY, found the end\n" + Files.readString(log));
        }
        int port = Integer.parseInt(line.substring(ServerMain.READY.length()));
        return new ServerProcess(process, log, port);
    }

    /** Ours, for a process that runs in another folder. */
    private static String absoluteClassPath() {
        StringJoiner paths = new StringJoiner(File.pathSeparator);
        for (String path : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            paths.add(Path.of(path).toAbsolutePath().toString());
        }
        return paths.toString();
    }

    private static File stderrOf(Path folder) {
        return folder.resolve("stderr.txt").toFile();
    }

    int port() {
        return port;
    }

    /**
     * CPU time it has used so far, user and system, in nanoseconds; steps of 10 ms on Linux. There,
     * without its compiler threads: what they do belongs to the start of a program, ends at another
     * moment in each copy, and is more than what is to be measured.
     */
    long cpuNanos() throws IOException {
        long all =
                process.toHandle()
                        .info()
                        .totalCpuDuration()
                        .map(Duration::toNanos)
                        .orElseThrow(() ->
                                new IllegalStateException("this system does not tell CPU times"));
        return all - compilerNanos();
    }

    private long compilerNanos() throws IOException {
        Path tasks = Path.of("/proc", Long.toString(process.pid()), "task");
        if (!Files.isDirectory(tasks)) {
            return 0;
        }
        long nanos = 0;
        try (DirectoryStream<Path> each = Files.newDirectoryStream(tasks)) {
            for (Path task : each) {
                nanos += compilerNanos(task.resolve("stat"));
            }
        }
        return nanos;
    }

    /** Of a line like {@code 17 (C2 CompilerThre) S ...}, user and system time in ticks. */
    private static long compilerNanos(Path stat) {
        String line;
        try {
            line = Files.readString(stat);
        } catch (IOException endedMeanwhile) {
            return 0;
        }
        int nameEnd = line.lastIndexOf(')');
        if (!line.substring(0, nameEnd).contains(" CompilerThre")) {
            return 0;
        }
        String[] fields = line.substring(nameEnd + 2).split(" ", -1);
        return TICK_NANOS * (Long.parseLong(fields[11]) + Long.parseLong(fields[12]));
    }

    /** Lets it end by itself and checks that it does. */
    void finish() throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(EXIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("server: expected to end within " + EXIT_SECONDS + " s");
            }
        } catch (InterruptedException stopping) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            return;
        }
        if (process.exitValue() != 0) {
            throw new IOException(
                    "server: expected exit status 0, found "
                            + process.exitValue()
                            + "\n"
                            + Files.readString(log));
        }
    }
}
