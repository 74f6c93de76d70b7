package dev.holdup.load.format;

import dev.holdup.base.LongColumn;
import java.io.IOException;

/**
 * Finds the metadata and checkpoint events of a chunk by going from event to event by their sizes,
 * for chunks whose header does not lead to them: cut, damaged, or still being written.
 */
final class ChunkIndex {
    final LongColumn metadata = new LongColumn();
    final LongColumn checkpoints = new LongColumn();

    private ChunkIndex() {}

    static ChunkIndex scan(ChunkInput input, ChunkHeader header, long end) throws IOException {
        ChunkIndex index = new ChunkIndex();
        long at = header.position() + ChunkHeader.LENGTH;
        while (at < end && input.seek(at, 2)) {
            input.fill(EventSize.HEAD);
            long size = input.readInteger(4, header.compressed());
            long type = input.readInteger(8, header.compressed());
            if (size < 2 || at + size > end) {
                break;
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
