package dev.holdup.load.format;

import java.io.IOException;
import java.util.Locale;

/**
 * The header of a chunk, all numbers big-endian.
 *
 * <pre>
 *    0  magic "FLR\0"          32  start, ns since 1970      64  writer's generation, 0 when closed
 *    4  major, minor           40  duration, ns              65  –
 *    8  size of the chunk      48  start, ticks              66  flags: bit 0 compressed integers,
 *   16  offset of constants    56  ticks per second                     bit 1 last chunk
 *   24  offset of metadata     68  first event
 * </pre>
 *
 * In a chunk still open, size and offsets are those of the last flush, and async-profiler leaves
 * them 0.
 *
 * @param position byte in the file
 * @param major format version, 1 for JDK 9 and 10, 2 from 11 on
 * @param minor format version
 * @param sizeBytes size with header, 0 if not yet known
 * @param constantsOffset of the last constants, from the chunk's begin
 * @param metadataOffset of the last metadata, from the chunk's begin
 * @param startEpochNanos start since 1970
 * @param durationNanos 0 if not yet known
 * @param startTicks start on the JVM's own clock
 * @param ticksPerSecond of that clock
 * @param open true if the writer had not finished the chunk
 * @param compressed true if integers are compressed
 */
public record ChunkHeader(
        long position,
        int major,
        int minor,
        long sizeBytes,
        long constantsOffset,
        long metadataOffset,
        long startEpochNanos,
        long durationNanos,
        long startTicks,
        long ticksPerSecond,
        boolean open,
        boolean compressed) {

    /** Length of a header. */
    public static final int LENGTH = 68;

    private static final int MAGIC = ('F' << 24) | ('L' << 16) | ('R' << 8);

    /**
     * Reads the header at {@code position}.
     *
     * @throws DamageException if there is none, or its clock cannot be right
     */
    public static ChunkHeader read(ByteSource source, long position)
            throws IOException, DamageException {
        byte[] bytes = new byte[LENGTH];
        int count = source.read(position, bytes, 0, LENGTH);
        if (count < 4 || number(bytes, 0, 4) != MAGIC) {
            throw new DamageException(
                    position, "\"FLR\\0\", the begin of a JFR chunk", begin(bytes, count));
        }
        if (count < LENGTH) {
            throw new DamageException(
                    position, "a chunk header of 68 bytes", count + " bytes to the file's end");
        }
        ChunkHeader header =
                new ChunkHeader(
                        position,
                        (int) number(bytes, 4, 2),
                        (int) number(bytes, 6, 2),
                        number(bytes, 8, 8),
                        number(bytes, 16, 8),
                        number(bytes, 24, 8),
                        number(bytes, 32, 8),
                        number(bytes, 40, 8),
                        number(bytes, 48, 8),
                        number(bytes, 56, 8),
                        bytes[64] != 0,
                        (bytes[67] & 1) != 0);
        if (header.major >= 1 && header.ticksPerSecond <= 0) {
            throw new DamageException(
                    position + 56, "ticks per second > 0", Long.toString(header.ticksPerSecond));
        }
        return header;
    }

    /** The same header for another place. */
    public ChunkHeader at(long place) {
        return new ChunkHeader(
                place,
                major,
                minor,
                sizeBytes,
                constantsOffset,
                metadataOffset,
                startEpochNanos,
                durationNanos,
                startTicks,
                ticksPerSecond,
                open,
                compressed);
    }

    /** True for the formats this package reads: 1.x and 2.x. */
    public boolean isReadable() {
        return major == 1 || major == 2;
    }

    private static long number(byte[] bytes, int offset, int width) {
        long value = 0;
        for (int i = offset; i < offset + width; i++) {
            value = (value << 8) | (bytes[i] & 0xff);
        }
        return value;
    }

    private static String begin(byte[] bytes, int count) {
        if (count == 0) {
            return "the file's end";
        }
        StringBuilder text = new StringBuilder("bytes");
        for (int i = 0; i < Math.min(count, 4); i++) {
            text.append(String.format(Locale.ROOT, " %02x", bytes[i] & 0xff));
        }
        return text.toString();
    }
}
