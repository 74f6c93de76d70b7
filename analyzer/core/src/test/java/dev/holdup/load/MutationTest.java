package dev.holdup.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damages a sound recording in many ways: no hang, no exception but the declared one, and most of
 * the events still come out. {@code -Dholdup.fuzz.seconds=600} goes on for longer. A failure leaves
 * the damaged file in {@code target/mutants}, to be kept as a test of its own.
 */
class MutationTest {
    private static final int SECONDS = Integer.getInteger("holdup.fuzz.seconds", 5);
    private static final long FIRST_SEED = Long.getLong("holdup.fuzz.seed", System.nanoTime());

    /** Only a hang takes so long, even on a machine with much else to do. */
    private static final Duration LIMIT = Duration.ofSeconds(90);

    @TempDir private static Path folder;

    private static byte[] sound = new byte[0];
    private static long soundEvents;

    @BeforeAll
    static void record() throws IOException {
        Path file =
                SampleRecording.record(
                        folder.resolve("sound.jfr"), SampleRecording::everyKindOfWait);
        sound = Files.readAllBytes(file);
        soundEvents = load(sound).report().totalEvents();
    }

    @Test
    void randomDamageNeitherHangsNorThrowsAndLeavesMostEventsReadable() {
        long until = System.nanoTime() + SECONDS * 1_000_000_000L;
        long seed = FIRST_SEED;
        long mutants = 0;
        double shares = 0;
        while (System.nanoTime() < until) {
            shares += shareRead(mutate(seed, 0, sound.length), seed);
            mutants++;
            seed++;
        }
        assertThat(mutants).isPositive();
        assertThat(shares / mutants).as("mean share of events read").isGreaterThan(0.8);
    }

    @Test
    void damageAimedAtHeaderMetadataAndConstantsNeitherHangsNorThrows() {
        int metadata = (int) ByteBuffer.wrap(sound).getLong(24);
        int constants = (int) ByteBuffer.wrap(sound).getLong(16);
        long until = System.nanoTime() + SECONDS * 500_000_000L;
        for (long seed = FIRST_SEED; System.nanoTime() < until; seed++) {
            shareRead(mutate(seed, 0, 68), seed);
            shareRead(mutate(seed, metadata, Math.min(sound.length, metadata + 4000)), seed);
            shareRead(mutate(seed, constants, Math.min(sound.length, constants + 4000)), seed);
        }
    }

    @Test
    void everyTruncationIsReadOrRefused() {
        Random random = new Random(FIRST_SEED);
        long until = System.nanoTime() + SECONDS * 250_000_000L;
        while (System.nanoTime() < until) {
            int length = random.nextInt(sound.length);
            byte[] cut = new byte[length];
            System.arraycopy(sound, 0, cut, 0, length);
            shareRead(cut, length);
        }
    }

    /** Changes up to 64 bytes between two places; some to values that stand for large numbers. */
    private static byte[] mutate(long seed, int from, int to) {
        Random random = new Random(seed);
        byte[] mutant = sound.clone();
        int count = 1 + random.nextInt(1 << random.nextInt(7));
        for (int i = 0; i < count; i++) {
            int place = from + random.nextInt(to - from);
            mutant[place] =
                    switch (random.nextInt(4)) {
                        case 0 -> (byte) 0xff;
                        case 1 -> 0;
                        case 2 -> (byte) (mutant[place] ^ 1 << random.nextInt(8));
                        default -> (byte) random.nextInt(256);
                    };
        }
        return mutant;
    }

    private static double shareRead(byte[] mutant, long seed) {
        return Assertions.assertTimeoutPreemptively(
                LIMIT, () -> readOrRefused(mutant, seed), "seed " + seed);
    }

    private static double readOrRefused(byte[] mutant, long seed) {
        try {
            LoadReport report = load(mutant).report();
            long read = 0;
            for (LoadReport.Chunk chunk : report.chunks()) {
                for (LoadReport.EventCount count : chunk.events()) {
                    read += count.read() + count.skipped();
                }
            }
            return Math.min(1.0, (double) read / soundEvents);
        } catch (UnreadableRecordingException e) {
            return 0;
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
            return fail("kept as " + keep(mutant, seed), e);
        }
    }

    private static Path keep(byte[] mutant, long seed) {
        try {
            Path kept = Files.createDirectories(Path.of("target", "mutants"));
            return Files.write(kept.resolve(seed + ".jfr"), mutant);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LoadedRecording load(byte[] bytes) throws UnreadableRecordingException {
        try {
            Path file = folder.resolve("mutant.jfr");
            Files.write(file, bytes);
            return RecordingLoader.load(List.of(file), LoadOptions.defaults().withWindow(1 << 16));
        } catch (UnreadableRecordingException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
