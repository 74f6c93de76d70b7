package dev.holdup.bench.capture;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a late attach costs a server under load: {@code holdup record} on a workload of this folder,
 * a few times one after the other. Tells how long each part of it took, how long the JVM of the
 * server stood still and for what (its safepoint log), and how the answers fared, which must all be
 * right.
 */
public final class AttachRuns {
    private static final String USAGE =
            "usage: AttachRuns [--workload tomcat] [--rounds 3] [--duration SECONDS]"
                    + " [--warmup SECONDS] [--holdup holdup.jar] [--out FOLDER]";

    private static final String TIMES = "dev.holdup.agent.times.";

    private static final Pattern SAFEPOINT =
            Pattern.compile("Safepoint \"(\\w+)\".* Total: +(\\d+) ns");

    private final StringBuilder table = new StringBuilder();
    private final StringBuilder phases = new StringBuilder();
    private Workload workload = Workloads.named("tomcat");
    private int rounds = 3;
    private int seconds = 3;
    private int warmupSeconds = 10;
    private Path holdup = Path.of("analyzer/app/target/holdup.jar");
    private Path out = Path.of("samples/bench/target/results");

    private AttachRuns() {}

    @PrintsToConsole
    public static void main(String[] arguments) throws Exception {
        AttachRuns runs = new AttachRuns();
        try {
            runs.parse(arguments);
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.err.println(USAGE);
            System.exit(2);
            return;
        }
        Path folder = Files.createTempDirectory("holdup-attach");
        try {
            runs.run(folder);
        } finally {
            PairedRuns.deleteTree(folder);
        }
        System.out.println(runs.table);
        Files.createDirectories(runs.out);
        String name = "attach-" + runs.workload.name() + "-jdk" + Runtime.version().feature();
        Files.writeString(runs.out.resolve(name + ".md"), runs.table);
    }

    private void parse(String[] arguments) {
        for (int i = 0; i < arguments.length; i += 2) {
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException(arguments[i] + ": expected a value");
            }
            String value = arguments[i + 1];
            switch (arguments[i]) {
                case "--workload" -> workload = Workloads.named(value);
                case "--rounds" -> rounds = Integer.parseInt(value);
                case "--duration" -> seconds = Integer.parseInt(value);
                case "--warmup" -> warmupSeconds = Integer.parseInt(value);
                case "--holdup" -> holdup = Path.of(value);
                case "--out" -> out = Path.of(value);
                default -> throw new IllegalArgumentException("unknown option " + arguments[i]);
            }
        }
        if (!Files.isRegularFile(holdup)) {
            throw new IllegalArgumentException(
                    holdup + ": expected holdup.jar; build it, or name it with --holdup");
        }
    }

    private void run(Path folder) throws Exception {
        Path safepoints = folder.resolve("safepoints.txt");
        Process process =
                ServerProcess.launch(
                        workload,
                        folder,
                        List.of("-Xlog:safepoint:file=" + safepoints + ":uptime:filecount=0"));
        try {
            ServerProcess server = ServerProcess.ready(process, folder);
            AnswerTimes answers = AnswerTimes.start(workload, server.port());
            Thread.sleep(1000L * warmupSeconds);
            begin(answers);
            int seen = pauses(safepoints).size();
            for (int round = 1; round <= rounds; round++) {
                Path recording = folder.resolve("attached-" + round + ".jfr");
                Attaching attaching =
                        Attaching.to(process.pid(), holdup.toAbsolutePath(), seconds, recording);
                List<Pause> pauses = pauses(safepoints);
                row(round, attaching, pauses.subList(seen, pauses.size()), answers.take());
                phases.append(inside(process.pid(), round));
                seen = pauses.size();
            }
            table.append('\n').append(phases);
            answers.finish();
            server.finish();
        } finally {
            process.destroyForcibly();
        }
    }

    /** The same length of time without us, for comparison. */
    private void begin(AnswerTimes answers) throws InterruptedException {
        answers.take();
        Thread.sleep(1000L * seconds);
        table.append("\n### ").append(workload.name()).append(", JDK ");
        table.append(Runtime.version()).append(", holdup record for ").append(seconds);
        table.append(" s\n\n| round | begins, ms | ends, ms | reads it, ms | ");
        table.append("redefinitions: number, total, longest ms | all pauses, ms | ");
        table.append("answers | median ms | 99 % ms | longest ms |\n");
        table.append("|---|---|---|---|---|---|---|---|---|---|\n");
        table.append("| without | – | – | – | – | – | ").append(answers.take()).append(" |\n");
    }

    private void row(int round, Attaching attaching, List<Pause> pauses, String answers) {
        int redefinitions = 0;
        double redefining = 0;
        double longest = 0;
        double all = 0;
        for (Pause pause : pauses) {
            all += pause.millis();
            if (pause.name().equals("RedefineClasses")) {
                redefinitions++;
                redefining += pause.millis();
                longest = Math.max(longest, pause.millis());
            }
        }
        table.append(
                String.format(
                        Locale.ROOT,
                        "| %d | %.0f | %.0f | %.0f | %d, %.0f, %.0f | %.0f | %s |%n",
                        round,
                        attaching.beginMillis(),
                        attaching.endMillis(),
                        attaching.readMillis(),
                        redefinitions,
                        redefining,
                        longest,
                        all,
                        answers));
    }

    /** What the agent says of itself in system properties. */
    private static String inside(long pid, int round) throws IOException {
        Process jcmd =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                                Long.toString(pid),
                                "VM.system_properties")
                        .redirectErrorStream(true)
                        .start();
        StringBuilder said = new StringBuilder();
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(jcmd.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(TIMES)) {
                    said.append("round ").append(round).append(", ");
                    said.append(line.substring(TIMES.length()).replace("=", " in the server: "));
                    said.append("\n\n");
                }
            }
        }
        return said.toString();
    }

    /**
     * One time the JVM stood still.
     *
     * @param name of the operation
     * @param millis from asking the threads to stop until they went on
     */
    private record Pause(String name, double millis) {}

    private static List<Pause> pauses(Path log) throws IOException {
        List<Pause> pauses = new ArrayList<>();
        for (String line : Files.readAllLines(log)) {
            Matcher safepoint = SAFEPOINT.matcher(line);
            if (safepoint.find()) {
                pauses.add(new Pause(safepoint.group(1), Long.parseLong(safepoint.group(2)) / 1e6));
            }
        }
        return pauses;
    }
}
