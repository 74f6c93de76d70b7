package dev.holdup.blame;

import java.util.List;

/**
 * A stretch of a stall with one root and one chain. A stretch shared by several roots (blame.md
 * 2.5, OR-waits) yields one piece for each, over the same interval, with its share in nanoseconds.
 *
 * @param root row of the root in the result
 * @param fromNanos start
 * @param toNanos end, exclusive
 * @param sharedNanos the part of the interval blamed on this root; its length unless shared
 * @param hops the chain, the stalled thread first
 */
public record Piece(int root, long fromNanos, long toNanos, long sharedNanos, List<Hop> hops) {
    public Piece {
        hops = List.copyOf(hops);
    }
}
