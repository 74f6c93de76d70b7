package dev.holdup.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.model.SegmentTable;
import dev.holdup.model.Trace;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SideFileTest {
    private static final int HEADER = 64;
    private static final int INDEX_AT = 8;
    private static final int DATA_SUM = 24;
    private static final int INDEX_SUM = 32;
    private static final int HEADER_SUM = 40;

    @TempDir private Path folder;
    private Path recording = Path.of("");
    private Path sideFile = Path.of("");
    private SideFiles keep = SideFiles.none();
    private List<String> expected = List.of();

    @BeforeEach
    void makeRecording() throws IOException {
        recording = folder.resolve("made.jfr");
        sideFile = folder.resolve("made.jfr.holdup");
        keep = new SideFiles(true, true, 0, folder.resolve("cache"));
        EveryEvent.write(recording);
        expected = text(load(SideFiles.none()));
        assertThat(sideFile).doesNotExist();
        load(keep);
        assertThat(sideFile).isRegularFile();
    }

    @Test
    void answersAsTheRecordingDoes() throws IOException {
        Object written = Files.readAttributes(sideFile, "fileKey").get("fileKey");
        assertThat(text(load(keep))).isEqualTo(expected);
        assertThat(text(load(new SideFiles(true, false, 0, folder)))).isEqualTo(expected);
        assertThat(Files.readAttributes(sideFile, "fileKey").get("fileKey")).isEqualTo(written);
    }

    /** A side file that lies: what comes out tells whether it was used. */
    @Test
    void isUsedAsLongAsTheRecordingIsTheSame() throws IOException {
        byte[] bytes = Files.readAllBytes(sideFile);
        int at = indexOf(bytes, "holdup");
        bytes[at] = 'H';
        seal(bytes);
        Files.write(sideFile, bytes);
        assertThat(text(load(keep))).isNotEqualTo(expected);

        Files.setLastModifiedTime(recording, FileTime.from(Instant.ofEpochSecond(1_000_000)));
        assertThat(text(load(keep))).isEqualTo(expected);
        assertThat(Files.readAllBytes(sideFile)).isNotEqualTo(bytes);
    }

    @Test
    void isMadeAnewWhenTheRecordingGrew() throws IOException {
        byte[] before = Files.readAllBytes(sideFile);
        byte[] bytes = Files.readAllBytes(recording);
        byte[] twice = Arrays.copyOf(bytes, bytes.length * 2);
        System.arraycopy(bytes, 0, twice, bytes.length, bytes.length);
        Files.write(recording, twice);
        assertThat(text(load(keep))).isEqualTo(text(load(SideFiles.none())));
        assertThat(Files.readAllBytes(sideFile)).isNotEqualTo(before);
    }

    @Test
    void damageDoesNoHarm() throws IOException {
        byte[] sound = Files.readAllBytes(sideFile);
        Random random = new Random(7);
        for (int mutant = 0; mutant < 60; mutant++) {
            byte[] bytes = sound.clone();
            if (mutant % 3 == 0) {
                bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            } else {
                bytes[place(random, mutant, bytes)] ^= (byte) (1 << random.nextInt(8));
            }
            Files.write(sideFile, bytes);
            assertThat(text(load(keep))).as("mutant %d", mutant).isEqualTo(expected);
            assertThat(Files.size(sideFile)).isEqualTo(sound.length);
        }
    }

    /** Right sums over wrong contents: nobody may trip over what is read then. */
    @Test
    void contentsThatMeanHarmAreRefusedOrHarmless() throws IOException {
        byte[] sound = Files.readAllBytes(sideFile);
        Random random = new Random(8);
        for (int mutant = 0; mutant < 300; mutant++) {
            byte[] bytes = sound.clone();
            int at = HEADER + random.nextInt(bytes.length - HEADER);
            if (mutant % 2 == 0) {
                int indexAt = (int) little(bytes).getLong(INDEX_AT);
                at = indexAt + random.nextInt(bytes.length - indexAt);
            }
            int length = Math.min(bytes.length - at, 1 + random.nextInt(8));
            for (int i = 0; i < length; i++) {
                bytes[at + i] = (byte) (mutant % 5 == 0 ? 0x7f : random.nextInt());
            }
            seal(bytes);
            Files.write(sideFile, bytes);
            assertThat(text(load(new SideFiles(true, false, 0, folder)))).isNotEmpty();
        }
    }

    @Test
    void goesToTheCacheIfItCannotStandBesideTheRecording() throws IOException {
        Files.delete(sideFile);
        Files.createDirectories(sideFile.resolve("something"));
        assertThat(text(load(keep))).isEqualTo(expected);
        try (Stream<Path> cached = Files.list(folder.resolve("cache"))) {
            assertThat(cached).hasSize(1);
        }
        assertThat(text(load(keep))).isEqualTo(expected);

        SideFiles nowhere = new SideFiles(true, true, 0, recording.resolve("no folder"));
        assertThat(text(load(nowhere))).isEqualTo(expected);
    }

    @Test
    void leavesNothingElseBehind() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(recording, sideFile);
        }
    }

    private static int place(Random random, int mutant, byte[] bytes) {
        return mutant % 3 == 1 ? random.nextInt(HEADER - 16) : random.nextInt(bytes.length);
    }

    private static int indexOf(byte[] bytes, String text) {
        byte[] wanted = text.getBytes(StandardCharsets.UTF_8);
        for (int at = HEADER; at < bytes.length - wanted.length; at++) {
            if (Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        throw new AssertionError("no " + text);
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Makes all sums right again. */
    private static void seal(byte[] bytes) {
        ByteBuffer header = little(bytes);
        int indexAt = (int) header.getLong(INDEX_AT);
        header.putLong(DATA_SUM, sum(bytes, HEADER, indexAt));
        header.putLong(INDEX_SUM, sum(bytes, indexAt, bytes.length));
        header.putLong(HEADER_SUM, sum(bytes, 0, HEADER_SUM));
    }

    private static long sum(byte[] bytes, int from, int to) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, from, to - from);
        return sum.getValue();
    }

    private LoadedRecording load(SideFiles use) throws IOException {
        return RecordingLoader.load(
                List.of(recording), LoadOptions.defaults().withThreads(1).withSideFiles(use));
    }

    /** Everything a trace and its report answer. */
    private static List<String> text(LoadedRecording loaded) {
        List<String> lines = new ArrayList<>();
        lines.add(loaded.report().text());
        try {
            for (RecordComponent part : Trace.class.getRecordComponents()) {
                Object table = part.getAccessor().invoke(loaded.trace());
                addText(part.getName(), table, lines);
            }
            SegmentTable segments = loaded.trace().segments();
            for (int thread = 0; thread < loaded.trace().threads().size(); thread++) {
                for (int at = segments.first(thread); at < segments.end(thread); at++) {
                    lines.add(thread + " until " + segments.endNanos(thread, at));
                }
            }
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new LinkageError("a table that does not answer", e);
        }
        return lines;
    }

    private static void addText(String name, Object table, List<String> lines)
            throws IllegalAccessException, InvocationTargetException {
        List<Method> methods = new ArrayList<>(List.of(table.getClass().getDeclaredMethods()));
        methods.removeIf(m -> !Modifier.isPublic(m.getModifiers()) || !takesRow(m));
        methods.sort(Comparator.comparing(Method::getName));
        if (!name.endsWith("s") || table instanceof List) {
            lines.add(name + " " + table);
            return;
        }
        int size = rows(table);
        for (Method method : methods) {
            int rows = method.getName().equals("frameText") ? frames(table) : size;
            for (int row = 0; row < rows; row++) {
                if (name.equals("segments") && perThread(method)) {
                    continue;
                }
                lines.add(name + "." + method.getName() + row + " " + method.invoke(table, row));
            }
        }
    }

    private static boolean takesRow(Method method) {
        return Arrays.equals(method.getParameterTypes(), new Class<?>[] {int.class});
    }

    private static boolean perThread(Method method) {
        return method.getName().equals("first") || method.getName().equals("end");
    }

    private static int rows(Object table) throws IllegalAccessException, InvocationTargetException {
        return number(table, "size");
    }

    private static int frames(Object table)
            throws IllegalAccessException, InvocationTargetException {
        return number(table, "frameCount");
    }

    private static int number(Object table, String name)
            throws IllegalAccessException, InvocationTargetException {
        for (Method method : table.getClass().getMethods()) {
            if (method.getName().equals(name) && method.getParameterCount() == 0) {
                return (int) method.invoke(table);
            }
        }
        throw new AssertionError("no " + name + " of " + table.getClass());
    }
}
