package dev.holdup.load.format;

/**
 * Where a chunk is.
 *
 * @param source its file
 * @param header its header
 * @param endPosition first byte that is not its own, at most the file's end
 */
public record ChunkPlace(ByteSource source, ChunkHeader header, long endPosition) {
    /** Bytes of the chunk that are there. */
    public long sizeBytes() {
        return endPosition - header.position();
    }
}
