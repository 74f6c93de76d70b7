package dev.holdup.load;

import dev.holdup.load.format.ChunkLoss;
import java.util.ArrayList;
import java.util.List;

/**
 * A span of the trace in which events of one JVM were lost on the way: its chunk is cut, was not
 * finished, or has bytes in it that make no sense.
 *
 * @param jvm number of the JVM
 * @param fromNanos start of the chunk in the trace
 * @param toNanos its end: what happened later stands in later chunks
 * @param cut true if everything before some place is there and nothing behind it, false if anything
 *     may be missing
 */
record UntoldSpan(int jvm, long fromNanos, long toNanos, boolean cut) {
    /** More are taken together, as a hostile file may have a chunk every 68 bytes. */
    private static final int MOST = 64;

    /**
     * The spans of the damaged ones among these chunks.
     *
     * @param chunks in the order of their start
     * @param losses of each chunk, in reading it
     * @param startEpochNanos start of the trace
     * @param windowNanos its length
     */
    static List<UntoldSpan> of(
            List<ChunkMap.Chunk> chunks,
            List<ChunkLoss> losses,
            long startEpochNanos,
            long windowNanos) {
        List<UntoldSpan> spans = new ArrayList<>();
        for (int i = 0; i < chunks.size(); i++) {
            ChunkMap.Chunk chunk = chunks.get(i);
            ChunkLoss loss = losses.get(i);
            if (!chunk.cut() && loss == ChunkLoss.NOTHING) {
                continue;
            }
            boolean cut = loss != ChunkLoss.ANYWHERE;
            long from = chunk.header().startEpochNanos() - startEpochNanos;
            long to = endOf(chunks, i, startEpochNanos, windowNanos);
            if (spans.size() < MOST) {
                spans.add(new UntoldSpan(chunk.jvm(), from, to, cut));
            } else {
                // The spans are in order: the last one reaches on, and nothing in it is sure.
                UntoldSpan last = spans.get(MOST - 1);
                spans.set(
                        MOST - 1,
                        new UntoldSpan(
                                last.jvm, last.fromNanos, Math.max(last.toNanos, to), false));
            }
        }
        return spans;
    }

    /** The next chunk of the same JVM tells what goes on; behind the last one nobody does. */
    private static long endOf(
            List<ChunkMap.Chunk> chunks, int index, long startEpochNanos, long windowNanos) {
        for (int i = index + 1; i < chunks.size(); i++) {
            if (chunks.get(i).jvm() == chunks.get(index).jvm()) {
                return chunks.get(i).header().startEpochNanos() - startEpochNanos;
            }
        }
        return windowNanos;
    }
}
