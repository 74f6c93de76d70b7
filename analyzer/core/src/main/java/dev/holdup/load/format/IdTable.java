package dev.holdup.load.format;

import java.util.Arrays;

/**
 * What each id of a chunk stands for, ready to be asked once for each event: one array where ids
 * lie close together, which they do from a chunk's first one on. Immutable.
 */
final class IdTable {
    /** Knows no id. */
    static final IdTable EMPTY = new IdTable(new LongIntMap(), new int[0]);

    /** The array may have so many places for each id, and this many more. */
    private static final long LOOSE = 16;

    private static final long LEAST = 4096;

    private final LongIntMap rows;
    private final int[] resolved;
    private final long first;
    private final int[] dense;

    /**
     * @param rows row by id
     * @param resolved what each row stands for, {@link LongIntMap#NONE} for nothing
     */
    IdTable(LongIntMap rows, int[] resolved) {
        this.rows = rows;
        this.resolved = resolved;
        long least = rows.leastKey();
        long span = rows.largestKey() - least;
        if (rows.size() == 0 || span < 0 || span >= rows.size() * LOOSE + LEAST) {
            first = 0;
            dense = new int[0];
            return;
        }
        first = least;
        dense = new int[(int) span + 1];
        Arrays.fill(dense, LongIntMap.NONE);
        rows.forEach((id, row) -> dense[(int) (id - least)] = resolved[row]);
    }

    int get(long id) {
        long place = id - first;
        if (place >= 0 && place < dense.length) {
            return dense[(int) place];
        }
        int row = rows.get(id);
        return row == LongIntMap.NONE ? LongIntMap.NONE : resolved[row];
    }
}
