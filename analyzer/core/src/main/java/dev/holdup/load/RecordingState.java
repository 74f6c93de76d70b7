package dev.holdup.load;

import dev.holdup.load.format.ChunkHeader;
import dev.holdup.load.format.DamageException;
import dev.holdup.load.format.FileBytes;
import dev.holdup.model.TraceStore;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What must be the same for a side file to hold: the recording's path, size and time of change, a
 * sum over its begin, its end and both ends of each chunk, and the build that made it.
 *
 * @param text all of that
 * @param pathHash tells recordings of one name apart
 */
record RecordingState(String text, String pathHash) {
    private static final int ENDS = 64 << 10;
    private static final int CHUNK_END = 256;

    /** Nothing if it cannot be told which build this is. */
    static Optional<RecordingState> of(Path recording) throws IOException {
        Optional<String> build = build();
        if (build.isEmpty()) {
            return Optional.empty();
        }
        String text =
                String.join(
                        "\n",
                        "layout " + TraceStore.FORMAT,
                        "build " + build.get(),
                        "name " + recording,
                        "size " + Files.size(recording),
                        "changed " + changed(recording),
                        "sum " + sum(recording));
        byte[] path = recording.toAbsolutePath().toString().getBytes(StandardCharsets.UTF_8);
        String pathHash = HexFormat.of().formatHex(sha256().digest(path), 0, 8);
        return Optional.of(new RecordingState(text, pathHash));
    }

    private static long changed(Path file) throws IOException {
        return Files.getLastModifiedTime(file).to(TimeUnit.NANOSECONDS);
    }

    private static String sum(Path recording) throws IOException {
        MessageDigest digest = sha256();
        try (FileBytes bytes = new FileBytes(recording)) {
            long size = bytes.size();
            update(digest, bytes, 0, ENDS);
            update(digest, bytes, Math.max(0, size - ENDS), ENDS);
            long position = 0;
            try {
                while (position < size) {
                    long next = position + ChunkHeader.read(bytes, position).sizeBytes();
                    if (next <= position) {
                        break;
                    }
                    update(digest, bytes, position, ChunkHeader.LENGTH);
                    update(digest, bytes, Math.max(0, next - CHUNK_END), CHUNK_END);
                    position = next;
                }
            } catch (DamageException e) {
                // A packed or damaged file has fewer ends to look at.
                digest.update((byte) 1);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void update(MessageDigest digest, FileBytes bytes, long from, int count)
            throws IOException {
        byte[] part = new byte[count];
        digest.update(part, 0, bytes.read(from, part, 0, count));
    }

    /** Size and time of the jar this class is in, or of all classes beside it. */
    private static Optional<String> build() throws IOException {
        CodeSource source = RecordingState.class.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            return Optional.empty();
        }
        Path place;
        try {
            place = Path.of(source.getLocation().toURI());
        } catch (URISyntaxException | RuntimeException e) {
            // Loaded from somewhere that is no file.
            return Optional.empty();
        }
        if (Files.isRegularFile(place)) {
            return Optional.of(Files.size(place) + " " + changed(place));
        }
        MessageDigest digest = sha256();
        try (Stream<Path> below = Files.walk(place.resolve("dev/holdup"))) {
            for (Path file : below.filter(Files::isRegularFile).sorted().toList()) {
                String state = file + " " + Files.size(file) + " " + changed(file);
                digest.update(state.getBytes(StandardCharsets.UTF_8));
            }
        }
        return Optional.of(HexFormat.of().formatHex(digest.digest()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
