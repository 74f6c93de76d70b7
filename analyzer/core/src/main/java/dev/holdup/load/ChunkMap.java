package dev.holdup.load;

import dev.holdup.load.format.ByteSource;
import dev.holdup.load.format.ChunkHeader;
import dev.holdup.load.format.ChunkPlace;
import dev.holdup.load.format.DamageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Where the chunks of the files are, and on which clock each runs. */
final class ChunkMap {
    /** Wall clock and ticks of one JVM drift and jump by less. */
    private static final long SAME_CLOCK_NANOS = 2_000_000_000;

    /**
     * A chunk.
     *
     * @param place where it is
     * @param jvm number of its JVM
     * @param clockBase header of the first chunk on the same clock
     * @param cut true if its end is missing: cut off, or not yet written
     */
    record Chunk(ChunkPlace place, int jvm, ChunkHeader clockBase, boolean cut) {
        ChunkHeader header() {
            return place.header();
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

    /** Places of the other chunks of the same JVM, those before first, nearest first. */
    static List<ChunkPlace> neighbours(List<Chunk> sorted, int index) {
        List<ChunkPlace> places = new ArrayList<>();
        int jvm = sorted.get(index).jvm;
        for (int i = index - 1; i >= 0; i--) {
            if (sorted.get(i).jvm == jvm) {
                places.add(sorted.get(i).place);
            }
        }
        for (int i = index + 1; i < sorted.size(); i++) {
            if (sorted.get(i).jvm == jvm) {
                places.add(sorted.get(i).place);
            }
        }
        return places;
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
        ChunkSearch search = new ChunkSearch(source, size);
        long position = 0;
        int before = chunks.size();
        while (position < size) {
            ChunkHeader header;
            try {
                header = ChunkHeader.read(source, position);
            } catch (DamageException e) {
                header = search.copy(position);
                long next = header == null ? search.next(position) : position;
                if (header == null && next == size && chunks.size() == before) {
                    throw notARecording(source, e);
                }
                losses.add(loss(source, e, header == null ? next - position : 0));
                if (header == null) {
                    position = next;
                    continue;
                }
            }
            requireReadable(source, header);
            long end = end(source, header, size, search);
            add(new ChunkPlace(source, header, end));
            position = end;
        }
    }

    private static String loss(ByteSource source, DamageException damage, long bytes) {
        return source.name()
                + ", "
                + damage.getMessage()
                + (bytes == 0
                        ? ": a copy of the header inside the chunk was used."
                        : ": " + bytes + " bytes are not read.");
    }

    /** Where the chunk ends: where its header says, if that can be. */
    private long end(ByteSource source, ChunkHeader header, long size, ChunkSearch search)
            throws IOException {
        boolean possible =
                header.sizeBytes() >= ChunkHeader.LENGTH
                        && header.sizeBytes() <= size - header.position();
        long stated = header.position() + header.sizeBytes();
        if (possible && !header.open() && (stated == size || search.isHeader(stated))) {
            return stated;
        }
        // While the writer has not finished, the size is that of its last flush.
        long found = search.next(header.position());
        if (!header.open() && header.sizeBytes() != 0) {
            losses.add(
                    String.format(
                            Locale.ROOT,
                            "%s, byte %d: a chunk of %d bytes, of which %d are there.",
                            source.name(),
                            header.position(),
                            header.sizeBytes(),
                            found - header.position()));
        }
        return found;
    }

    private void add(ChunkPlace place) {
        ChunkHeader header = place.header();
        long stated = header.position() + header.sizeBytes();
        boolean cut = header.open() || header.sizeBytes() == 0 || stated > place.endPosition();
        for (int jvm = 0; jvm < bases.size(); jvm++) {
            if (sharesClock(bases.get(jvm), header)) {
                chunks.add(new Chunk(place, jvm, bases.get(jvm), cut));
                return;
            }
        }
        bases.add(header);
        chunks.add(new Chunk(place, bases.size() - 1, header, cut));
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
        return chunk.header().startEpochNanos();
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
