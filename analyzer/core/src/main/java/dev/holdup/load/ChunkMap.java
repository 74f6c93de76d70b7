package dev.holdup.load;

import dev.holdup.load.format.ByteSource;
import dev.holdup.load.format.ChunkHeader;
import dev.holdup.load.format.DamageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Where the chunks of the files are, and on which clock each runs. */
final class ChunkMap {
    /** Wall clock and ticks of one JVM drift and jump by less. */
    private static final long SAME_CLOCK_NANOS = 2_000_000_000;

    /**
     * A chunk.
     *
     * @param source its file
     * @param header its header
     * @param endPosition first byte behind it that is not its own, at most the file's end
     * @param jvm number of its JVM
     * @param clockBase header of the first chunk on the same clock
     */
    record Chunk(
            ByteSource source,
            ChunkHeader header,
            long endPosition,
            int jvm,
            ChunkHeader clockBase) {
        long sizeBytes() {
            return endPosition - header.position();
        }
    }

    private final List<Chunk> chunks = new ArrayList<>();
    private final List<ChunkHeader> bases = new ArrayList<>();
    private final List<String> losses = new ArrayList<>();

    /** Chunks in the order of their start. */
    List<Chunk> chunks() {
        List<Chunk> sorted = new ArrayList<>(chunks);
        sorted.sort((a, b) -> Long.compare(start(a), start(b)));
        return sorted;
    }

    /** Sentences about parts of files that hold no chunk. */
    List<String> losses() {
        return losses;
    }

    /** First instant of any chunk, since 1970. */
    long startEpochNanos() {
        long start = Long.MAX_VALUE;
        for (Chunk chunk : chunks) {
            start = Math.min(start, start(chunk));
        }
        return start;
    }

    /**
     * Adds the chunks of a file.
     *
     * @throws UnreadableRecordingException if it holds none
     */
    void add(ByteSource source) throws IOException {
        long size = source.size();
        if (size == 0) {
            throw new UnreadableRecordingException(
                    "empty recording",
                    source.name(),
                    "at least one chunk of 68 bytes",
                    "a file of 0 bytes",
                    "record again; a JVM that is killed before its first flush leaves such a file");
        }
        long position = 0;
        int found = 0;
        while (position < size) {
            ChunkHeader header;
            try {
                header = ChunkHeader.read(source, position);
            } catch (DamageException e) {
                if (found == 0) {
                    throw notARecording(source, e);
                }
                losses.add(
                        source.name()
                                + ", "
                                + e.getMessage()
                                + ": the last "
                                + (size - position)
                                + " bytes are not read.");
                return;
            }
            requireReadable(source, header);
            long end = header.sizeBytes() <= 0 ? size : position + header.sizeBytes();
            if (header.open() || end < position + ChunkHeader.LENGTH || end > size) {
                // While the writer has not finished, the size is that of its last flush.
                if (!header.open()) {
                    losses.add(
                            source.name()
                                    + ", byte "
                                    + position
                                    + ": a chunk of "
                                    + header.sizeBytes()
                                    + " bytes, of which "
                                    + (size - position)
                                    + " are there.");
                }
                end = size;
            }
            add(source, header, end);
            found++;
            position = end;
        }
    }

    private void add(ByteSource source, ChunkHeader header, long end) {
        for (int jvm = 0; jvm < bases.size(); jvm++) {
            if (sharesClock(bases.get(jvm), header)) {
                chunks.add(new Chunk(source, header, end, jvm, bases.get(jvm)));
                return;
            }
        }
        bases.add(header);
        chunks.add(new Chunk(source, header, end, bases.size() - 1, header));
    }

    /** True if ticks and wall clock of both went on together: then it is one JVM. */
    private static boolean sharesClock(ChunkHeader base, ChunkHeader header) {
        if (base.ticksPerSecond() != header.ticksPerSecond()) {
            return false;
        }
        double ticks = header.startTicks() - (double) base.startTicks();
        double byTicks = ticks / base.ticksPerSecond() * 1e9;
        double byWall = header.startEpochNanos() - (double) base.startEpochNanos();
        return Math.abs(byTicks - byWall) < SAME_CLOCK_NANOS;
    }

    private static long start(Chunk chunk) {
        return chunk.header.startEpochNanos();
    }

    private static UnreadableRecordingException notARecording(
            ByteSource source, DamageException damage) {
        return new UnreadableRecordingException(
                "not a JFR recording",
                source.name() + ", byte " + damage.position(),
                damage.expected(),
                damage.found(),
                "give a .jfr file, as jcmd JFR.dump or the agent writes it");
    }

    private static void requireReadable(ByteSource source, ChunkHeader header)
            throws UnreadableRecordingException {
        if (header.isReadable()) {
            return;
        }
        String version = header.major() + "." + header.minor();
        throw new UnreadableRecordingException(
                header.major() == 0 ? "recording of JDK 7 or 8" : "recording in a newer format",
                source.name() + ", byte " + (header.position() + 4),
                "format version 1.0, 2.0 or 2.1 (JDK 9 and newer)",
                "version " + version,
                header.major() == 0
                        ? "open it with JDK Mission Control, or record on JDK 11 or newer"
                        : "update Holdup");
    }
}
