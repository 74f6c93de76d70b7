package dev.holdup.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class PackedRecordingTest {
    /** What {@code lz4 -9 -BD -c} makes of 40 lines "holdup waits " with a number of two digits. */
    private static final String LZ4 =
            "BCJNGGRAp7IAAAD6AWhvbGR1cCB3YWl0cyAwMAoQABsxEAAbMhAAGzMQABs0EAAbNRAAGz"
                    + "YQABs3EAAbOBAAGjkQABsxoAAbMaAAGzGgABsxoAAbMaAAGzGgABsxoAAbMaAAGzGgABsx"
                    + "oAAbMqAAGzKgABsyoAAbMqAAGzKgABsyoAAbMqAAGzKgABsyoAAbMqAAGzOgABszoAAbM6"
                    + "AAGzOgABszoAAbM6AAGzOgABszoAAZM6AAUHMgMzkKAAAAAL82Qgw=";

    @TempDir private static Path folder;

    private static byte[] sound = new byte[0];
    private static long events;

    @BeforeAll
    static void record() throws IOException {
        Path file =
                SampleRecording.record(
                        folder.resolve("sound.jfr"), SampleRecording::everyKindOfWait);
        sound = Files.readAllBytes(file);
        events = load(file).report().totalEvents();
    }

    @Test
    void readsARecordingPackedWithGzip() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(sound);
        }
        assertThat(load("a.jfr.gz", packed.toByteArray()).report().totalEvents()).isEqualTo(events);
    }

    @Test
    void readsWhatIsLeftOfAPackedRecordingThatWasCut() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(sound);
        }
        byte[] cut = Arrays.copyOf(packed.toByteArray(), packed.size() - 100);
        LoadedRecording loaded = load("cut.jfr.gz", cut);
        assertThat(loaded.report().losses().toString()).contains("cannot be unpacked behind byte");
    }

    @Test
    void readsARecordingPackedWithXz() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new XZOutputStream(packed, new LZMA2Options(1))) {
            out.write(sound);
        }
        assertThat(load("a.jfr.xz", packed.toByteArray()).report().totalEvents()).isEqualTo(events);
    }

    @Test
    void readsARecordingInAnArchiveAndNamesBoth() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(packed)) {
            out.putNextEntry(new ZipEntry("notes.txt"));
            out.write("hello".getBytes(StandardCharsets.US_ASCII));
            out.putNextEntry(new ZipEntry("run/app.jfr"));
            out.write(sound);
        }
        LoadedRecording loaded = load("a.zip", packed.toByteArray());
        assertThat(loaded.report().totalEvents()).isEqualTo(events);
        assertThat(loaded.trace().recording().files().get(0)).endsWith("a.zip!run/app.jfr");
    }

    @Test
    void refusesAnArchiveWithoutARecording() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(packed)) {
            out.putNextEntry(new ZipEntry("notes.txt"));
        }
        assertThatThrownBy(() -> load("b.zip", packed.toByteArray()))
                .hasMessageContaining("no recording in the archive");
    }

    @Test
    void readsARecordingInStoredLz4Blocks() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        packed.writeBytes(new byte[] {4, 0x22, 0x4d, 0x18, 0x60, 0x70, 0});
        for (int from = 0; from < sound.length; from += 50_000) {
            int length = Math.min(50_000, sound.length - from);
            for (int shift = 0; shift < 32; shift += 8) {
                packed.write((length | 0x8000_0000) >>> shift);
            }
            packed.write(sound, from, length);
        }
        packed.writeBytes(new byte[4]);
        assertThat(load("a.jfr.lz4", packed.toByteArray()).report().totalEvents())
                .isEqualTo(events);
    }

    @Test
    void readsAFolderOfRecordingsAsOneTimeline() throws IOException {
        Path parent = folder.resolve("repository");
        Path repository = Files.createDirectories(parent.resolve("2026_11_24"));
        Files.write(repository.resolve("1.jfr"), sound);
        Files.write(repository.resolve("2.jfr"), new byte[0]);
        LoadedRecording loaded = load(parent);
        assertThat(loaded.report().totalEvents()).isEqualTo(events);
        assertThat(loaded.report().losses().toString()).contains("2.jfr: an empty file");
    }

    @Test
    void refusesAFolderWithoutRecordings() throws IOException {
        Path empty = Files.createDirectories(folder.resolve("empty"));
        assertThatThrownBy(() -> load(empty))
                .isInstanceOf(UnreadableRecordingException.class)
                .hasMessageContaining("no recording in the folder");
    }

    @Test
    void unpacksWhatLz4Packed() throws IOException {
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            expected.append("holdup waits ").append(i < 10 ? "0" : "").append(i).append('\n');
        }
        byte[] packed = Base64.getDecoder().decode(LZ4);
        try (Lz4FrameInput in = new Lz4FrameInput(new ByteArrayInputStream(packed))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.US_ASCII))
                    .isEqualTo(expected.toString());
        }
    }

    private static LoadedRecording load(String name, byte[] bytes) throws IOException {
        Path file = folder.resolve(name);
        Files.write(file, bytes);
        return load(file);
    }

    private static LoadedRecording load(Path file) throws IOException {
        return RecordingLoader.load(List.of(file), LoadOptions.defaults());
    }
}
