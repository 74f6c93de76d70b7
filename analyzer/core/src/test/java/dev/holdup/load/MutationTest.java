package dev.holdup.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damages sound recordings in many ways: no hang, no exception but the declared one, and most of
 * the events still come out. A mutant is made from its seed alone, of a recording with every event
 * that is the same bytes each time. By property: {@code -Dholdup.fuzz.mutants=5000} makes so many,
 * {@code -Dholdup.fuzz.seed=n} begins elsewhere, {@code -Dholdup.fuzz.base=file} damages another
 * recording. A failure leaves the damaged file in {@code target/mutants}; what is wrong in it then
 * becomes a case of {@link HostileRecordingTest}, which does not depend on the base staying as it
 * is.
 */
class MutationTest {
    private static final int MUTANTS = Integer.getInteger("holdup.fuzz.mutants", 400);
    private static final long FIRST_SEED = Long.getLong("holdup.fuzz.seed", 1);

    /** Only a hang takes so long, even on a machine with much else to do. */
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private enum Damage {
        BYTES,
        HEADER,
        METADATA,
        CONSTANTS,
        CUT,
        MOVED
    }

    @TempDir private static Path folder;

    private static byte[] made = new byte[0];
    private static byte[] recorded = new byte[0];

    @BeforeAll
    static void record() throws IOException {
        Path file = folder.resolve("made.jfr");
        String base = System.getProperty("holdup.fuzz.base", "");
        if (base.isEmpty()) {
            EveryEvent.write(file);
        } else {
            Files.copy(Path.of(base), file);
        }
        made = Files.readAllBytes(file);
        recorded =
                Files.readAllBytes(
                        SampleRecording.record(
                                folder.resolve("sound.jfr"), SampleRecording::everyKindOfWait));
    }

    @Test
    void loadsTheBaseWithoutLoss() throws IOException {
        assertThat(load(made).report().losses()).isEmpty();
    }

    @Test
    void neitherHangsNorThrowsWhateverTheDamage() throws IOException {
        run("made", made, MUTANTS);
    }

    /**
     * The recording differs from run to run, so seeds of a failure help only with the kept file.
     */
    @Test
    void neitherHangsNorThrowsWithARecordingOfThisJvm() throws IOException {
        run("recorded", recorded, MUTANTS / 4);
    }

    private static void run(String name, byte[] base, int mutants) throws IOException {
        long events = events(load(base));
        double shares = 0;
        int loaded = 0;
        long longest = 0;
        for (long seed = FIRST_SEED; seed < FIRST_SEED + mutants; seed++) {
            long start = System.nanoTime();
            double share = share(base, seed, events);
            longest = Math.max(longest, System.nanoTime() - start);
            shares += Math.max(0, share);
            loaded += share < 0 ? 0 : 1;
        }
        System.out.printf(
                Locale.ROOT,
                "MutationTest, %s: seeds %d to %d, %d loaded, %d refused, mean share of events"
                        + " %.2f, longest %d ms, heap at most %d MB%n",
                name,
                FIRST_SEED,
                FIRST_SEED + mutants - 1,
                loaded,
                mutants - loaded,
                shares / mutants,
                longest / 1_000_000,
                Runtime.getRuntime().maxMemory() >> 20);
        assertThat(shares / mutants).as("mean share of events read").isGreaterThan(0.6);
    }

    /** Share of the events read, -1 if the mutant was refused. */
    private static double share(byte[] base, long seed, long events) {
        return Assertions.assertTimeoutPreemptively(
                LIMIT,
                () -> {
                    byte[] mutant = mutate(base, seed);
                    try {
                        return Math.min(1.0, (double) events(load(mutant)) / events);
                    } catch (UnreadableRecordingException e) {
                        return -1.0;
                    } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
                        return fail("kept as " + keep(mutant, seed), e);
                    }
                },
                "seed " + seed);
    }

    private static byte[] mutate(byte[] base, long seed) {
        Random random = new Random(seed);
        Damage damage = Damage.values()[random.nextInt(Damage.values().length)];
        byte[] mutant = base.clone();
        return switch (damage) {
            case BYTES -> change(mutant, random, 0, base.length);
            case HEADER -> change(mutant, random, 0, 68);
            case METADATA -> aimed(mutant, random, 24, 4000);
            case CONSTANTS -> aimed(mutant, random, 16, 4000);
            case CUT -> Arrays.copyOf(mutant, random.nextInt(base.length));
            case MOVED -> move(mutant, random);
        };
    }

    /** Changes bytes behind the place that the header names at {@code field}. */
    private static byte[] aimed(byte[] mutant, Random random, int field, int length) {
        int from = (int) ByteBuffer.wrap(mutant).getLong(field);
        return change(mutant, random, from, Math.min(mutant.length, from + length));
    }

    /** Changes up to 64 bytes between two places; some to values that stand for large numbers. */
    private static byte[] change(byte[] mutant, Random random, int from, int to) {
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

    /** Writes a block over another one, as a disk that mixes up its sectors. */
    private static byte[] move(byte[] mutant, Random random) {
        int length = 1 + random.nextInt(Math.min(4096, mutant.length / 2));
        int from = random.nextInt(mutant.length - length);
        int to = random.nextInt(mutant.length - length);
        System.arraycopy(mutant.clone(), from, mutant, to, length);
        return mutant;
    }

    private static long events(LoadedRecording loaded) {
        long read = 0;
        for (LoadReport.Chunk chunk : loaded.report().chunks()) {
            for (LoadReport.EventCount count : chunk.events()) {
                read += count.read() + count.skipped();
            }
        }
        return read;
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
