package dev.holdup.bench.capture;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * {@link HookBenchmarks} under JMH, in pairs of JVMs that run at the same time, one of them bare:
 * CPU per operation as a ratio and as a difference, pair by pair. JMH runs in the JVM we start
 * ({@code -f 0}), since two forks of one JMH would run one after the other.
 */
public final class HookRuns {
    static final String DISARM = "holdup.bench.disarm";

    private static final int TIMEOUT_SECONDS = 120;
    private static final List<String> BENCHMARKS =
            List.of(
                    "parkWithPermit",
                    "platformPingPong",
                    "virtualPingPong",
                    "socketRoundTrip",
                    "fileRead16",
                    "poolExecute",
                    "poolSubmitGet");

    /** What the second JVM has in it. */
    private enum Mode {
        JFR("JFR default settings"),
        OFF("hooks in, switched off"),
        ARMED("armed, nothing long enough"),
        RECORDED("every call recorded");

        private final String label;

        Mode(String label) {
            this.label = label;
        }

        private List<String> arguments(Tools tools, Path folder) {
            String agent = "-javaagent:" + tools.agent() + "=quiet,out=" + folder.resolve("h.jfr");
            return switch (this) {
                case JFR ->
                        List.of(
                                "-XX:StartFlightRecording=filename=" + folder.resolve("j.jfr"),
                                "-Xlog:jfr*=off");
                case OFF -> List.of(agent, "-D" + DISARM + "=true");
                case ARMED -> List.of(agent + ",threshold=1h");
                case RECORDED -> List.of(agent + ",threshold=0,rate=0");
            };
        }
    }

    private HookRuns() {}

    @PrintsToConsole
    public static void main(String[] arguments) throws Exception {
        BenchOptions options = BenchOptions.parse(arguments);
        Path folder = Files.createTempDirectory("holdup-hooks");
        Tools tools = Tools.find(options.agent(), folder);
        StringBuilder table = new StringBuilder();
        table.append("\n### Hooks, JDK ").append(Runtime.version()).append(", ");
        table.append(options.pairs()).append(" pairs, CPU per operation\n\n");
        table.append("| call | bare, ns | in the second copy | added, ns: median | quartiles ");
        table.append("| ratio: median | quartiles |\n|---|---|---|---|---|---|---|\n");
        for (String benchmark : BENCHMARKS) {
            boolean isWanted = options.calls().isEmpty() || options.calls().contains(benchmark);
            boolean isVirtual = benchmark.startsWith("virtual");
            if (!isWanted || (isVirtual && !VirtualThreads.available())) {
                continue;
            }
            for (Mode mode : Mode.values()) {
                String row = row(benchmark, mode, options.pairs(), tools, folder);
                System.err.print(row);
                table.append(row);
            }
        }
        System.out.println(table);
        Files.createDirectories(options.out());
        Files.writeString(
                options.out().resolve("hooks-jdk" + Runtime.version().feature() + ".md"), table);
        PairedRuns.deleteTree(folder);
    }

    private static String row(String benchmark, Mode mode, int pairs, Tools tools, Path folder)
            throws Exception {
        double[] bare = new double[pairs];
        double[] added = new double[pairs];
        double[] ratio = new double[pairs];
        for (int i = 0; i < pairs; i++) {
            Path bareResult = folder.resolve("bare.json");
            Path otherResult = folder.resolve("other.json");
            Process first = launch(benchmark, List.of(), bareResult);
            Process second = launch(benchmark, mode.arguments(tools, folder), otherResult);
            await(first);
            await(second);
            bare[i] = cpuNanos(bareResult);
            double other = cpuNanos(otherResult);
            added[i] = other - bare[i];
            ratio[i] = other / bare[i];
        }
        Spread addedSpread = Spread.of(added);
        Spread ratioSpread = Spread.of(ratio);
        return String.format(
                Locale.ROOT,
                "| %s | %.0f | %s | %.0f | %.0f – %.0f | %.2f | %.2f – %.2f |%n",
                benchmark,
                Spread.of(bare).median(),
                mode.label,
                addedSpread.median(),
                addedSpread.low(),
                addedSpread.high(),
                ratioSpread.median(),
                ratioSpread.low(),
                ratioSpread.high());
    }

    private static Process launch(String benchmark, List<String> jvmArguments, Path result)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Djmh.ignoreLock=true");
        command.add("-Djdk.virtualThreadScheduler.parallelism=1");
        command.addAll(jvmArguments);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add("org.openjdk.jmh.Main");
        command.addAll(
                List.of(
                        "HookBenchmarks\\." + benchmark + "$",
                        "-f",
                        "0",
                        "-wi",
                        "3",
                        "-w",
                        "500ms",
                        "-i",
                        "3",
                        "-r",
                        "1s",
                        "-prof",
                        CpuProfiler.class.getName(),
                        "-rf",
                        "json",
                        "-rff",
                        result.toString()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static void await(Process process) throws IOException, InterruptedException {
        if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException("benchmark: expected exit status 0 within 120 s");
        }
    }

    private static double cpuNanos(Path result) throws IOException {
        JsonArray benchmarks = JsonParser.parseString(Files.readString(result)).getAsJsonArray();
        JsonObject secondary =
                benchmarks.get(0).getAsJsonObject().getAsJsonObject("secondaryMetrics");
        for (String key : secondary.keySet()) {
            if (key.endsWith(CpuProfiler.LABEL)) {
                return secondary.getAsJsonObject(key).get("score").getAsDouble();
            }
        }
        throw new IOException(result + ": expected the metric " + CpuProfiler.LABEL);
    }
}
