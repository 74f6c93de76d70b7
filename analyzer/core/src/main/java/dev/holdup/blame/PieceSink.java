package dev.holdup.blame;

/** Takes the pieces of stalls a {@link Sweep} finds, in order of their end. */
interface PieceSink {
    /** True if {@link #add} needs to know the cell; -1 stands for it otherwise. */
    boolean wantsCells();

    /** Takes [from, to) of one victim, whole. */
    void add(int victim, int incident, int cell, int root, long from, long to, boolean exact);

    /** Takes a share of {@code nanos} of [from, to); the cell belongs to the one victim. */
    void addShare(
            int victim,
            int incident,
            int cell,
            int root,
            long from,
            long to,
            long nanos,
            boolean exact);

    /** True from time to time: then {@link #forgetBefore} makes room. */
    boolean wantsRoom();

    /** No piece added from now on starts before the instant. */
    void forgetBefore(long nanos);

    /** All pieces have been added. */
    void finish();
}
