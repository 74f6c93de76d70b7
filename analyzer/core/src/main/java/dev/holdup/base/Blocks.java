package dev.holdup.base;

/** How columns are cut into blocks; all three kinds of columns alike. */
public final class Blocks {
    static final int BITS = 14;

    /** Rows of a block. */
    public static final int SIZE = 1 << BITS;

    static final int MASK = SIZE - 1;

    /** A block that grows has room for so many rows at least. */
    static final int LEAST = 16;

    private Blocks() {}

    /** Blocks of a column of this size. */
    static int count(int size) {
        return (int) ((size + (long) MASK) >> BITS);
    }

    /** First row from {@code row} on that is the first of a block. */
    public static int nextStart(int row) {
        return (row + MASK) & ~MASK;
    }
}
