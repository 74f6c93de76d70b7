package dev.holdup.bench.capture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * What the agent costs a real server: two copies at the same time, one of them bare, CPU per
 * operation as a ratio pair by pair.
 *
 * <ol>
 *   <li>all pairs of a workload are put in random order, so that what drifts hits all sides alike
 *   <li>both copies start together; every thread of the client asks them in turn, so that they do
 *       the same, and they are left to warm up
 *   <li>over one window, the CPU used by both is read, and how long the client waited for either
 *   <li>both end by themselves; an exit status other than 0 or a wrong answer fails the run
 * </ol>
 *
 * <p>Concurrent copies see the same neighbours, the same clock rate and the same load of the
 * machine; runs one after the other drift more than what is to be measured.
 */
public final class PairedRuns {
    private final BenchOptions options;
    private final Tools tools;
    private final Path folder;

    private PairedRuns(BenchOptions options, Tools tools, Path folder) {
        this.options = options;
        this.tools = tools;
        this.folder = folder;
    }

    @PrintsToConsole
    public static void main(String[] arguments) throws Exception {
        BenchOptions options;
        try {
            options = BenchOptions.parse(arguments);
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.err.println(BenchOptions.USAGE);
            System.exit(2);
            return;
        }
        Path folder = Files.createTempDirectory("holdup-bench");
        try {
            Tools tools = Tools.find(options.agent(), folder);
            PairedRuns runs = new PairedRuns(options, tools, folder);
            for (Workload workload : options.workloads()) {
                if (workload.runsOn(Runtime.version().feature())) {
                    runs.run(workload);
                } else {
                    say(workload.name() + ": not on this JDK");
                }
            }
        } finally {
            deleteTree(folder);
        }
    }

    private void run(Workload workload) throws Exception {
        List<Side> order = new ArrayList<>(); // (1)
        for (Side side : options.sides()) {
            order.addAll(Collections.nCopies(options.pairs(), side));
        }
        Collections.shuffle(order, new Random(workload.name().hashCode()));
        PairedResult result = new PairedResult(workload.name(), options);
        for (int i = 0; i < order.size(); i++) {
            Side side = order.get(i);
            Pair pair = runPair(workload, side, i % 2 == 0);
            result.add(side, pair);
            result.write(options.out());
            progress(
                    String.format(
                            java.util.Locale.ROOT,
                            "%s %d/%d %s: CPU %.3f, latency %.3f, %d operations",
                            workload.name(),
                            i + 1,
                            order.size(),
                            side.key(),
                            pair.cpuRatio(),
                            pair.latencyRatio(),
                            pair.operations()));
        }
        say(result.table());
    }

    private Pair runPair(Workload workload, Side side, boolean isBareFirst) throws Exception {
        Path bareFolder = Files.createTempDirectory(folder, "bare");
        Path sideFolder = Files.createTempDirectory(folder, "side");
        List<String> sideArguments = side.arguments(tools, sideFolder);
        Process first = // (2)
                isBareFirst
                        ? ServerProcess.launch(workload, bareFolder, List.of())
                        : ServerProcess.launch(workload, sideFolder, sideArguments);
        Process second =
                isBareFirst
                        ? ServerProcess.launch(workload, sideFolder, sideArguments)
                        : ServerProcess.launch(workload, bareFolder, List.of());
        try {
            ServerProcess bare = ServerProcess.ready(isBareFirst ? first : second, bareFolder);
            ServerProcess other = ServerProcess.ready(isBareFirst ? second : first, sideFolder);
            return measure(workload, bare, other, sideFolder.resolve(Side.RECORDING));
        } finally {
            first.destroyForcibly();
            second.destroyForcibly();
            deleteTree(bareFolder);
            deleteTree(sideFolder);
        }
    }

    private Pair measure(Workload workload, ServerProcess bare, ServerProcess other, Path recording)
            throws Exception {
        Load load = Load.start(workload, bare.port(), other.port());
        load.awaitFirstAnswer();
        Thread.sleep(options.warmupMillis());
        load.awaitAnswers(options.warmupOperations());
        long bareCpu = -bare.cpuNanos(); // (3)
        long otherCpu = -other.cpuNanos();
        long operations = -load.operations();
        long bareWaited = -load.waitedNanos(0);
        long otherWaited = -load.waitedNanos(1);
        Thread.sleep(options.windowMillis());
        bareCpu += bare.cpuNanos();
        otherCpu += other.cpuNanos();
        operations += load.operations();
        bareWaited += load.waitedNanos(0);
        otherWaited += load.waitedNanos(1);
        load.finish(); // (4)
        bare.finish();
        other.finish();
        long recorded = Files.exists(recording) ? Files.size(recording) : 0;
        return new Pair(bareCpu, otherCpu, operations, bareWaited, otherWaited, recorded);
    }

    static void deleteTree(Path tree) throws IOException {
        List<Path> paths = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(tree)) {
            walk.sorted(Comparator.reverseOrder()).forEach(paths::add);
        }
        for (Path path : paths) {
            Files.deleteIfExists(path);
        }
    }

    @PrintsToConsole
    private static void say(String what) {
        System.out.println(what);
    }

    @PrintsToConsole
    private static void progress(String what) {
        System.err.println(what);
    }
}
