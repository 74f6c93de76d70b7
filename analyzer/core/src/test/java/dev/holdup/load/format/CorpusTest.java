package dev.holdup.load.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdup.load.LoadOptions;
import dev.holdup.load.LoadReport;
import dev.holdup.load.LoadedRecording;
import dev.holdup.load.RecordingLoader;
import dev.holdup.load.UnreadableRecordingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.XZInputStream;

/**
 * Recordings nobody here made: of JDK 9 and 21, of async-profiler and of Datadog's profiler. They
 * lie beside the repository, in {@code ../shared/corpus} or where {@code -Dholdup.corpus} says, and
 * are not part of it: without them there is nothing to test.
 */
class CorpusTest {
    /** Format 0.9. */
    private static final String OF_JDK_8 = "jmc-8u20";

    @TempDir private Path folder;

    @Test
    void readsEveryEventOfForeignRecordingsAsTheJdkDoes() throws IOException, DamageException {
        int compared = 0;
        for (Path packed : corpus()) {
            if (packed.toString().contains(OF_JDK_8)) {
                continue;
            }
            Path file = unpack(packed);
            SameAsRecordingFileTest.assertSame(file, SameAsRecordingFileTest.eventsOf(file));
            compared++;
        }
        assertThat(compared).isPositive();
    }

    @Test
    void countsEveryTypeOfForeignRecordingsAsTheJdkDoes() throws IOException {
        for (Path packed : corpus()) {
            if (!packed.toString().contains(OF_JDK_8)) {
                LoadedRecording loaded = load(packed);
                assertThat(loaded.report().losses()).as("losses in %s", packed).isEmpty();
                assertThat(counts(loaded.report()))
                        .as("events of %s", packed.getFileName())
                        .isEqualTo(RawEvents.countsByTheJdk(unpack(packed)));
            }
        }
    }

    @Test
    void refusesTheRecordingOfJdk8AndSaysWhatToDo() throws IOException {
        for (Path packed : corpus()) {
            if (packed.toString().contains(OF_JDK_8)) {
                assertThatThrownBy(() -> load(packed))
                        .isInstanceOf(UnreadableRecordingException.class)
                        .hasMessageContaining("recording of JDK 7 or 8")
                        .hasMessageContaining("JDK Mission Control");
            }
        }
    }

    /** Counts by type without the format's own events, which the JDK's reader does not show. */
    static Map<String, Long> counts(LoadReport report) {
        Map<String, Long> counts = new TreeMap<>();
        for (LoadReport.Chunk chunk : report.chunks()) {
            for (LoadReport.EventCount count : chunk.events()) {
                assertThat(count.broken()).as("broken " + count.event()).isZero();
                if (!RawEvents.OF_THE_FORMAT.contains(count.event())) {
                    counts.merge(count.event(), count.read() + count.skipped(), Long::sum);
                }
            }
        }
        return counts;
    }

    private static LoadedRecording load(Path file) throws IOException {
        return RecordingLoader.load(List.of(file), LoadOptions.defaults());
    }

    private Path unpack(Path packed) throws IOException {
        Path file = folder.resolve(packed.getFileName().toString().replace(".xz", ""));
        if (!Files.exists(file)) {
            try (XZInputStream in = new XZInputStream(Files.newInputStream(packed))) {
                Files.copy(in, file);
            }
        }
        return file;
    }

    private static List<Path> corpus() throws IOException {
        Path corpus = Path.of(System.getProperty("holdup.corpus", "../../../shared/corpus"));
        assumeTrue(
                Files.isDirectory(corpus),
                "no recordings to compare with: there is no " + corpus.toAbsolutePath());
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(corpus)) {
            files.filter(file -> file.toString().endsWith(".jfr.xz")).sorted().forEach(found::add);
        }
        assertThat(found).isNotEmpty();
        return found;
    }
}
