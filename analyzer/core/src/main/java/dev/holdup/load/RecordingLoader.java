package dev.holdup.load;

import dev.holdup.load.event.BoundReader;
import dev.holdup.load.event.EventReader;
import dev.holdup.load.event.EventReaders;
import dev.holdup.load.event.EventRows;
import dev.holdup.load.event.SymbolTranslation;
import dev.holdup.load.format.ByteSource;
import dev.holdup.load.format.ChunkClock;
import dev.holdup.load.format.ChunkLoss;
import dev.holdup.load.format.ChunkScan;
import dev.holdup.load.format.Dictionaries;
import dev.holdup.load.format.EventRequest;
import dev.holdup.load.format.EventTally;
import dev.holdup.load.format.ResolveTurns;
import dev.holdup.model.Trace;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Loads recordings: the one way from files to a {@link Trace}. */
public final class RecordingLoader {
    private final List<Path> files;
    private final LoadOptions options;
    private final Dictionaries dictionaries = Dictionaries.empty();
    private final EventRows rows = new EventRows();
    private final List<LoadReport.Chunk> reports = new ArrayList<>();

    /** Where each chunk lost events. */
    private final List<ChunkLoss> losses = new ArrayList<>();

    /** Row of acts behind the last one of each chunk. */
    private final List<Integer> actEnds = new ArrayList<>();

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
        Optional<SideFile> sideFile = SideFile.of(files, options.sideFiles());
        if (sideFile.isPresent()) {
            Optional<LoadedRecording> kept = sideFile.get().read();
            if (kept.isPresent()) {
                return kept.get();
            }
        }
        LoadedRecording loaded = new RecordingLoader(List.copyOf(files), options).load();
        if (sideFile.isPresent() && options.sideFiles().write()) {
            sideFile.get().write(loaded);
        }
        return loaded;
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
            RecordingFiles opener = new RecordingFiles(sources, map.losses());
            for (Path file : files) {
                int first = sources.size();
                opener.open(file);
                addChunks(map, sources.subList(first, sources.size()));
            }
            List<ChunkMap.Chunk> chunks = map.chunks();
            long startEpochNanos = map.startEpochNanos();
            for (ChunkMap.Chunk chunk : chunks) {
                totalBytes += chunk.place().sizeBytes();
            }
            readChunks(chunks, startEpochNanos);
            refuseImpossible(startEpochNanos);
            // (4)
            LoadReport report = new LoadReport(reports, LossTexts.of(reports, map.losses()));
            TraceAssembly assembly =
                    new TraceAssembly(dictionaries, rows, chunks, losses, startEpochNanos, report);
            return new LoadedRecording(assembly.run(), report);
        } catch (UnreadableRecordingException e) {
            throw e;
        } catch (IOException e) {
            throw RecordingFiles.cannotRead(files.toString(), e);
        } finally {
            close(sources);
        }
    }

    /** A chunk that was read, with what is needed to merge it. */
    private record ReadChunk(ChunkScan scan, EventRows rows, LoadReport.Chunk report) {}

    /** (2) several at a time, (3) in their order. */
    private void readChunks(List<ChunkMap.Chunk> chunks, long startEpochNanos) throws IOException {
        ResolveTurns turns = new ResolveTurns();
        ExecutorService readers =
                Executors.newFixedThreadPool(
                        Math.max(1, Math.min(options.threads(), chunks.size())),
                        task -> {
                            Thread thread = new Thread(task, "holdup-chunk-reader");
                            thread.setDaemon(true);
                            return thread;
                        });
        try {
            Deque<Future<ReadChunk>> pending = new ArrayDeque<>();
            for (int i = 0; i < chunks.size(); i++) {
                int index = i;
                pending.add(readers.submit(() -> read(chunks, index, startEpochNanos, turns)));
            }
            while (!pending.isEmpty()) {
                ReadChunk read = result(pending.remove());
                synchronized (dictionaries) {
                    SymbolTranslation symbols =
                            new SymbolTranslation(read.scan.symbols(), dictionaries.symbols());
                    rows.takeAll(read.rows, symbols);
                }
                reports.add(read.report);
                losses.add(read.scan.loss());
                actEnds.add(rows.acts.size());
            }
        } finally {
            readers.shutdownNow();
        }
    }

    /** What can be told to be wrong only when all chunks were read; counted where it stood. */
    private void refuseImpossible(long startEpochNanos) {
        ImpossibleWakeups wakeups =
                new ImpossibleWakeups(rows, dictionaries.threads().size(), startEpochNanos);
        int from = 0;
        for (int chunk = 0; chunk < reports.size(); chunk++) {
            long refused = wakeups.refuse(from, actEnds.get(chunk));
            if (refused > 0) {
                reports.set(
                        chunk,
                        reports.get(chunk)
                                .refused(
                                        ImpossibleWakeups.EVENT,
                                        refused,
                                        "waits longer than their thread lived"));
            }
            from = actEnds.get(chunk);
        }
    }

    private static ReadChunk result(Future<ReadChunk> pending) throws IOException {
        try {
            return pending.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while loading");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IllegalStateException("reading a chunk failed", e.getCause());
        }
    }

    private ReadChunk read(
            List<ChunkMap.Chunk> chunks, int index, long startEpochNanos, ResolveTurns turns)
            throws IOException {
        EventRows chunkRows = new EventRows();
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
        try {
            scan.run(turns, index, requests, this::progressed);
        } finally {
            turns.done(index);
        }
        return new ReadChunk(scan, chunkRows, report(chunk, scan, readers));
    }

    private synchronized void progressed(long bytes) {
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

    /** Of several files in a folder or an archive one may be unreadable; one must not be. */
    private static void addChunks(ChunkMap map, List<ByteSource> opened) throws IOException {
        int unreadable = 0;
        for (ByteSource source : opened) {
            try {
                map.add(source);
            } catch (UnreadableRecordingException e) {
                unreadable++;
                if (unreadable == opened.size()) {
                    throw e;
                }
                map.losses().add(e.getMessage());
            }
        }
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
