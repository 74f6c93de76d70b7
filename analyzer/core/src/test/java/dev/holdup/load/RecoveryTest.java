package dev.holdup.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Shares of the events that come out of what a JVM leaves when it is killed, of a file it is still
 * writing, and of a chunk cut anywhere. How many there are is counted by going from size to size,
 * without the loader.
 */
class RecoveryTest {
    private static final int CUTS = 60;

    @TempDir private static Path folder;

    private static Path repository = Path.of("");
    private static byte[] live = new byte[0];
    private static byte[] killed = new byte[0];

    /** Records in another JVM, copies what it is writing, kills it, and takes what is left. */
    @BeforeAll
    static void killARecordingJvm() throws IOException, InterruptedException {
        repository = folder.resolve("repository");
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:FlightRecorderOptions=repository=" + repository,
                                "-cp",
                                System.getProperty("java.class.path"),
                                Victim.class.getName())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).isEqualTo("flushed");
            live = Files.readAllBytes(chunkFile());
            assertThat(lines.readLine()).isEqualTo("flushed again");
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        killed = Files.readAllBytes(chunkFile());
    }

    @AfterAll
    static void forget() {
        live = new byte[0];
        killed = new byte[0];
    }

    /** The JVM that is killed: records waits, and says when they are on the disk. */
    static final class Victim {
        private static final long FLUSH_MILLIS = 1_000;

        private Victim() {}

        /** A recording to the disk flushes itself once a second. */
        public static void main(String[] arguments) throws InterruptedException {
            try (jdk.jfr.Recording recording = new jdk.jfr.Recording()) {
                recording.setToDisk(true);
                for (String event : SampleRecording.BLOCKING) {
                    recording.enable(event).withThreshold(java.time.Duration.ZERO);
                }
                recording.start();
                waitFor(FLUSH_MILLIS * 5 / 2);
                System.out.println("flushed");
                waitFor(FLUSH_MILLIS * 3 / 2);
                System.out.println("flushed again");
                waitFor(60_000);
            }
        }

        private static void waitFor(long millis) {
            long until = System.nanoTime() + millis * 1_000_000;
            while (System.nanoTime() < until) {
                SampleRecording.everyKindOfWait();
            }
        }
    }

    @Test
    void readsAllThatAKilledJvmLeft() throws IOException {
        long there = eventsIn(killed, killed.length);
        assertThat(there).isGreaterThan(1000);
        LoadedRecording loaded = RecordingLoader.load(List.of(repository), LoadOptions.defaults());
        assertThat(events(loaded)).isGreaterThanOrEqualTo(there * 99 / 100);
        assertThat(loaded.report().chunks()).hasSize(1);
        assertThat(loaded.report().chunks().get(0).open()).isTrue();
        // Only what came behind the last flush lacks its constants.
        assertThat(loaded.report().chunks().get(0).missingConstants()).isLessThan(there / 2);
        assertThat(loaded.trace().waits().size()).isGreaterThan(500);
    }

    @Test
    void readsAllOfAFileThatIsBeingWritten() throws IOException {
        long there = eventsIn(live, live.length);
        assertThat(there).isGreaterThan(500);
        assertThat(events(load(live))).isGreaterThanOrEqualTo(there * 99 / 100);
    }

    @Test
    void readsAChunkCutAnywhereBehindItsFirstMetadataUpToTheCut() throws IOException {
        int metadata = firstMetadata(killed);
        Random random = new Random(11);
        for (int i = 0; i < CUTS; i++) {
            int cut = metadata + random.nextInt(killed.length - metadata);
            long there = eventsIn(killed, cut);
            long read = events(load(Arrays.copyOf(killed, cut)));
            assertThat(read)
                    .as("events read of a chunk cut at byte %d of %d", cut, killed.length)
                    .isBetween(there * 95 / 100, there + 1);
        }
    }

    /** Whole events that are neither metadata nor constants. */
    private static long eventsIn(byte[] bytes, int end) {
        long count = 0;
        int at = MadeRecording.HEADER;
        while (at < end - 10) {
            int[] place = {at};
            long size = number(bytes, place);
            long type = number(bytes, place);
            if (size <= 0 || at + size > end) {
                break;
            }
            count += type > 1 ? 1 : 0;
            at += (int) size;
        }
        return count;
    }

    /** End of the first metadata event. */
    private static int firstMetadata(byte[] bytes) {
        int at = MadeRecording.HEADER;
        while (true) {
            int[] place = {at};
            long size = number(bytes, place);
            at += (int) size;
            if (number(bytes, place) == 0) {
                return at;
            }
        }
    }

    private static long number(byte[] bytes, int[] place) {
        long value = 0;
        for (int shift = 0; shift < 63; shift += 7) {
            byte next = bytes[place[0]++];
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                break;
            }
        }
        return value;
    }

    private static long events(LoadedRecording loaded) {
        long count = 0;
        for (LoadReport.Chunk chunk : loaded.report().chunks()) {
            for (LoadReport.EventCount event : chunk.events()) {
                count +=
                        event.event().startsWith("type ")
                                        || event.event().equals("jdk.types.Metadata")
                                ? 0
                                : event.read() + event.skipped();
            }
        }
        return count;
    }

    private static LoadedRecording load(byte[] bytes) throws IOException {
        Path file = folder.resolve("part.jfr");
        Files.write(file, bytes);
        return RecordingLoader.load(List.of(file), LoadOptions.defaults());
    }

    private static Path chunkFile() throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(repository)) {
            files.filter(file -> file.toString().endsWith(".jfr")).forEach(found::add);
        }
        assertThat(found).hasSize(1);
        return found.get(0);
    }
}
