package dev.holdup.load.format;

import java.io.IOException;

/**
 * A window on a recording that slides forward: one reused buffer, so memory does not depend on the
 * size of a chunk. Not thread-safe.
 *
 * <pre>
 *   bytes  |#####consumed#####|######available######|....slack....|
 *          0                  position              limit         length
 *   file   base               base + position       base + limit
 * </pre>
 *
 * Behind {@code limit} lies slack, so that a short run of reads may overrun it without a check
 * each; what was read there is nonsense and {@code position > limit} tells.
 */
public final class ChunkInput {
    /** The window grows up to this for one event or constant that does not fit. */
    public static final int MAX_WINDOW = 64 << 20;

    /** A run of reads without a check in between may be this long. */
    static final int SLACK = 32 << 10;

    byte[] bytes;
    int position;
    int limit;

    private final ByteSource source;
    private final long end;
    private long base;

    /**
     * @param source the recording
     * @param end first byte not to be read
     * @param window bytes to read at once
     */
    public ChunkInput(ByteSource source, long end, int window) {
        this.source = source;
        this.end = end;
        bytes = new byte[window + SLACK];
    }

    /** Position in the file of the next byte. */
    long filePosition() {
        return base + position;
    }

    int available() {
        return limit - position;
    }

    /**
     * Goes to {@code filePosition} and makes {@code wanted} bytes available there.
     *
     * @return false if the file ends before, or the window would get too large
     */
    boolean seek(long filePosition, int wanted) throws IOException {
        if (filePosition < 0) {
            return false;
        }
        long offset = filePosition - base;
        if (offset >= 0 && offset <= limit - wanted) {
            position = (int) offset;
            return true;
        }
        // A hostile file may lead to the end of all numbers: no sums with its positions.
        if (filePosition > end - wanted || wanted > MAX_WINDOW) {
            return false;
        }
        int kept = 0;
        if (offset >= 0 && offset < limit) {
            kept = limit - (int) offset;
        }
        byte[] from = bytes;
        if (wanted > bytes.length - SLACK) {
            bytes = new byte[Math.max(wanted, Math.min(MAX_WINDOW, from.length * 2)) + SLACK];
        }
        if (kept > 0) {
            System.arraycopy(from, (int) offset, bytes, 0, kept);
        }
        base = filePosition;
        position = 0;
        int room = (int) Math.min(bytes.length - SLACK - kept, end - base - kept);
        limit = kept + source.read(base + kept, bytes, kept, room);
        return limit >= wanted;
    }

    /**
     * Makes up to {@code wanted} bytes available at the present position, fewer only at the end of
     * the file.
     */
    void fill(int wanted) throws IOException {
        if (limit - position < wanted) {
            long here = filePosition();
            seek(here, (int) Math.max(0, Math.min(wanted, end - here)));
        }
    }

    /** Next compressed integer: 7 bits a byte, low bits first, the ninth byte has 8. */
    long readVarint() {
        byte[] b = bytes;
        int p = position;
        long value = b[p++];
        if (value < 0) {
            value &= 0x7f;
            int shift = 7;
            while (true) {
                long next = b[p++];
                if (shift == 56) {
                    value |= (next & 0xff) << 56;
                    break;
                }
                value |= (next & 0x7f) << shift;
                if (next >= 0) {
                    break;
                }
                shift += 7;
            }
        }
        position = p;
        return value;
    }

    int readByte() {
        return bytes[position++];
    }

    /** Next {@code count} bytes as a big-endian number. */
    long readFixed(int count) {
        long value = 0;
        for (int i = 0; i < count; i++) {
            value = (value << 8) | (bytes[position++] & 0xff);
        }
        return value;
    }

    /** Next integer of {@code width} bytes, compressed or not. */
    long readInteger(int width, boolean compressed) {
        return compressed ? readVarint() : readFixed(width);
    }
}
