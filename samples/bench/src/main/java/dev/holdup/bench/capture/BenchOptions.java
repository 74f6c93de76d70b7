package dev.holdup.bench.capture;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a run is asked to do.
 *
 * @param agent jar of our agent
 * @param out folder for results
 * @param workloads in the order given
 * @param sides what is put into the second copy
 * @param calls benchmarks of {@link HookRuns} to run; empty for all
 * @param pairs pairs for each side
 * @param warmupMillis before each window, at least
 * @param warmupOperations each copy has answered before a window, at least
 * @param windowMillis length of a window
 */
record BenchOptions(
        Path agent,
        Path out,
        List<Workload> workloads,
        List<Side> sides,
        List<String> calls,
        int pairs,
        int warmupMillis,
        int warmupOperations,
        int windowMillis) {

    static final String USAGE =
            "usage: PairedRuns [--workloads a,b] [--sides control,burn,holdup,jfr,async]"
                    + " [--pairs 8] [--warmup SECONDS] [--warmup-operations 20000] [--window SECONDS]"
                    + " [--calls virtualPingPong,poolExecute] [--agent holdup-agent.jar] [--out FOLDER]";

    static BenchOptions parse(String[] arguments) {
        Path agent = Path.of("agent/core/target/holdup-agent.jar");
        Path out = Path.of("samples/bench/target/results");
        List<Workload> workloads = Workloads.ALL;
        List<Side> sides = List.of(Side.values());
        List<String> calls = List.of();
        int pairs = 8;
        int warmupMillis = 4_000;
        int warmupOperations = 20_000;
        int windowMillis = 5_000;
        for (int i = 0; i < arguments.length; i += 2) {
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException(arguments[i] + ": expected a value");
            }
            String value = arguments[i + 1];
            switch (arguments[i]) {
                case "--agent" -> agent = Path.of(value);
                case "--out" -> out = Path.of(value);
                case "--workloads" -> workloads = workloads(value);
                case "--sides" -> sides = sides(value);
                case "--calls" -> calls = List.of(value.split(",", -1));
                case "--pairs" -> pairs = Integer.parseInt(value);
                case "--warmup" -> warmupMillis = 1000 * Integer.parseInt(value);
                case "--warmup-operations" -> warmupOperations = Integer.parseInt(value);
                case "--window" -> windowMillis = 1000 * Integer.parseInt(value);
                default -> throw new IllegalArgumentException("unknown option " + arguments[i]);
            }
        }
        return new BenchOptions(
                agent,
                out,
                workloads,
                sides,
                calls,
                pairs,
                warmupMillis,
                warmupOperations,
                windowMillis);
    }

    private static List<Workload> workloads(String names) {
        List<Workload> found = new ArrayList<>();
        for (String name : names.split(",", -1)) {
            found.add(Workloads.named(name));
        }
        return found;
    }

    private static List<Side> sides(String names) {
        List<Side> found = new ArrayList<>();
        for (String name : names.split(",", -1)) {
            found.add(Side.valueOf(name.toUpperCase(Locale.ROOT)));
        }
        return found;
    }
}
