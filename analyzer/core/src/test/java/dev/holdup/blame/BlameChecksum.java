package dev.holdup.blame;

import dev.holdup.load.LoadOptions;
import dev.holdup.load.RecordingLoader;
import dev.holdup.model.ThreadState;
import dev.holdup.model.Trace;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * A number for all that a result says, whatever the order of its rows, to hold two builds against
 * each other: {@code BlameChecksum random|convoys <segments> <threads> <seed>} or {@code
 * BlameChecksum <recording>...}.
 */
public final class BlameChecksum {
    private BlameChecksum() {}

    public static void main(String[] args) throws Exception {
        boolean random = args[0].equals("random");
        if (random || args[0].equals("convoys")) {
            int segments = Integer.parseInt(args[1]);
            int threads = Integer.parseInt(args[2]);
            long seed = Long.parseLong(args[3]);
            print(
                    String.join(" ", args),
                    random
                            ? ScaleTraces.random(segments, threads, seed)
                            : ConvoyTrace.of(segments, threads, seed));
            return;
        }
        for (String file : args) {
            print(
                    file,
                    RecordingLoader.load(List.of(Path.of(file)), LoadOptions.defaults()).trace());
        }
    }

    private static void print(String name, Trace trace) {
        BlameResult whole = BlameEngine.analyze(trace, BlameOptions.wholeRecording());
        long end = whole.toNanos();
        BlameResult part = BlameEngine.analyze(whole, end / 3, end - end / 4);
        System.out.println(
                name + " " + Long.toHexString(of(whole)) + " " + Long.toHexString(of(part)));
    }

    /** The number of one result; of roots without a share nothing is counted. */
    static long of(BlameResult result) {
        long[] roots = new long[result.rootCount()];
        long sum = 0;
        for (int root = 0; root < roots.length; root++) {
            roots[root] =
                    mix(
                            result.rootKind(root).ordinal(),
                            result.rootThread(root),
                            Arrays.hashCode(result.rootMembers(root)),
                            result.rootHasOperation(root) ? result.rootOperation(root).code() : -1,
                            result.rootResource(root),
                            result.rootStack(root),
                            result.rootDetail(root).hashCode());
            if (result.rootIncidents(root) > 0) {
                sum +=
                        mix(
                                roots[root],
                                result.rootWallNanos(root),
                                result.rootOwnNanos(root),
                                result.rootIncidents(root),
                                result.rootLongestNanos(root));
            }
        }
        for (int cell = 0; cell < result.cellCount(); cell++) {
            sum +=
                    mix(
                            roots[result.cellRoot(cell)],
                            result.cellVictim(cell),
                            result.cellState(cell).ordinal(),
                            result.cellHasOperation(cell) ? result.cellOperation(cell).code() : -1,
                            result.cellStack(cell),
                            Arrays.hashCode(result.cellThrough(cell)),
                            result.cellExactNanos(cell),
                            result.cellInferredNanos(cell),
                            result.cellIncidents(cell),
                            result.cellLongestNanos(cell));
        }
        for (int thread = 0; thread < result.trace().threads().size(); thread++) {
            long states = 0;
            for (ThreadState state : ThreadState.values()) {
                states = mix(states, result.stateNanos(thread, state));
            }
            sum +=
                    mix(
                            thread,
                            states,
                            result.sufferedNanos(thread),
                            result.inflictedOthersNanos(thread));
        }
        return sum
                + mix(
                        result.idleNanos(),
                        result.ambiguousIdleNanos(),
                        result.unknownNanos(),
                        result.inferredNanos());
    }

    private static long mix(long... values) {
        long hash = 0;
        for (long value : values) {
            hash = (hash ^ value) * 0x9e3779b97f4a7c15L;
            hash ^= hash >>> 29;
        }
        return hash;
    }
}
