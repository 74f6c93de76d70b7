package dev.holdup.load.format;

import dev.holdup.base.LongColumn;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Finds the metadata and checkpoint events of a chunk by going from event to event by their sizes,
 * for chunks whose header does not lead to them: cut, damaged, or still being written.
 */
final class ChunkIndex {
    final LongColumn metadata = new LongColumn();
    final LongColumn checkpoints = new LongColumn();

    private ChunkIndex() {}

    /** {@code types} helps over damaged places; null if they are not known yet. */
    static ChunkIndex scan(
            ChunkInput input, ChunkHeader header, long end, @Nullable ChunkTypes types)
            throws IOException {
        ChunkIndex index = new ChunkIndex();
        Resync resync = new Resync(input, header, end, types);
        long at = header.position() + ChunkHeader.LENGTH;
        while (at < end && input.seek(at, 0)) {
            input.fill(EventSize.HEAD);
            long size = input.readInteger(4, header.compressed());
            long type = input.readInteger(8, header.compressed());
            if (size < 2 || size > end - at) {
                at = resync.next(at);
                continue;
            }
            if (type == 0) {
                index.metadata.add(at);
            } else if (type == 1) {
                index.checkpoints.add(at);
            }
            at += size;
        }
        return index;
    }
}
