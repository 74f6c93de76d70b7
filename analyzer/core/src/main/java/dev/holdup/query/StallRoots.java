package dev.holdup.query;

import dev.holdup.blame.BlameResult;
import dev.holdup.model.ResourceTable;
import dev.holdup.model.ThreadTable;
import dev.holdup.report.BlameRow;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which roots of the result a row of the blame table stands for. */
final class StallRoots {
    private StallRoots() {}

    /** Rows of the result's roots with the row's kind, operation, target, detail and site. */
    static BitSet of(BlameResult blame, BlameRow row) {
        BitSet roots = new BitSet();
        Map<Integer, Boolean> siteMatches = new HashMap<>();
        for (int root = 0; root < blame.rootCount(); root++) {
            if (blame.rootKind(root) != row.kind()
                    || !operation(blame, root).equals(row.operation())
                    || !blame.rootDetail(root).equals(row.detail())
                    || !target(blame, root).equals(row.target())
                    || !row.threads().containsAll(threadNames(blame, root))) {
                continue;
            }
            int stack = blame.rootStack(root);
            List<String> site = row.site();
            if (siteMatches.computeIfAbsent(
                    stack, key -> blame.trace().stacks().texts(key).equals(site))) {
                roots.set(root);
            }
        }
        return roots;
    }

    /** Threads that are the root; a row names them all, and some rows differ in nothing else. */
    private static List<String> threadNames(BlameResult blame, int root) {
        List<String> names = new ArrayList<>();
        if (blame.rootThread(root) != ThreadTable.NONE) {
            names.add(blame.trace().threads().name(blame.rootThread(root)));
        }
        for (int member : blame.rootMembers(root)) {
            names.add(blame.trace().threads().name(member));
        }
        return names;
    }

    private static String operation(BlameResult blame, int root) {
        return blame.rootHasOperation(root) ? blame.rootOperation(root).text() : "";
    }

    private static String target(BlameResult blame, int root) {
        int resource = blame.rootResource(root);
        return resource == ResourceTable.NONE ? "" : blame.trace().resources().name(resource);
    }
}
