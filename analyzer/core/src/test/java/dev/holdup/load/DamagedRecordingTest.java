package dev.holdup.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdup.model.Notice;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DamagedRecordingTest {
    @TempDir private static Path folder;

    private static byte[] sound = new byte[0];

    @BeforeAll
    static void record() throws IOException {
        Path file =
                SampleRecording.record(
                        folder.resolve("sound.jfr"), SampleRecording::everyKindOfWait);
        sound = Files.readAllBytes(file);
    }

    @Test
    void refusesAFileThatDoesNotExist() {
        assertThatThrownBy(() -> load(folder.resolve("nothing.jfr")))
                .isInstanceOf(UnreadableRecordingException.class)
                .hasMessageContaining("no such file")
                .hasMessageContaining("nothing.jfr");
    }

    @Test
    void refusesAnEmptyFile() {
        assertThatThrownBy(() -> load(new byte[0]))
                .hasMessageContaining("empty recording")
                .hasMessageContaining("found a file of 0 bytes");
    }

    @Test
    void refusesWhatIsNotARecording() {
        byte[] text = "#!/bin/sh\necho hello\n".getBytes(StandardCharsets.US_ASCII);
        assertThatThrownBy(() -> load(text))
                .hasMessageContaining("not a JFR recording")
                .hasMessageContaining("byte 0")
                .hasMessageContaining("found bytes 23 21 2f 62");
    }

    @Test
    void refusesAHeaderWithoutAChunk() {
        byte[] header = new byte[20];
        System.arraycopy(sound, 0, header, 0, 20);
        assertThatThrownBy(() -> load(header))
                .hasMessageContaining("expected a chunk header of 68 bytes")
                .hasMessageContaining("found 20 bytes");
    }

    @Test
    void refusesTheFormatOfJdk8AndSaysWhatToDo() {
        byte[] old = sound.clone();
        ByteBuffer.wrap(old).putShort(4, (short) 0).putShort(6, (short) 9);
        assertThatThrownBy(() -> load(old))
                .hasMessageContaining("recording of JDK 7 or 8")
                .hasMessageContaining("version 0.9")
                .hasMessageContaining("record on JDK 11 or newer");
    }

    @Test
    void refusesANewerFormat() {
        byte[] newer = sound.clone();
        ByteBuffer.wrap(newer).putShort(4, (short) 3);
        assertThatThrownBy(() -> load(newer))
                .hasMessageContaining("newer format")
                .hasMessageContaining("update Holdup");
    }

    @Test
    void usesTheCopyInsideTheChunkWhenTheHeaderIsDamaged() throws IOException {
        byte[] still = sound.clone();
        ByteBuffer.wrap(still).putLong(56, 0);
        LoadedRecording loaded = load(still);
        assertThat(loaded.report().losses().get(0))
                .contains("expected ticks per second > 0, found 0")
                .contains("a copy of the header");
        assertThat(loaded.trace().waits().size()).isEqualTo(load(sound).trace().waits().size());
    }

    @Test
    void readsACutRecordingUpToTheCutAndSaysSo() throws IOException {
        byte[] cut = new byte[sound.length - 1000];
        System.arraycopy(sound, 0, cut, 0, cut.length);
        LoadedRecording loaded = load(cut);
        assertThat(loaded.report().isDamaged()).isTrue();
        assertThat(loaded.trace().notices()).extracting(Notice::kind).contains("damage");
        assertThat(loaded.report().losses().get(0))
                .contains("a chunk of " + sound.length + " bytes, of which " + cut.length);
    }

    @Test
    void endsWhenTheChainOfConstantsIsACycle() throws IOException {
        byte[] cycle = sound.clone();
        long constants = ByteBuffer.wrap(cycle).getLong(16);
        int delta = positionOfDelta(cycle, (int) constants);
        // -1 as nine bytes leads to the middle of an event; 0xff… is what negative deltas look
        // like.
        for (int i = 0; i < 8; i++) {
            cycle[delta + i] = (byte) 0xff;
        }
        cycle[delta + 8] = (byte) 0xff;
        LoadedRecording loaded = load(cycle);
        assertThat(loaded.report().isDamaged()).isTrue();
        assertThat(loaded.trace().waits().size()).isPositive();
    }

    @Test
    void survivesAnEventOfSizeZeroAndReadsOnBehindIt() throws IOException {
        byte[] zero = sound.clone();
        zero[ChunkStart.EVENTS] = 0;
        LoadedRecording loaded = load(zero);
        assertThat(loaded.report().losses().toString()).contains("expected event size");
    }

    /** Where events begin in a file of one chunk. */
    private static final class ChunkStart {
        static final int EVENTS = 68;
    }

    /** The delta is the fifth number of a checkpoint. */
    private static int positionOfDelta(byte[] bytes, int checkpoint) {
        int at = checkpoint;
        for (int i = 0; i < 4; i++) {
            while (bytes[at++] < 0) {
                // The bytes of a number but the last have their high bit set.
            }
        }
        return at;
    }

    private static LoadedRecording load(byte[] bytes) throws IOException {
        Path file = Files.createTempFile(folder, "damaged", ".jfr");
        Files.write(file, bytes);
        return load(file);
    }

    private static LoadedRecording load(Path file) throws IOException {
        return RecordingLoader.load(List.of(file), LoadOptions.defaults());
    }
}
