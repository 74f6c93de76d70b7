package dev.holdup.query;

import dev.holdup.report.BlameRow;
import dev.holdup.report.Report;
import java.util.Arrays;
import java.util.BitSet;

/** Which row of the blame table each root of the result belongs to; the report has decided it. */
final class RowOfRoot {
    /** The root is in no row: it never stalled anyone, or there was no work. */
    static final int NONE = 0;

    private final int[] rowOfRoot;

    private RowOfRoot(int roots) {
        rowOfRoot = new int[roots];
    }

    static RowOfRoot of(int rootCount, Report report) {
        RowOfRoot result = new RowOfRoot(rootCount);
        for (int root = 0; root < rootCount; root++) {
            result.rowOfRoot[root] = report.rowOfRoot(root).map(BlameRow::id).orElse(NONE);
        }
        return result;
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
