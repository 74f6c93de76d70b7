package dev.holdup.samples.threadlab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a {@link Probe} in a JVM of its own and reads what it prints. */
final class ProbeRun {
    /** Value of a key the probe did not print. */
    static final long NOT_MEASURED = -1;

    private static final long LIMIT_SECONDS = 60;

    private final Map<String, Long> values = new HashMap<>();

    private ProbeRun() {}

    /**
     * @param carriers number of carriers there may be
     * @throws IOException if the probe fails
     */
    static ProbeRun of(String probe, Kind kind, int carriers)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String limit : new String[] {"parallelism", "maxPoolSize"}) {
            command.add("-Djdk.virtualThreadScheduler." + limit + "=" + carriers);
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(Probe.class.getName(), probe, kind.name()));
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        ProbeRun run = new ProbeRun();
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int space = line.indexOf(' ');
                run.values.put(line.substring(0, space), Long.parseLong(line.substring(space + 1)));
            }
        }
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException("probe " + probe + " " + kind + ": expected it to end well");
        }
        return run;
    }

    /** A printed value, or {@link #NOT_MEASURED}. */
    long value(String key) {
        return values.getOrDefault(key, NOT_MEASURED);
    }
}
