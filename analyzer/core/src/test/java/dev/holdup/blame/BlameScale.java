package dev.holdup.blame;

import dev.holdup.model.Trace;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/**
 * Time of the blame sweep by number of segments and threads: {@code BlameScale <segments> <threads>
 * [rounds] [random|convoys]}. Prints CPU time of this thread, so that a busy machine changes
 * little.
 */
public final class BlameScale {
    private BlameScale() {}

    public static void main(String[] args) {
        int segments = Integer.parseInt(args[0]);
        int threads = Integer.parseInt(args[1]);
        int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 3;
        boolean convoys = args.length > 3 && args[3].equals("convoys");
        Trace trace =
                convoys
                        ? ConvoyTrace.of(segments, threads, 1)
                        : ScaleTraces.random(segments, threads, 1);
        StringBuilder report = new StringBuilder();
        for (int round = 0; round < rounds; round++) {
            long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            BlameResult result = BlameEngine.analyze(trace, BlameOptions.wholeRecording());
            long spent = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu;
            report.append(
                    String.format(
                            Locale.ROOT,
                            "%d segments, %d threads: %.2f s CPU, %d cells, %d roots, suffered %d"
                                    + " ns, heap %d MB%n",
                            trace.segments().size(),
                            threads,
                            spent / 1e9,
                            result.cellCount(),
                            result.rootCount(),
                            result.sufferedNanos(),
                            (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory())
                                    >> 20));
        }
        System.out.print(report);
    }
}
