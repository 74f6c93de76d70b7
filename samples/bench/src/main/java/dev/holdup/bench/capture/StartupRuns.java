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

/**
 * What the agent adds to the start and the end of a JVM: {@link Hello} with it and without, both
 * started at the same time, wall clock and CPU as differences pair by pair. Takes the options of
 * {@link PairedRuns}, of which it needs {@code --sides}, {@code --pairs}, {@code --agent} and
 * {@code --out}. CPU times come from the shell's {@code times}.
 */
public final class StartupRuns {

    private StartupRuns() {}

    /**
     * One start.
     *
     * @param wallMillis from launch to the process being gone
     * @param cpuMillis user and system
     */
    private record Start(double wallMillis, double cpuMillis) {}

    @PrintsToConsole
    public static void main(String[] arguments) throws Exception {
        BenchOptions options = BenchOptions.parse(arguments);
        Path folder = Files.createTempDirectory("holdup-start");
        Tools tools = Tools.find(options.agent(), folder);
        StringBuilder table = new StringBuilder();
        table.append("\n### Hello world, JDK ").append(Runtime.version());
        table.append(", ").append(options.pairs()).append(" pairs\n\n");
        table.append("| in the second copy | added wall ms: median | quartiles | ");
        table.append("added CPU ms: median | quartiles | bare: wall ms | CPU ms |\n");
        table.append("|---|---|---|---|---|---|---|\n");
        for (Side side : options.sides()) {
            if (side != Side.BURN) {
                table.append(row(side, side.arguments(tools, folder), options.pairs(), folder));
            }
        }
        System.out.println(table);
        Files.createDirectories(options.out());
        Files.writeString(
                options.out().resolve("startup-jdk" + Runtime.version().feature() + ".md"), table);
        PairedRuns.deleteTree(folder);
    }

    private static String row(Side side, List<String> sideArguments, int pairs, Path folder)
            throws Exception {
        double[] wall = new double[pairs];
        double[] cpu = new double[pairs];
        double[] bareWall = new double[pairs];
        double[] bareCpu = new double[pairs];
        for (int i = -1; i < pairs; i++) {
            // The first pair fills the page cache and is not counted.
            Start[] starts = pair(sideArguments, folder, i % 2 == 0);
            if (i >= 0) {
                bareWall[i] = starts[0].wallMillis();
                bareCpu[i] = starts[0].cpuMillis();
                wall[i] = starts[1].wallMillis() - bareWall[i];
                cpu[i] = starts[1].cpuMillis() - bareCpu[i];
            }
        }
        Spread wallSpread = Spread.of(wall);
        Spread cpuSpread = Spread.of(cpu);
        return String.format(
                Locale.ROOT,
                "| %s | %.0f | %.0f – %.0f | %.0f | %.0f – %.0f | %.0f | %.0f |%n",
                side.label(),
                wallSpread.median(),
                wallSpread.low(),
                wallSpread.high(),
                cpuSpread.median(),
                cpuSpread.low(),
                cpuSpread.high(),
                Spread.of(bareWall).median(),
                Spread.of(bareCpu).median());
    }

    /** Bare first in the answer, whichever was started first. */
    private static Start[] pair(List<String> sideArguments, Path folder, boolean isBareFirst)
            throws Exception {
        long[] begun = new long[2];
        Process[] processes = new Process[2];
        for (int i = 0; i < 2; i++) {
            int which = isBareFirst ? i : 1 - i;
            begun[which] = System.nanoTime();
            processes[which] = launch(which == 0 ? List.of() : sideArguments, folder);
        }
        Start[] starts = new Start[2];
        Thread[] readers = new Thread[2];
        for (int i = 0; i < 2; i++) {
            int which = i;
            readers[i] =
                    new Thread(
                            () -> starts[which] = finish(processes[which], begun[which]),
                            "start " + i);
            readers[i].start();
        }
        for (Thread reader : readers) {
            reader.join();
        }
        return starts;
    }

    private static Process launch(List<String> jvmArguments, Path folder) throws IOException {
        StringBuilder script = new StringBuilder();
        List<String> java = new ArrayList<>();
        java.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        java.addAll(jvmArguments);
        java.add("-cp");
        // It runs in another folder.
        String jar = System.getProperty("java.class.path").split(":", 2)[0];
        java.add(Path.of(jar).toAbsolutePath().toString());
        java.add(Hello.class.getName());
        for (String word : java) {
            script.append('\'').append(word).append("' ");
        }
        script.append("2>/dev/null; times");
        return new ProcessBuilder("sh", "-c", script.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
    }

    /** Reads the program's line and those of {@code times}: the shell's, then its children's. */
    private static Start finish(Process process, long begunNanos) {
        try (BufferedReader out =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String hello = out.readLine();
            while (hello != null && !hello.equals("hello")) {
                // JFR of JDK 17 prints its options on stdout.
                hello = out.readLine();
            }
            out.readLine();
            String children = out.readLine();
            double wallMillis = (System.nanoTime() - begunNanos) / 1e6;
            if (hello == null || children == null) {
                throw new IllegalStateException("start: expected hello, found the end");
            }
            double cpuMillis = 0;
            for (String time : children.trim().split(" ", -1)) {
                int minutes = time.indexOf('m');
                cpuMillis += 60_000 * Double.parseDouble(time.substring(0, minutes));
                cpuMillis +=
                        1000 * Double.parseDouble(time.substring(minutes + 1, time.length() - 1));
            }
            return new Start(wallMillis, cpuMillis);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
