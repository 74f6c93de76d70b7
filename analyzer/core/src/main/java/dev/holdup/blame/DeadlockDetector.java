package dev.holdup.blame;

import dev.holdup.model.ResourceTable;
import java.util.ArrayList;
import java.util.List;

/** Deadlocks: roots of kind CYCLE and KNOT. */
final class DeadlockDetector {
    private DeadlockDetector() {}

    static void find(BlameResult result, Detectors.Limits limits, List<Finding> findings) {
        long[] stalled = new long[result.rootCount()];
        for (int cell = 0; cell < result.cellCount(); cell++) {
            stalled[result.cellRoot(cell)] += result.cellNanos(cell);
        }
        for (int root = 0; root < result.rootCount(); root++) {
            RootKind kind = result.rootKind(root);
            if (kind != RootKind.CYCLE && kind != RootKind.KNOT) {
                continue;
            }
            List<Integer> threads = new ArrayList<>();
            List<String> names = new ArrayList<>();
            for (int thread : result.rootMembers(root)) {
                threads.add(thread);
                names.add(result.trace().threads().displayName(thread));
            }
            int resource = result.rootResource(root);
            List<Integer> resources =
                    resource == ResourceTable.NONE ? List.of() : List.of(resource);
            String summary =
                    String.join(", ", names)
                            + (names.size() == 1
                                    ? " waits for what only it could do and never progresses."
                                    : " wait for each other and never progress.");
            Finding.Kind found = kind == RootKind.CYCLE ? Finding.Kind.DEADLOCK : Finding.Kind.KNOT;
            findings.add(
                    new Finding(found, stalled[root], summary, threads, resources, List.of(root)));
        }
    }
}
