package dev.holdup.query;

import dev.holdup.blame.BlameResult;
import dev.holdup.model.ResourceTable;
import dev.holdup.model.ThreadTable;
import dev.holdup.report.BlameRow;
import dev.holdup.report.Report;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which row of the blame table each root of the result belongs to. A row names kind, operation,
 * target, detail, site and threads; that is what the roots are matched by.
 */
final class RowOfRoot {
    /** The root is in no row: it never stalled anyone, or there was no work. */
    static final int NONE = 0;

    private record Key(
            String kind, String operation, String target, String detail, List<String> site) {}

    private final int[] rowOfRoot;

    private RowOfRoot(int roots) {
        rowOfRoot = new int[roots];
    }

    static RowOfRoot of(BlameResult blame, Report report) {
        Map<Key, List<BlameRow>> rows = new HashMap<>();
        for (BlameRow row : report.blame()) {
            Key key =
                    new Key(
                            row.kind().name(),
                            row.operation(),
                            row.target(),
                            row.detail(),
                            row.site());
            rows.computeIfAbsent(key, unused -> new ArrayList<>()).add(row);
        }
        Map<Integer, List<String>> sites = new HashMap<>();
        RowOfRoot result = new RowOfRoot(blame.rootCount());
        for (int root = 0; root < blame.rootCount(); root++) {
            List<String> site =
                    sites.computeIfAbsent(
                            blame.rootStack(root), stack -> blame.trace().stacks().texts(stack));
            List<BlameRow> candidates = rows.getOrDefault(key(blame, root, site), List.of());
            List<String> names = threadNames(blame, root);
            for (BlameRow row : candidates) {
                if (row.threads().containsAll(names)) {
                    result.rowOfRoot[root] = row.id();
                    break;
                }
            }
        }
        return result;
    }

    private static Key key(BlameResult blame, int root, List<String> site) {
        int resource = blame.rootResource(root);
        return new Key(
                blame.rootKind(root).name(),
                blame.rootHasOperation(root) ? blame.rootOperation(root).text() : "",
                resource == ResourceTable.NONE ? "" : blame.trace().resources().name(resource),
                blame.rootDetail(root),
                site);
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

    /** Id of the row, from 1, or {@link #NONE}. */
    int row(int root) {
        return rowOfRoot[root];
    }

    /** All roots of a row. */
    BitSet roots(int row) {
        BitSet roots = new BitSet();
        for (int root = 0; root < rowOfRoot.length; root++) {
            if (rowOfRoot[root] == row) {
                roots.set(root);
            }
        }
        return roots;
    }

    /** Number of roots in no row, for checks. */
    long unplaced() {
        return Arrays.stream(rowOfRoot).filter(row -> row == NONE).count();
    }
}
