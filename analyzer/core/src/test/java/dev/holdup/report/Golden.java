package dev.holdup.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reports kept in files. {@code ./mvnw test -pl analyzer/core -Dholdup.rewriteGoldens=true}
 * rewrites them; the change is then reviewed as any other.
 */
final class Golden {
    private static final Path FOLDER = Path.of("src/test/resources/dev/holdup/report");

    private Golden() {}

    static void check(String fileName, String actual) {
        Path file = FOLDER.resolve(fileName);
        try {
            if (Boolean.getBoolean("holdup.rewriteGoldens")) {
                Files.createDirectories(FOLDER);
                Files.writeString(file, actual);
            }
            assertThat(file).as("golden file; see Golden for how to write it").exists();
            assertThat(actual).isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
