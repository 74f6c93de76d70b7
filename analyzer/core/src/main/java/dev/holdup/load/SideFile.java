package dev.holdup.load;

import dev.holdup.base.ColumnReader;
import dev.holdup.base.ColumnWriter;
import dev.holdup.model.Trace;
import dev.holdup.model.TraceStore;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The file beside a recording that holds the finished trace, so that opening the recording again
 * takes no time. It belongs to one state of the recording and to one build of this program: whoever
 * changes either gets the recording read anew. Nothing that is wrong with it does any harm; it is
 * replaced as a whole, never changed.
 */
final class SideFile {
    private static final String ENDING = ".holdup";

    /** A trace may take several times the bytes of its recording. */
    private static final long SPACE_FACTOR = 6;

    private final Path recording;
    private final RecordingState state;
    private final Path cacheFolder;

    private SideFile(Path recording, RecordingState state, Path cacheFolder) {
        this.recording = recording;
        this.state = state;
        this.cacheFolder = cacheFolder;
    }

    /** Nothing for recordings that have none: several files, a folder, small ones. */
    static Optional<SideFile> of(List<Path> files, SideFiles use) {
        if (!use.read() || files.size() != 1) {
            return Optional.empty();
        }
        Path recording = files.get(0);
        try {
            if (!Files.isRegularFile(recording) || Files.size(recording) < use.leastBytes()) {
                return Optional.empty();
            }
            return RecordingState.of(recording)
                    .map(state -> new SideFile(recording, state, use.cacheFolder()));
        } catch (IOException e) {
            // The loader finds the same and says it.
            return Optional.empty();
        }
    }

    /** What was kept, nothing if there is no file that fits. */
    Optional<LoadedRecording> read() {
        for (Path place : places()) {
            Optional<LoadedRecording> kept = read(place);
            if (kept.isPresent()) {
                return kept;
            }
        }
        return Optional.empty();
    }

    private Optional<LoadedRecording> read(Path place) {
        if (!Files.isRegularFile(place)) {
            return Optional.empty();
        }
        try (FileChannel channel = FileChannel.open(place, StandardOpenOption.READ)) {
            ColumnReader in = new ColumnReader(channel);
            if (!in.text().equals(state.text())) {
                return Optional.empty();
            }
            LoadReport report = ReportStore.read(in);
            Trace trace = TraceStore.read(in);
            return Optional.of(new LoadedRecording(trace, report));
        } catch (IOException | RuntimeException e) {
            // Damaged, or of another kind: the recording itself is read.
            return Optional.empty();
        }
    }

    /** Keeps what was read, if that can be done. */
    void write(LoadedRecording loaded) {
        for (LoadReport.Chunk chunk : loaded.report().chunks()) {
            if (chunk.open()) {
                return;
            }
        }
        for (Path place : places()) {
            if (write(loaded, place)) {
                return;
            }
        }
    }

    private boolean write(LoadedRecording loaded, Path place) {
        Path folder = place.toAbsolutePath().getParent();
        if (folder == null) {
            return false;
        }
        @Nullable Path unfinished = null;
        try {
            Files.createDirectories(folder);
            long space = Files.getFileStore(folder).getUsableSpace();
            if (space < Files.size(recording) * SPACE_FACTOR) {
                return false;
            }
            unfinished = Files.createTempFile(folder, place.getFileName().toString(), ".part");
            try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
                ColumnWriter out = new ColumnWriter(channel);
                out.text(state.text());
                ReportStore.write(loaded.report(), out);
                TraceStore.write(loaded.trace(), out);
                out.finish();
            }
            // The recording may have grown while it was read.
            boolean same = RecordingState.of(recording).filter(state::equals).isPresent();
            if (same) {
                Files.move(
                        unfinished,
                        place,
                        StandardCopyOption.REPLACE_EXISTING,
                        StandardCopyOption.ATOMIC_MOVE);
            }
            return same;
        } catch (IOException | UnsupportedOperationException e) {
            // A full disk, a folder nobody may write to: then it is read again the next time.
            return false;
        } finally {
            delete(unfinished);
        }
    }

    /** Beside the recording; where that cannot be, in the user's folder for such things. */
    private List<Path> places() {
        Path beside = recording.resolveSibling(recording.getFileName() + ENDING);
        String name =
                String.format(Locale.ROOT, "%s-%s", recording.getFileName(), state.pathHash());
        return List.of(beside, cacheFolder.resolve(name + ENDING));
    }

    private static void delete(@Nullable Path unfinished) {
        if (unfinished != null) {
            try {
                Files.deleteIfExists(unfinished);
            } catch (IOException e) {
                // It is in the way of nothing but its own bytes.
            }
        }
    }
}
