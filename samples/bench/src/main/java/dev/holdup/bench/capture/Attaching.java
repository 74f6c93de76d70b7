package dev.holdup.bench.capture;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * One {@code holdup record}, by the lines it prints.
 *
 * @param beginMillis from its launch until it records in the target
 * @param endMillis from the end of the duration until the agent is out and the file complete
 * @param readMillis from then until the tool has read the recording, said its headline and ended
 */
record Attaching(double beginMillis, double endMillis, double readMillis) {
    private static final String RECORDING = "holdup: recording ";
    private static final String OUT = "; wrote ";

    /** Runs it. */
    static Attaching to(long pid, Path holdupJar, int seconds, Path recording) throws IOException {
        List<String> command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        holdupJar.toString(),
                        "record",
                        Long.toString(pid),
                        "-d",
                        seconds + "s",
                        "-o",
                        recording.toString());
        long launched = System.nanoTime();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        StringBuilder all = new StringBuilder();
        long begun = 0;
        long out = 0;
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                all.append(line).append('\n');
                if (begun == 0 && line.startsWith(RECORDING)) {
                    begun = System.nanoTime();
                } else if (out == 0 && line.contains(OUT)) {
                    out = System.nanoTime();
                }
            }
        }
        long ended = System.nanoTime();
        if (begun == 0 || out == 0) {
            throw new IOException("holdup record: expected to record, found\n" + all);
        }
        return new Attaching(
                millis(begun - launched),
                millis(out - begun) - 1000.0 * seconds,
                millis(ended - out));
    }

    private static double millis(long nanos) {
        return nanos / 1e6;
    }
}
