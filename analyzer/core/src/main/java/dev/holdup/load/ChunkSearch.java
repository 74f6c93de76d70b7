package dev.holdup.load;

import dev.holdup.load.format.ByteSource;
import dev.holdup.load.format.ChunkHeader;
import dev.holdup.load.format.DamageException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the next chunk where no header says how far it is. Inside a chunk stand copies of its
 * header, one for each flush; a copy's size ends right behind it, which tells it from a chunk, and
 * stands in for a header that is damaged.
 */
final class ChunkSearch {
    private static final int WINDOW = 1 << 20;

    /** Recordings were made between 2010 and 2100. */
    private static final long FIRST_EPOCH_NANOS = 1_262_304_000_000_000_000L;

    private static final long LAST_EPOCH_NANOS = 4_102_444_800_000_000_000L;

    private final ByteSource source;
    private final long size;

    ChunkSearch(ByteSource source, long size) {
        this.source = source;
        this.size = size;
    }

    /** First place behind {@code chunk} where another chunk begins, or the size of the file. */
    long next(long chunk) throws IOException {
        long at = magic(chunk + 1);
        while (at < size && (!isHeader(at) || isCopy(at, chunk))) {
            at = magic(at + 1);
        }
        return at;
    }

    /** The last copy of the header that should stand at {@code chunk}, or null. */
    @Nullable ChunkHeader copy(long chunk) throws IOException {
        ChunkHeader found = null;
        long at = magic(chunk + 1);
        while (at < size && (!isHeader(at) || isCopy(at, chunk))) {
            if (isHeader(at)) {
                found = read(at);
            }
            at = magic(at + 1);
        }
        return found == null ? null : found.at(chunk);
    }

    /** True if a header stands there that can be right. */
    boolean isHeader(long position) throws IOException {
        ChunkHeader header = read(position);
        return header != null
                && header.isReadable()
                && header.startEpochNanos() > FIRST_EPOCH_NANOS
                && header.startEpochNanos() < LAST_EPOCH_NANOS;
    }

    private boolean isCopy(long position, long chunk) throws IOException {
        ChunkHeader header = read(position);
        return header != null && position + ChunkHeader.LENGTH - header.sizeBytes() == chunk;
    }

    private @Nullable ChunkHeader read(long position) throws IOException {
        try {
            return ChunkHeader.read(source, position);
        } catch (DamageException e) {
            return null;
        }
    }

    /** Next place from {@code from} on where the first four bytes of a header stand. */
    private long magic(long from) throws IOException {
        byte[] window = new byte[(int) Math.max(4, Math.min(WINDOW, size - from))];
        for (long base = from; base < size; base += window.length - 3) {
            int count = source.read(base, window, 0, window.length);
            for (int i = 0; i + 3 < count; i++) {
                if (window[i] == 'F'
                        && window[i + 1] == 'L'
                        && window[i + 2] == 'R'
                        && window[i + 3] == 0) {
                    return base + i;
                }
            }
            if (count < window.length) {
                break;
            }
        }
        return size;
    }
}
