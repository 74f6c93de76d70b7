package dev.holdup.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Recordings made to do harm: other readers hang on cycles and sizes of zero, and run out of memory
 * on counts nobody checks. Each must load as far as it is sound, and say what is wrong with it.
 */
class HostileRecordingTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int EVENTS = 50;
    private static final long HUGE = Integer.MAX_VALUE;

    @TempDir private Path folder;

    private Path file = Path.of("hostile.jfr");

    /** Writes what is wrong. */
    private interface Harm {
        void write(MadeRecording recording) throws IOException;
    }

    @Test
    void endsOnACycleInTheChainOfConstants() throws IOException {
        LoadReport report =
                loadEvents(recording -> {
                    long first = recording.position();
                    recording.checkpoint(0);
                    long second = recording.position();
                    recording.checkpoint(first - second);
                    // The last one, written at the end, leads to the second, that one to
                    // the first; the first leads back.
                    recording.patchDelta(first, second - first);
                    recording.chainFrom(second);
                });
        assertThat(report.losses().toString())
                .contains("expected a chain of checkpoints that ends, found a cycle");
    }

    @Test
    void endsOnACheckpointThatLeadsToItself() throws IOException {
        byte[] bytes = sound();
        long constants = ByteBuffer.wrap(bytes).getLong(16);
        ByteBuffer.wrap(bytes).putLong(16, constants);
        // A delta of -1 leads into the middle of the event before.
        LoadReport report = load(patched(bytes, (int) constants, -1)).report();
        assertThat(report.isDamaged()).isTrue();
        assertThat(report.read("jdk.ThreadSleep")).isEqualTo(EVENTS);
    }

    @Test
    void readsOnBehindAnEventOfSizeZero() throws IOException {
        LoadReport report = loadEvents(recording -> recording.raw(new byte[12]));
        assertThat(report.losses().toString()).contains("expected event size from 2 to");
    }

    @Test
    void readsOnBehindAnEventLargerThanTheFile() throws IOException {
        LoadReport report =
                loadEvents(
                        recording -> recording.raw(new byte[] {-1, -1, -1, -1, 7, 1, 1, 1, 1, 1}));
        assertThat(report.losses().toString()).contains("expected event size from 2 to");
    }

    @Test
    void readsAChunkThatStatesASizeOfZero() throws IOException {
        byte[] bytes = sound();
        ByteBuffer.wrap(bytes).putLong(8, 0);
        LoadReport report = load(bytes).report();
        assertThat(report.read("jdk.ThreadSleep")).isEqualTo(EVENTS);
    }

    @Test
    void readsAChunkThatStatesANegativeSize() throws IOException {
        byte[] bytes = sound();
        ByteBuffer.wrap(bytes).putLong(8, Long.MIN_VALUE);
        LoadReport report = load(bytes).report();
        assertThat(report.read("jdk.ThreadSleep")).isEqualTo(EVENTS);
        assertThat(report.losses().get(0)).contains("a chunk of " + Long.MIN_VALUE + " bytes");
    }

    @Test
    void readsTheSecondChunkWhoseSizeLeadsBeyondAllNumbers() throws IOException {
        write(MadeRecording::nextChunk);
        byte[] bytes = Files.readAllBytes(file);
        long second = ByteBuffer.wrap(bytes).getLong(8);
        ByteBuffer.wrap(bytes).putLong((int) second + 8, Long.MAX_VALUE);
        assertThat(load(bytes).report().read("jdk.ThreadSleep")).isEqualTo(EVENTS);
    }

    @Test
    void findsMetadataAndConstantsWhereTheHeaderLeadsOutOfTheFile() throws IOException {
        for (int field : new int[] {16, 24}) {
            for (long offset : new long[] {1L << 40, Long.MAX_VALUE, Long.MIN_VALUE, -5, 1}) {
                byte[] bytes = sound();
                ByteBuffer.wrap(bytes).putLong(field, offset);
                LoadReport report = load(bytes).report();
                assertThat(report.read("jdk.ThreadSleep"))
                        .as("offset %d at %d", offset, field)
                        .isEqualTo(EVENTS);
            }
        }
    }

    @Test
    void refusesTicksPerSecondOfZeroWhereNoCopyOfTheHeaderIsLeft() throws IOException {
        byte[] bytes = sound();
        ByteBuffer.wrap(bytes).putLong(56, 0);
        assertThatThrownBy(() -> load(bytes))
                .isInstanceOf(UnreadableRecordingException.class)
                .hasMessageContaining("expected ticks per second > 0, found 0");
    }

    @Test
    void survivesAnAbsurdNumberOfStringsInMetadata() throws IOException {
        LoadReport report = loadMetadata(HUGE, new byte[0]);
        assertThat(report.losses().toString())
                .contains("expected number of strings that fits in")
                .contains("found " + HUGE);
    }

    @Test
    void survivesAnAbsurdStringInMetadata() throws IOException {
        byte[] string = {3, -1, -1, -1, -1, 7};
        LoadReport report = loadMetadata(1, string);
        assertThat(report.losses().toString())
                .contains("expected number of characters of a string that fits in");
    }

    @Test
    void survivesAnUnknownEncodingInMetadata() throws IOException {
        LoadReport report = loadMetadata(1, new byte[] {9, 1, 1});
        assertThat(report.losses().toString()).contains("expected string encoding 0 … 5, found 9");
    }

    @Test
    void survivesMetadataNestedWithoutEnd() throws IOException {
        byte[] nested = new byte[3 + 3 * 20_000];
        nested[0] = 3;
        nested[1] = 1;
        nested[2] = 'x';
        for (int i = 3; i < nested.length; i += 3) {
            nested[i + 2] = 1;
        }
        LoadReport report = loadMetadata(1, nested);
        assertThat(report.losses().toString()).contains("expected at most 16 nested elements");
    }

    @Test
    void leavesOutAnEventWhoseTypeContainsItself() throws IOException {
        LoadReport report =
                loadEvents(recording -> {
                    recording.type("Loop", "", "again:Loop");
                    recording.event("jdk.ThreadPark", "loop:Loop", "timeout:long");
                    recording.write("jdk.ThreadPark", 1, 5L);
                });
        assertThat(report.losses().toString()).contains("fields, 8 deep");
        assertThat(report.read("jdk.ThreadPark")).isZero();
    }

    @Test
    void leavesOutAnEventWithAFieldOfAnUnknownType() throws IOException {
        LoadReport report =
                loadEvents(recording -> {
                    recording.event("jdk.ThreadPark", "x:77777", "timeout:long");
                    recording.write("jdk.ThreadPark", 1, 5L);
                });
        assertThat(report.losses().toString())
                .contains("expected a type the metadata describes, found type 77777");
    }

    @Test
    void leavesOutAnEventWithThousandsOfFields() throws IOException {
        LoadReport report =
                loadEvents(recording -> {
                    List<String> fields = new ArrayList<>();
                    for (int i = 0; i < 3000; i++) {
                        fields.add("f" + i + ":long");
                    }
                    fields.add("timeout:long");
                    recording.event("jdk.ThreadPark", fields.toArray(new String[0]));
                    recording.write("jdk.ThreadPark", 1, 5L);
                });
        assertThat(report.losses().toString()).contains("a type of less than 1000 fields");
    }

    @Test
    void survivesAbsurdCountsOfPoolsAndOfConstants() throws IOException {
        LoadReport pools =
                loadEvents(recording ->
                        recording.brokenCheckpoint(HUGE, recording.typeId("java.lang.Thread"), 0));
        assertThat(pools.losses().toString()).contains("expected " + HUGE + " pools of constants");
        LoadReport constants =
                loadEvents(recording ->
                        recording.brokenCheckpoint(1, recording.typeId("java.lang.Thread"), HUGE));
        assertThat(constants.losses().toString())
                .contains("expected a number of constants that fits in");
    }

    @Test
    void survivesConstantsOfAnUnknownType() throws IOException {
        LoadReport report = loadEvents(recording -> recording.brokenCheckpoint(1, 77777, 1));
        assertThat(report.losses().toString())
                .contains("expected constants of a known type, found type 77777");
    }

    @Test
    void survivesAStackOfTwoThousandMillionFrames() throws IOException {
        LoadReport report =
                loadEvents(recording ->
                        recording.constant("jdk.types.StackTrace", 900, false, HUGE, 1, 1));
        assertThat(report.losses().toString()).contains("expected a constant that ends within");
    }

    /** Once the search for the rest of such a constant did not end. */
    @Test
    void endsAtAConstantThatTheEndOfTheFileCuts() throws IOException {
        write(recording -> {
            recording.flush();
            recording.constant("jdk.types.Symbol", 900, "x".repeat(100_000));
        });
        byte[] bytes = Files.readAllBytes(file);
        byte[] cut = Arrays.copyOf(bytes, (int) ByteBuffer.wrap(bytes).getLong(16) + 50_000);
        LoadReport report = load(cut).report();
        assertThat(report.read("jdk.ThreadSleep")).isEqualTo(EVENTS);
        assertThat(report.losses().toString()).contains("expected");
    }

    /** Once taken for a text, which has a first field. */
    @Test
    void passesOverConstantsOfATypeWithoutFields() throws IOException {
        LoadReport report =
                loadEvents(recording -> {
                    recording.type("app.Empty", "");
                    recording.constant("app.Empty", 1);
                    recording.constant("app.Empty", 2);
                });
        assertThat(report.losses()).isEmpty();
    }

    @Test
    void countsAsBrokenAnEventWithAnAbsurdString() throws IOException {
        LoadReport report =
                loadEvents(recording -> {
                    recording.event("jdk.FileRead", "path:java.lang.String");
                    recording.write("jdk.FileRead", 1, (byte) 3, HUGE);
                    recording.write("jdk.FileRead", 1, (byte) 9, 1);
                    recording.write("jdk.FileRead", 1, "fine");
                });
        assertThat(report.read("jdk.FileRead")).isEqualTo(1);
        assertThat(report.losses().toString()).contains("2 events could not be read");
    }

    @Test
    void survivesTimesAtTheEndsOfTheRange() throws IOException {
        long[] times = {Long.MIN_VALUE, Long.MIN_VALUE / 2, -1, Long.MAX_VALUE / 2, Long.MAX_VALUE};
        LoadReport report =
                loadEvents(recording -> {
                    recording.event(
                            "jdk.ThreadPark",
                            "duration:long@TICKS",
                            "eventThread:java.lang.Thread#",
                            "timeout:long");
                    for (long start : times) {
                        for (long duration : times) {
                            recording.write(
                                    "jdk.ThreadPark",
                                    start,
                                    duration,
                                    recording.thread("t", 9, false),
                                    duration);
                        }
                    }
                });
        assertThat(report.read("jdk.ThreadPark")).isEqualTo(25);
    }

    @Test
    void keepsIdsOfThreadsAtTheEndsOfTheRangeApart() throws IOException {
        LoadedRecording loaded =
                loadWith(recording -> {
                    recording.event("jdk.ThreadStart", "thread:java.lang.Thread#");
                    for (long id : new long[] {1, HUGE, 1L << 40}) {
                        recording.write("jdk.ThreadStart", 1, recording.thread("t" + id, id, true));
                    }
                });
        assertThat(loaded.report().losses()).isEmpty();
        assertThat(loaded.trace().threads().size()).isEqualTo(4);
    }

    private LoadReport loadEvents(Harm harm) throws IOException {
        LoadReport report = loadWith(harm).report();
        assertThat(report.read("jdk.ThreadSleep")).as("sound events").isEqualTo(EVENTS);
        return report;
    }

    /** Sound events before and behind the harm. */
    private LoadedRecording loadWith(Harm harm) throws IOException {
        write(harm);
        return load();
    }

    private void write(Harm harm) throws IOException {
        file = folder.resolve("hostile.jfr");
        try (MadeRecording recording = new MadeRecording(file)) {
            recording.event(
                    "jdk.ThreadSleep",
                    "duration:long@TICKS",
                    "eventThread:java.lang.Thread#",
                    "time:long");
            for (int i = 0; i < EVENTS; i++) {
                if (i == EVENTS / 2) {
                    harm.write(recording);
                }
                recording.write(
                        "jdk.ThreadSleep",
                        1000L * i,
                        500L,
                        recording.thread("sleeper", 7, false),
                        500L);
            }
        }
    }

    private byte[] sound() throws IOException {
        write(recording -> {});
        return Files.readAllBytes(file);
    }

    /** The delta is the fifth number of a checkpoint; sizes take four bytes here. */
    private static byte[] patched(byte[] bytes, int checkpoint, int delta) {
        int at = checkpoint + 4;
        for (int i = 0; i < 3; i++) {
            while (bytes[at++] < 0) {
                // The bytes of a number but the last have their high bit set.
            }
        }
        bytes[at] = (byte) (delta & 0x7f);
        return bytes;
    }

    /** A chunk whose only metadata is wrong: types then come from the sound chunk before. */
    private LoadReport loadMetadata(long strings, byte[] rest) throws IOException {
        file = folder.resolve("metadata.jfr");
        try (MadeRecording recording = new MadeRecording(file)) {
            recording.event(
                    "jdk.ThreadSleep",
                    "duration:long@TICKS",
                    "eventThread:java.lang.Thread#",
                    "time:long");
            recording.nextChunk();
            for (int i = 0; i < EVENTS; i++) {
                recording.write(
                        "jdk.ThreadSleep",
                        1000L * i,
                        500L,
                        recording.thread("sleeper", 7, false),
                        500L);
            }
            recording.endWithMetadata(strings, rest);
        }
        LoadReport report = load().report();
        assertThat(report.read("jdk.ThreadSleep")).as("sound events").isEqualTo(EVENTS);
        return report;
    }

    private LoadedRecording load(byte[] bytes) throws IOException {
        file = folder.resolve("bytes.jfr");
        Files.write(file, bytes);
        return load();
    }

    private LoadedRecording load() throws IOException {
        return Assertions.assertTimeoutPreemptively(
                LIMIT, () -> RecordingLoader.load(List.of(file), LoadOptions.defaults()));
    }
}
