package dev.holdup.load;

import dev.holdup.load.event.BoundReader;
import dev.holdup.load.event.EventReader;
import dev.holdup.load.event.EventReaders;
import dev.holdup.load.event.EventRows;
import dev.holdup.load.event.SymbolTranslation;
import dev.holdup.load.format.ByteSource;
import dev.holdup.load.format.ChunkClock;
import dev.holdup.load.format.ChunkScan;
import dev.holdup.load.format.Dictionaries;
import dev.holdup.load.format.EventRequest;
import dev.holdup.load.format.EventTally;
import dev.holdup.load.format.FileBytes;
import dev.holdup.model.Trace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Loads recordings: the one way from files to a {@link Trace}. */
public final class RecordingLoader {
    private final List<Path> files;
    private final LoadOptions options;
    private final Dictionaries dictionaries = Dictionaries.empty();
    private final EventRows rows = new EventRows();
    private final List<LoadReport.Chunk> reports = new ArrayList<>();
    private long doneBytes;
    private long totalBytes;

    private RecordingLoader(List<Path> files, LoadOptions options) {
        this.files = files;
        this.options = options;
    }

    /**
     * Loads the files as one timeline.
     *
     * @throws UnreadableRecordingException if nothing can be made of one of them; what can be read
     *     of a damaged file is read, and the rest stands in the report and in the trace's notices
     */
    public static LoadedRecording load(List<Path> files, LoadOptions options)
            throws UnreadableRecordingException {
        return new RecordingLoader(List.copyOf(files), options).load();
    }

    /**
     * (1) Open the files and map clocks: where the chunks are, on which clock each runs, when the
     * trace begins. (2) Read the chunks, each for itself. (3) Merge them: strings, threads and
     * stacks get numbers of the whole recording. (4) Freeze: join what different events say of the
     * same wait, and build the trace.
     */
    private LoadedRecording load() throws UnreadableRecordingException {
        List<ByteSource> sources = new ArrayList<>();
        try {
            // (1)
            ChunkMap map = new ChunkMap();
            for (Path file : files) {
                ByteSource source = open(file);
                sources.add(source);
                map.add(source);
            }
            List<ChunkMap.Chunk> chunks = map.chunks();
            long startEpochNanos = map.startEpochNanos();
            for (ChunkMap.Chunk chunk : chunks) {
                totalBytes += chunk.place().sizeBytes();
            }
            for (int i = 0; i < chunks.size(); i++) {
                // (2)
                EventRows chunkRows = new EventRows();
                ChunkScan scan = read(chunks, i, startEpochNanos, chunkRows);
                // (3)
                rows.addAll(
                        chunkRows, new SymbolTranslation(scan.symbols(), dictionaries.symbols()));
            }
            // (4)
            LoadReport report = new LoadReport(reports, LossTexts.of(reports, map.losses()));
            TraceAssembly assembly =
                    new TraceAssembly(dictionaries, rows, chunks, startEpochNanos, report);
            return new LoadedRecording(assembly.run(), report);
        } catch (UnreadableRecordingException e) {
            throw e;
        } catch (IOException e) {
            throw cannotRead(files.toString(), e);
        } finally {
            close(sources);
        }
    }

    private ChunkScan read(
            List<ChunkMap.Chunk> chunks, int index, long startEpochNanos, EventRows chunkRows)
            throws IOException {
        ChunkMap.Chunk chunk = chunks.get(index);
        ChunkScan scan =
                new ChunkScan(
                        chunk.place(),
                        ChunkMap.neighbours(chunks, index),
                        new ChunkClock(chunk.clockBase(), startEpochNanos),
                        dictionaries,
                        chunk.jvm(),
                        options.windowBytes());
        List<BoundReader> readers = new ArrayList<>();
        List<EventRequest> requests = new ArrayList<>();
        for (EventReader reader : EventReaders.ALL) {
            BoundReader bound = new BoundReader(reader, chunkRows);
            readers.add(bound);
            requests.add(new EventRequest(reader.event(), reader.fields(), bound));
        }
        scan.run(requests, this::progressed);
        reports.add(report(chunk, scan, readers));
        return scan;
    }

    private void progressed(long bytes) {
        doneBytes += bytes;
        options.progress().loaded(doneBytes, totalBytes);
    }

    private static LoadReport.Chunk report(
            ChunkMap.Chunk chunk, ChunkScan scan, List<BoundReader> readers) {
        List<LoadReport.EventCount> counts = new ArrayList<>();
        for (EventTally tally : scan.tallies()) {
            if (tally.read() + tally.skipped() + tally.broken() == 0) {
                continue;
            }
            long clipped = 0;
            for (BoundReader reader : readers) {
                if (reader.event().equals(tally.event())) {
                    clipped = reader.clipped();
                }
            }
            counts.add(
                    new LoadReport.EventCount(
                            tally.event(), tally.read(), tally.skipped(), tally.broken(), clipped));
        }
        counts.sort((a, b) -> a.event().compareTo(b.event()));
        return new LoadReport.Chunk(
                chunk.place().source().name(),
                chunk.header().position(),
                chunk.place().sizeBytes(),
                chunk.header().open(),
                counts,
                scan.damage().texts(),
                scan.damage().count(),
                scan.damage().lostBytes(),
                scan.missingConstants());
    }

    private static ByteSource open(Path file) throws UnreadableRecordingException {
        if (Files.isDirectory(file)) {
            throw new UnreadableRecordingException(
                    "not a file", file.toString(), "a .jfr file", "a folder", "name the file");
        }
        try {
            return new FileBytes(file);
        } catch (NoSuchFileException e) {
            throw new UnreadableRecordingException(
                    "no such file", file.toString(), "a .jfr file", "nothing", "check the path");
        } catch (IOException e) {
            throw cannotRead(file.toString(), e);
        }
    }

    private static UnreadableRecordingException cannotRead(String where, IOException cause) {
        UnreadableRecordingException failure =
                new UnreadableRecordingException(
                        "recording cannot be read",
                        where,
                        "a file that can be read",
                        cause.toString(),
                        "check its permissions and the disk");
        failure.initCause(cause);
        return failure;
    }

    private static void close(List<ByteSource> sources) {
        for (ByteSource source : sources) {
            try {
                source.close();
            } catch (IOException e) {
                // Everything wanted has been read; there is nothing left to lose.
            }
        }
    }
}
