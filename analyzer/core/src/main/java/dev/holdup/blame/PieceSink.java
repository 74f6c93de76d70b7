package dev.holdup.blame;

/** Takes the pieces of stalls a {@link Sweep} finds, in order of their end. */
interface PieceSink {
    /** True if {@link #add} needs to know path and place; -1 stands for them otherwise. */
    boolean wantsCells();

    /**
     * Takes [from, to) of one victim, whole.
     *
     * @param endThread the last thread of the chain; NONE if {@code end} is the root itself
     * @param end how the chain ends there, of {@link RootNames}
     * @param path of {@link CellTable}, as {@code place}
     */
    void add(
            int victim,
            int incident,
            int endThread,
            int end,
            int path,
            int place,
            long from,
            long to,
            boolean exact);

    /** Takes a share of {@code nanos} of [from, to). */
    void addShare(
            int victim,
            int incident,
            int root,
            int path,
            int place,
            long from,
            long to,
            long nanos,
            boolean exact);

    /** No piece added from now on starts before the instant: there may be room to be made. */
    void forgetBefore(long nanos);

    /** All pieces have been added. */
    void finish();
}
