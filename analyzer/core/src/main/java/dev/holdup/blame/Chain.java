package dev.holdup.blame;

import java.util.List;

/**
 * Why a thread did not progress at one instant: the stalled thread first, the root cause last.
 *
 * @param root row of the root in the result, or {@link #NO_ROOT} if the thread was not stalled at
 *     that instant, or the instant is outside the analysed window
 * @param hops the threads along the chain; empty if the thread did not live at that instant
 */
public record Chain(int root, List<Hop> hops) {
    /** No root: not stalled. */
    public static final int NO_ROOT = -1;

    public Chain {
        hops = List.copyOf(hops);
    }
}
